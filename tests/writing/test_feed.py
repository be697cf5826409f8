"""A growing reply: sentences as soon as they are whole."""

import pytest

from assistant.writing.feed import Feed, clean


def test_a_sentence_is_whole_when_the_next_one_has_begun():
    feed = Feed()
    assert feed.take("The bridge of Varn ") == []
    assert feed.take("closes. ") == []
    assert feed.tail == "The bridge of Varn closes."
    assert feed.take("Ferries") == ["The bridge of Varn closes."]
    assert feed.tail == "Ferries"
    assert feed.end() == ["Ferries"]
    assert feed.tail == ""
    assert feed.sentences == ["The bridge of Varn closes.", "Ferries"]


def test_an_abbreviation_ends_no_sentence():
    feed = Feed()
    feed.take("Mr. Frei of the U.S. ")
    assert feed.take("embassy spoke.") == []
    assert feed.end() == ["Mr. Frei of the U.S. embassy spoke."]


def test_no_part_of_a_key_is_ever_shown():
    feed = Feed()
    shown = []
    for piece in ["It ", "closes", " [", "k", "1", "]", ".", " It", " reopens", " [k2", "]."]:
        feed.take(piece)
        shown.append(" ".join([*feed.sentences, feed.tail]))
    assert not [text for text in shown if "[" in text or "k1" in text or "k2" in text]
    feed.end()
    assert feed.sentences == ["It closes.", "It reopens."]


def test_the_reply_itself_is_kept_for_the_model():
    feed = Feed()
    feed.take("**It** closes [k1].")
    assert feed.raw == "**It** closes [k1]."


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("It closes [1].", "It closes."),
        ("It closes. [k1][k2]", "It closes."),
        ("It closes [k1, k2].", "It closes."),
        ("It closes [Source 1].", "It closes."),
        ("It closes 【3】.", "It closes."),
        ("It closes (k1).", "It closes."),
        ("It closes [k99].", "It closes."),  # a key that was never given
        ("Answer: It **closes**.", "It closes."),
        ("- It closes.", "It closes."),
        ("It \u202ecloses\u200b.", "It closes."),
        ("It closes, see [here](http://evil.example/a).", "It closes, see here."),
        ("It closes ![x](http://evil.example).", "It closes ."),
        ("It <b>closes</b>.", "It closes."),
        ("It closes in 2 April [sic].", "It closes in 2 April [sic]."),
        ("The fund (2024) grew.", "The fund (2024) grew."),
    ],
)
def test_what_is_no_word_of_the_answer_is_left_out(reply, text):
    assert clean(reply) == text
