"""Where a reply ends although its model goes on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.languagemodels.trimming import before_repetition, before_stop, looks_broken

SENTENCE = "The old bridge of Varn closes in April for eleven weeks of repairs. "


@given(
    st.text("ab#", max_size=30), st.lists(st.integers(0, 30)), st.sampled_from(["#", "#a", "ab#"])
)
def test_it_ends_before_a_stop_text_however_it_is_cut_into_pieces(text, cuts, stop):
    edges = [0, *sorted(cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    assert "".join(before_stop(pieces, [stop])) == text.partition(stop)[0]


def test_of_two_stop_texts_the_first_in_the_reply_counts():
    assert "".join(before_stop(["one two three"], ["three", "two"])) == "one "


def test_without_a_stop_text_nothing_is_held_back():
    assert list(before_stop(["a", "b"], [])) == ["a", "b"]


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
