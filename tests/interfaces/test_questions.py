"""Who waits for whom, and what becomes of a question whose reader has left."""

import asyncio
import contextlib
import functools
import threading
import time

import pytest

from assistant.interfaces import questions
from assistant.interfaces.questions import QuestionQueue, TooMany, TooManyOfOne
from assistant.web.access import Gate, Stopping
from tests.tasks import awaited


def test_so_many_are_answered_at_a_time_and_the_others_wait():
    lock, running, most = threading.Lock(), 0, 0
    together = threading.Barrier(questions.ANSWERED_AT_ONCE)

    def work(number: int) -> int:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        together.wait(60)
        with lock:
            running -= 1
        return number

    async def ask():
        queue = QuestionQueue(Gate())
        calls = [queue.call(str(each), functools.partial(work, each)) for each in range(48)]
        return await asyncio.gather(*calls)

    assert awaited(ask()) == list(range(48))
    assert most == questions.ANSWERED_AT_ONCE


def refusals(clients: list[str]) -> list[type]:
    """Return why questions are refused that all come while none is answered."""
    free = threading.Event()

    async def ask():
        queue = QuestionQueue(Gate())
        asked = [asyncio.ensure_future(queue.call(each, lambda: free.wait(60))) for each in clients]
        await asyncio.sleep(0.05)
        free.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    return [type(each) for each in awaited(ask()) if isinstance(each, Exception)]


def test_one_client_keeps_nobody_else_from_asking():
    assert refusals(["ana"] * 70 + ["ben"] * 5) == [TooManyOfOne] * 6


def test_more_than_may_wait_are_told_to_come_again():
    assert refusals([f"client {number}" for number in range(260)]) == [TooMany] * 4


def test_once_the_server_stops_what_waits_is_refused_and_what_runs_is_finished():
    gate, began, free = Gate(), threading.Event(), threading.Event()

    def first() -> str:
        began.set()
        free.wait(60)
        return "answered"

    async def ask():
        queue = QuestionQueue(gate)
        running = asyncio.ensure_future(queue.call("ana", first))
        await asyncio.to_thread(began.wait, 60)
        gate.shut(0)
        with pytest.raises(Stopping):
            await queue.call("ben", lambda: "too late")
        free.set()
        return await running

    assert awaited(ask()) == "answered"


def test_a_stream_ends_with_the_last_however_slowly_it_is_read():
    async def read(pause: float):
        found = []
        async for each in QuestionQueue(Gate()).stream("ana", lambda: iter(range(500))):
            found.append(each)
            await asyncio.sleep(pause)
        return found

    for pause in (0, 0.05):
        found = awaited(read(pause))
        assert found == sorted(set(found))
        assert found[-1] == 499


def test_what_breaks_a_stream_off_is_raised_after_what_was_given():
    def work():
        yield 1
        raise ValueError("broken")

    async def read():
        found = []
        with contextlib.suppress(ValueError):
            async for each in QuestionQueue(Gate()).stream("ana", work):
                found.append(each)
            found.append("not broken")
        return found

    assert awaited(read()) in ([1], [])


def test_a_question_whose_reader_has_left_is_broken_off():
    gate, ended = Gate(), threading.Event()

    def for_ever():
        try:
            while True:
                yield "more"
                time.sleep(0.01)
        finally:
            ended.set()

    async def leave():
        answers = QuestionQueue(gate).stream("ana", for_ever)
        assert await anext(answers) == "more"
        await answers.aclose()
        return await asyncio.to_thread(ended.wait, 60)

    assert awaited(leave())
    assert gate.shut(60)
