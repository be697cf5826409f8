from datetime import date

import pytest

from assistant import Settings, open_assistant
from assistant.errors import IndexMissing
from assistant.schema import IndexInfo
from assistant.web import chat as chat_module
from assistant.web.chat import WENT_WRONG, Chat
from assistant.web.conversation import Conversation
from assistant.web.limits import Limits
from assistant.web.reader import Pointer
from tests.web.scripted import COST, ScriptedAssistant


class Unindexed(ScriptedAssistant):
    def info(self) -> IndexInfo:
        raise IndexMissing("There is no index in index/. Build it with: assistant index")


@pytest.fixture
def chat() -> Chat:
    return Chat(ScriptedAssistant())


def last_of(chat: Chat, question: str, conversation: Conversation) -> Conversation:
    *_, conversation = chat.reply(question, conversation)
    return conversation


def test_a_question_is_shown_before_its_answer_and_the_last_answer_is_complete(chat, monkeypatch):
    monkeypatch.setattr(chat_module, "SECONDS_BETWEEN_UPDATES", 0)
    grown = list(chat.reply("  What did the delay cost?  ", Conversation()))
    exchanges = [conversation.last for conversation in grown]
    assert exchanges[0].question == "What did the delay cost?"
    assert exchanges[0].answer is None
    assert [len(exchange.answer.citations) for exchange in exchanges[1:]] == [1, 2, 2]
    assert [exchange.state for exchange in exchanges] == ["running"] * 3 + ["done"]


def test_updates_too_fast_to_be_seen_are_left_out_but_never_the_last(chat):
    grown = list(chat.reply("What did the delay cost?", Conversation()))
    assert len(grown) == 3
    assert len(grown[-1].last.answer.citations) == 2


def test_a_reply_is_sought_within_its_limits_and_remembers_them():
    assistant = ScriptedAssistant()
    limits = Limits(since=date(2023, 1, 1), as_of=date(2023, 7, 1), sources=("Wire",))
    *_, conversation = Chat(assistant).reply("And why?", Conversation(), limits)
    assert assistant.asked == [("And why?", limits.as_of, limits.filters())]
    assert conversation.exchanges[-1].limits == limits


def test_an_answer_comes_with_what_could_be_asked_next(chat):
    conversation = last_of(chat, "What did the delay cost?", Conversation())
    assert conversation.exchanges[-1].suggestions == ("What does it all cost?",)
    conversation = last_of(chat, "Who sank in 2021?", conversation)
    assert conversation.exchanges[-1].undated == "Who sank?"


def test_an_answer_is_not_lost_because_nothing_could_be_suggested(chat, monkeypatch, caplog):
    monkeypatch.setattr(ScriptedAssistant, "suggestions", lambda *_: 1 / 0)
    exchange = last_of(chat, "What did the delay cost?", Conversation()).exchanges[-1]
    assert exchange.answer is not None
    assert COST in exchange.answer.text
    assert exchange.problem == ""
    assert "ZeroDivisionError" in caplog.text


def test_white_space_asks_nothing(chat):
    assert list(chat.reply(" \n ", Conversation())) == []


def test_a_follow_up_comes_with_the_turns_before_it():
    assistant = ScriptedAssistant()
    chat = Chat(assistant)
    conversation = last_of(chat, "What did the delay cost?", Conversation())
    last_of(chat, "And why?", conversation)
    assert assistant.histories["And why?"] == ["What did the delay cost?"]


def test_an_error_that_a_reader_can_mend_is_shown_in_its_own_words(chat):
    failed = last_of(chat, "Fail", Conversation()).exchanges[-1]
    assert failed.problem == "The index is busy. Try again in a moment."
    assert failed.state == "done"


def test_a_bug_is_one_line_for_the_reader_and_a_traceback_for_the_log(chat, caplog):
    assert last_of(chat, "Break", Conversation()).exchanges[-1].problem == WENT_WRONG
    assert "ZeroDivisionError" in caplog.text


def test_without_an_index_the_welcome_says_what_to_do():
    welcome = Chat(Unindexed()).welcome()
    assert "Build it with: assistant index" in welcome
    assert "example" not in welcome


def test_the_welcome_offers_questions_that_the_articles_answer(chat):
    assert 'data-question="What did the delay cost?"' in chat.welcome()


def test_what_was_cited_can_be_read_after_its_article_was_removed(chat, monkeypatch):
    conversation = last_of(chat, "What did the delay cost?", Conversation())
    monkeypatch.setattr("tests.web.scripted.ARTICLES", {})
    shown = chat.article_html(conversation, Pointer("citation", 1, 0))
    assert "has been removed since" in shown
    assert COST in shown


@pytest.mark.parametrize(
    "pointer", [Pointer("citation", 9, 0), Pointer("citation", 1, 99), Pointer("lead", 1, 99)]
)
def test_a_pointer_to_nothing_opens_nothing(chat, pointer):
    conversation = last_of(chat, "What did the delay cost?", Conversation())
    assert COST not in chat.article_html(conversation, pointer)


@pytest.mark.parametrize(
    "data",
    [
        None,
        "citation",
        {},
        {"kind": "file", "exchange": 1, "index": 0},
        {"kind": "lead", "exchange": "1", "index": 0},
        {"kind": "lead", "exchange": 1, "index": -1},
    ],
)
def test_what_a_browser_sends_is_not_trusted(data):
    assert Pointer.read(data) is None


def test_a_pointer_is_read():
    sent = {"kind": "lead", "exchange": 1, "index": 2}
    assert Pointer.read(sent) == Pointer("lead", 1, 2)


def test_before_the_first_sync_the_real_assistant_says_what_to_do(tmp_path):
    with open_assistant(Settings(corpus=tmp_path, index=tmp_path / "index")) as assistant:
        welcome = Chat(assistant).welcome()
    assert 'class="problem"' in welcome
    assert "assistant index" in welcome
