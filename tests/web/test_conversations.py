"""What is kept of conversations: by owner, across restarts, and never for anyone else."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from assistant.errors import AssistantError
from assistant.web import conversations as module
from assistant.web.conversation import Conversation, Exchange
from assistant.web.conversations import Conversations
from assistant.web.exports import file_name
from assistant.web.history import history_html
from assistant.web.limits import Limits
from tests.web.scripted import COST, GROUND, STRAY, answer_of

HOSTILE = "<img src=x onerror=alert(1)> \x00 \ud800 \u202e ${x} " + "a" * 2000


def asked(*questions: str, quote: str = COST, article: str = "bridge") -> Conversation:
    conversation = Conversation()
    for question in questions:
        answer = answer_of([(article, quote)], question)
        limits = Limits(since=date(2023, 1, 1), sources=("Wire",))
        exchange = conversation.begin(question, limits)
        exchange = replace(exchange, answer=answer, state="done", suggestions=("Who paid?",))
        conversation = conversation.having(exchange)
    return conversation


@pytest.fixture
def kept(tmp_path) -> Iterator[Conversations]:
    kept = Conversations(tmp_path / "state")
    yield kept
    kept.close()


def test_what_is_kept_is_for_nobody_else_of_the_machine_to_read(tmp_path):
    (tmp_path / "state").mkdir(mode=0o755)
    kept = Conversations(tmp_path / "state")
    kept.save("ana", "k", asked("What did it cost?"))
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "state").iterdir()}
    kept.close()
    assert modes == {0o600}


def test_a_conversation_comes_back_after_a_restart_with_typed_answers(tmp_path):
    conversation = asked("What did it cost?", "And why?")
    first = Conversations(tmp_path)
    assert first.save("ana", "key", conversation)
    first.close()
    second = Conversations(tmp_path)
    assert second.load("ana", "key") == conversation
    second.close()


def test_it_is_kept_as_it_grows_and_what_was_taken_back_goes(kept):
    kept.save("ana", "key", asked("One?", "Two?"))
    kept.save("ana", "key", asked("One?"))
    assert [each.question for each in kept.load("ana", "key").exchanges] == ["One?"]


def test_what_left_the_page_because_it_became_long_is_still_kept(kept):
    whole = asked(*(f"Question {number}?" for number in range(40)))
    for length in (20, 40):
        kept.save("ana", "key", asked(*(f"Question {number}?" for number in range(length))))
    assert len(whole.exchanges) == 30
    assert len(kept.load("ana", "key").exchanges) == 40


def test_nobody_else_sees_changes_or_overwrites_a_conversation(kept):
    kept.save("ana", "key", asked("A secret?"))
    assert kept.load("ben", "key") is None
    assert kept.owned("ben") == []
    assert kept.title("ben", "key") == ""
    assert kept.link("ben", "key", 1) == ""
    assert not kept.save("ben", "key", asked("Mine now?"))
    kept.rename("ben", "key", "Mine")
    kept.delete("ben", "key")
    assert kept.title("ana", "key") == "A secret?"
    assert kept.load("ana", "key") == asked("A secret?")


def test_the_list_has_the_newest_first_with_names_that_can_be_changed(kept):
    kept.save("ana", "one", asked("First?"))
    kept.save("ana", "two", asked("Second?"))
    kept.rename("ana", "one", "  The\nbridge ")
    kept.rename("ana", "two", " ")
    assert [each.title for each in kept.owned("ana")] == ["Second?", "The bridge"]
    kept.save("ana", "one", asked("First?", "More?"))
    assert [each.title for each in kept.owned("ana")] == ["The bridge", "Second?"]


def test_deleting_forgets_the_answers_and_their_links(kept, tmp_path):
    kept.save("ana", "key", asked("One?"))
    link = kept.link("ana", "key", 1)
    kept.delete("ana", "key")
    assert kept.linked(link) is None
    assert kept.owned("ana") == []
    with sqlite3.connect(tmp_path / "state" / module.FILE) as db:
        assert db.execute("SELECT count(*) FROM exchanges").fetchone() == (0,)


def test_a_link_leads_to_one_answer_and_to_nothing_else(kept):
    kept.save("ana", "key", asked("One?", "Two?"))
    link = kept.link("ana", "key", 2)
    assert len(link) > 20
    assert kept.link("ana", "key", 2) == link
    assert [each.question for each in kept.linked(link).exchanges] == ["Two?"]
    assert kept.link("ana", "key", 9) == ""


def test_a_link_does_not_show_what_came_in_place_of_its_answer(kept):
    kept.save("ana", "key", asked("One?"))
    link = kept.link("ana", "key", 1)
    kept.save("ana", "key", asked("Something private?"))
    assert kept.linked(link) is None


@pytest.mark.parametrize("guess", ["", "1", "key", "' OR 1=1 --", "\x00", "%"])
def test_a_guess_opens_nothing(kept, guess):
    kept.save("ana", "key", asked("One?"))
    assert kept.linked(guess) is None
    assert kept.load("", guess) is None


def test_only_so_many_are_kept_the_oldest_go(kept, monkeypatch):
    monkeypatch.setattr(module, "MOST_CONVERSATIONS", 2)
    for number in range(4):
        kept.save("ana", f"key {number}", asked(f"{number}?"))
    kept.save("ben", "his", asked("His?"))
    assert [each.title for each in kept.owned("ana")] == ["3?", "2?"]
    assert len(kept.owned("ben")) == 1


def test_hostile_questions_and_answers_come_back_as_they_were_and_are_shown_as_text(kept):
    conversation = asked(HOSTILE, quote=STRAY, article="hostile")
    kept.save("ana", "key", conversation)
    assert kept.load("ana", "key") == conversation
    (saved,) = kept.owned("ana")
    assert len(saved.title) == module.TITLE_LENGTH
    shown = history_html([saved], "key")
    assert "<img" not in shown
    assert not {"\x00", "\ud800", "\u202e"} & set(shown)
    assert file_name(saved.title, "md").startswith("img-src-x-onerror-alert-1-----x--aaa")


def test_an_answer_that_was_cut_off_by_a_stop_of_the_server_counts_as_stopped(kept):
    exchange = replace(Conversation().begin("One?"), answer=answer_of([("bridge", COST)]))
    kept.save("ana", "key", Conversation((exchange,)))
    assert kept.load("ana", "key").last.state == "stopped"


def test_a_folder_that_cannot_be_written_is_named_with_the_option_that_changes_it(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(AssistantError, match="--state"):
        Conversations(tmp_path / "file" / "state")


def test_the_list_says_which_conversation_is_this_one_only_once_it_is_kept(kept):
    kept.save("ana", "key", asked("One?", quote=GROUND))
    assert 'data-current="key"' in history_html(kept.owned("ana"), "key")
    assert 'data-current=""' in history_html(kept.owned("ana"), "not kept yet")


def test_what_another_tab_has_kept_since_is_not_overwritten(kept):
    first = kept.save("ana", "key", asked("One?"))
    second = kept.save("ana", "key", asked("One?", "Two?"), first)
    assert second > first
    assert not kept.save("ana", "key", asked("One?", "Another?"), first)
    assert [each.question for each in kept.load("ana", "key").exchanges] == ["One?", "Two?"]


def test_who_signed_in_can_sign_out():
    assert 'Signed in as <b dir="auto">a&lt;b</b>' in history_html([], user="a<b")
    assert "Sign out" not in history_html([])


def test_what_was_judged_is_kept_can_be_changed_and_taken_back_by_its_owner_alone(kept):
    kept.save("ana", "key", asked("One?", "Two?"))
    kept.judge("ana", "key", 2, True)
    kept.judge("ben", "key", 1, True)
    assert [each.helpful for each in kept.load("ana", "key").exchanges] == [None, True]
    kept.judge("ana", "key", 2, False)
    assert [(each.question, each.helpful) for each in kept.judged("ana")] == [("Two?", False)]
    assert [each.judged for each in kept.owned("ana")] == [True]
    assert kept.judged("ben") == []
    kept.judge("ana", "key", 2, None)
    assert kept.judged("ana") == []
    assert [each.judged for each in kept.owned("ana")] == [False]


def test_a_judgement_stays_as_the_conversation_grows_and_goes_with_its_answer(kept):
    kept.save("ana", "key", asked("One?"))
    kept.judge("ana", "key", 1, True)
    kept.save("ana", "key", asked("One?", "Two?"))
    assert [each.question for each in kept.judged("ana")] == ["One?"]
    kept.save("ana", "key", asked("Something else?"))
    assert kept.judged("ana") == []


def test_who_follows_a_link_is_not_told_what_was_judged(kept):
    kept.save("ana", "key", asked("One?"))
    kept.judge("ana", "key", 1, False)
    assert kept.linked(kept.link("ana", "key", 1)).last.helpful is None


def test_a_file_from_before_judgements_opens_and_goes_on(kept, tmp_path):
    kept.save("ana", "key", asked("One?"))
    kept.close()
    with sqlite3.connect(tmp_path / "state" / module.FILE) as db:
        db.execute("DROP INDEX judged")
        db.execute("ALTER TABLE exchanges DROP COLUMN helpful")
    for helpful in (None, True):  # and once more, when it has the column
        opened = Conversations(tmp_path / "state")
        assert opened.load("ana", "key") == asked("One?").judged(1, helpful)
        opened.judge("ana", "key", 1, True)
        opened.close()


def test_what_was_judged_and_linked_before_answers_had_a_version_stays_so(kept, tmp_path):
    kept.save("ana", "key", asked("One?"))
    kept.judge("ana", "key", 1, True)
    link = kept.link("ana", "key", 1)
    with sqlite3.connect(tmp_path / "state" / module.FILE) as db:
        db.execute("UPDATE exchanges SET content = replace(content, ', \"version\": 1', '')")
        assert "version" not in db.execute("SELECT content FROM exchanges").fetchone()[0]
    assert kept.load("ana", "key") == asked("One?").judged(1, True)
    kept.save("ana", "key", asked("One?", "Two?"))
    assert [each.question for each in kept.judged("ana")] == ["One?"]
    assert kept.linked(link) == asked("One?")


def noted(question: str, helpful: bool = True, comment: str = "") -> Exchange:
    exchange = asked(question).exchanges[0]
    return replace(exchange, number=0, helpful=helpful, comment=comment)


def test_what_took_place_elsewhere_is_one_conversation_of_its_owner(kept):
    kept.save("ana", "key", asked("In the chat?"))
    kept.note("ana", "From programs", noted("One?", comment="As I had hoped."))
    kept.note("ana", "From programs", noted("Two?", helpful=False))
    kept.note("ben", "From programs", noted("Ben's?"))
    assert [(each.title, each.judged) for each in kept.owned("ana")] == [
        ("From programs", True),
        ("In the chat?", False),
    ]
    exchanges = kept.load("ana", kept.owned("ana")[0].id).exchanges
    assert [(each.number, each.question, each.helpful, each.comment) for each in exchanges] == [
        (1, "One?", True, "As I had hoped."),
        (2, "Two?", False, ""),
    ]
    assert [each.question for each in kept.judged("ben")] == ["Ben's?"]


def test_the_last_word_about_the_same_question_counts(kept):
    kept.note("ana", "From programs", noted("One?"))
    kept.note("ana", "From programs", noted("Two?"))
    kept.note("ana", "From programs", noted("One?", helpful=False, comment="No longer."))
    limited = replace(noted("Two?"), limits=Limits(sources=("Gazette",)))
    kept.note("ana", "From programs", limited)
    assert [(each.question, each.helpful, each.comment) for each in kept.judged("ana")] == [
        ("Two?", True, ""),
        ("One?", False, "No longer."),
        ("Two?", True, ""),
    ]


def test_a_comment_stays_as_the_conversation_goes_on_in_the_chat(kept):
    kept.note("ana", "From programs", noted("One?", comment="Well found."))
    (saved,) = kept.owned("ana")
    conversation = kept.load("ana", saved.id)
    kept.save("ana", saved.id, conversation.having(conversation.begin("And then?")))
    assert [(each.question, each.comment) for each in kept.judged("ana")] == [
        ("One?", "Well found.")
    ]


def test_the_oldest_of_what_took_place_elsewhere_goes(kept, monkeypatch):
    monkeypatch.setattr(module, "MOST_NOTED", 2)
    for question in ("One?", "Two?", "Three?"):
        kept.note("ana", "From programs", noted(question))
    assert [each.question for each in kept.judged("ana")] == ["Two?", "Three?"]
