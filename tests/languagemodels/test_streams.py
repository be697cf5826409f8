"""From a thread that calls back to a reader that iterates."""

import threading

import pytest

from assistant.languagemodels.streams import Emit, Stalled, pulled


def test_what_is_emitted_comes_in_order():
    def push(emit: Emit[int]) -> None:
        for number in range(5):
            emit(number)

    assert list(pulled(push)) == [0, 1, 2, 3, 4]


def test_an_error_comes_after_what_was_emitted_before_it():
    def push(emit):
        emit(1)
        raise ValueError("odd")

    items = pulled(push)
    assert next(items) == 1
    with pytest.raises(ValueError, match="odd"):
        next(items)


def test_it_does_not_wait_longer_than_it_is_willing_to():
    released = threading.Event()

    def push(emit: Emit[int]) -> None:
        released.wait(30)

    items = pulled(push, seconds=0.05)
    with pytest.raises(Stalled):
        next(items)
    released.set()


def test_the_work_hears_that_its_reader_has_left():
    ended = threading.Event()

    def push(emit):
        while not emit("more"):
            pass
        ended.set()

    items = pulled(push)
    next(items)
    items.close()
    assert ended.wait(10)
