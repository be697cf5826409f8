"""What one tab has asked and been told, and the one reply that may add to it."""

import copy
from dataclasses import replace

import pytest

from assistant.schema import Answer
from assistant.web.conversation import HISTORY_TURNS, KEPT_EXCHANGES, Conversation, Session

ANSWER = Answer(text="Yes.", status="answered")


def asked(count: int) -> Conversation:
    conversation = Conversation()
    for number in range(count):
        exchange = conversation.begin(f"Question {number}?")
        conversation = conversation.having(replace(exchange, answer=ANSWER, state="done"))
    return conversation


def test_a_conversation_forgets_its_oldest_exchanges_and_keeps_the_numbers_of_the_others():
    conversation = asked(KEPT_EXCHANGES + 5)
    assert len(conversation.exchanges) == KEPT_EXCHANGES
    assert conversation.exchanges[0].number == 6
    assert conversation.begin("Next?").number == KEPT_EXCHANGES + 6


def test_follow_ups_are_read_with_the_newest_finished_answers():
    turns = asked(HISTORY_TURNS + 3).turns()
    assert [turn.question for turn in turns][-1] == f"Question {HISTORY_TURNS + 2}?"
    assert len(turns) == HISTORY_TURNS
    assert all(turn.answer is ANSWER for turn in turns)


def test_what_failed_or_was_stopped_is_not_part_of_the_history():
    conversation = asked(1)
    failed = replace(conversation.begin("Fails?"), problem="It failed.", state="done")
    conversation = conversation.having(failed)
    running = replace(conversation.begin("Stops?"), answer=ANSWER)
    conversation = conversation.having(running).stopped()
    assert conversation.last is not None
    assert conversation.last.state == "stopped"
    assert [turn.question for turn in conversation.turns()] == ["Question 0?"]


def test_stopping_when_nothing_runs_changes_nothing():
    conversation = asked(1)
    assert conversation.stopped() is conversation
    assert Conversation().stopped() == Conversation()


@pytest.fixture
def session() -> Session:
    return Session()


def growing(question: str) -> Conversation:
    exchange = Conversation().begin(question)
    return Conversation().having(replace(exchange, answer=ANSWER))


def test_one_reply_writes_at_a_time(session):
    claim = session.claim()
    assert session.busy
    assert session.claim() is None
    assert not session.write(None, growing("Second?"))
    assert session.write(claim, growing("First?"))
    assert session.conversation.last.question == "First?"


def test_an_update_that_comes_after_the_stop_is_not_written(session):
    claim = session.claim()
    session.write(claim, growing("First?"))
    session.stop()
    assert not session.write(claim, growing("First?"))
    assert session.conversation.last.state == "stopped"
    assert not session.busy


def test_an_update_that_comes_after_clearing_brings_nothing_back(session):
    claim = session.claim()
    session.write(claim, growing("First?"))
    session.clear()
    assert not session.write(claim, growing("First?"))
    session.release(claim)
    assert session.conversation == Conversation()


def test_a_reply_that_ends_early_leaves_a_session_that_can_be_asked_again(session):
    claim = session.claim()
    session.write(claim, growing("First?"))
    session.release(claim)
    assert session.conversation.last.state == "stopped"
    assert session.claim() is not None


def test_the_last_question_is_taken_back_unless_a_reply_runs(session):
    claim = session.claim()
    session.write(claim, growing("First?"))
    session.take_back()
    assert session.conversation.last.question == "First?"
    session.release(claim)
    session.take_back()
    assert session.conversation == Conversation()
    session.take_back()
    assert session.conversation == Conversation()


def test_every_tab_begins_with_an_empty_session_of_its_own(session):
    session.write(session.claim(), growing("First?"))
    assert copy.deepcopy(session).conversation == Conversation()


def test_an_answer_can_be_judged_while_the_next_one_grows(session):
    first = growing("First?")
    session.write(session.claim(), first)
    session.stop()
    claim, second = session.claim(), session.conversation.begin("Second?")
    session.judge(1, True)
    session.write(claim, session.conversation.judged(1, None).having(second))
    assert [each.helpful for each in session.conversation.exchanges] == [True, None]
    assert [each.question for each in session.conversation.exchanges] == ["First?", "Second?"]
