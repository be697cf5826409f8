"""A reply from a thread that calls back, and where it ends although its model goes on."""

import threading

import pytest

from assistant.languagemodels.streams import (
    Emit,
    Stalled,
    before_repetition,
    looks_broken,
    pulled,
)

SENTENCE = "The old bridge of Varn closes in April for eleven weeks of repairs. "


def test_what_is_emitted_comes_in_order():
    def push(emit: Emit) -> None:
        for letter in "abcde":
            emit(letter)

    assert list(pulled(push)) == ["a", "b", "c", "d", "e"]


def test_an_error_comes_after_what_was_emitted_before_it():
    def push(emit):
        emit("a")
        raise ValueError("odd")

    items = pulled(push)
    assert next(items) == "a"
    with pytest.raises(ValueError, match="odd"):
        next(items)


def test_it_does_not_wait_longer_than_it_is_willing_to():
    released = threading.Event()

    def push(emit: Emit) -> None:
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


def test_it_ends_where_the_same_words_come_a_third_time():
    pieces = [f"{word} " for word in (SENTENCE * 9).split()]
    told = "".join(before_repetition(pieces))
    assert told.count("weeks") in (2, 3)


def test_what_is_said_twice_is_left_as_it_is():
    assert "".join(before_repetition([SENTENCE, SENTENCE])) == SENTENCE * 2


def test_a_text_of_replacement_characters_looks_broken_and_one_slip_does_not():
    assert looks_broken("\ufffd\ufffd a \ufffd b \x07")
    assert not looks_broken("\ufffd")
    assert not looks_broken(SENTENCE + "\n\tOrléans — 北京 🙂")
