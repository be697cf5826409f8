import copy
from dataclasses import replace

import pytest

from assistant.schema import Answer
from assistant.web.conversation import Conversation
from assistant.web.session import Session

ANSWER = Answer(text="Yes.", status="answered")


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
