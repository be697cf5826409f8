"""Stopping politely."""

import threading

import pytest

from assistant.web.chat import Chat
from assistant.web.conversation import Conversation
from assistant.web.gate import Gate, Stopping
from tests.web.scripted import ScriptedAssistant


def test_a_shut_gate_lets_running_answers_finish_and_refuses_new_ones():
    gate, began, may_end = Gate(), threading.Event(), threading.Event()

    def answer() -> None:
        with gate.answering():
            began.set()
            may_end.wait(10)

    running = threading.Thread(target=answer)
    running.start()
    assert began.wait(10)
    assert not gate.shut(wait=0.01)
    with pytest.raises(Stopping), gate.answering():
        pass
    may_end.set()
    assert gate.shut(wait=10)
    assert gate.is_shut
    running.join()


def test_an_answer_that_fails_counts_no_longer():
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.answering():
        raise ZeroDivisionError
    assert gate.shut(wait=0)


def test_a_question_to_a_server_that_stops_is_told_so():
    gate = Gate()
    gate.shut(wait=0)
    *_, conversation = Chat(ScriptedAssistant(), gate).reply("And why?", Conversation())
    assert "being stopped" in conversation.exchanges[-1].problem
