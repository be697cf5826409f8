"""Stems as the keyword index sees them."""

import pytest

from assistant.text.words import content_stems, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Putin's", "Putin"),
        ("Putin’s", "putin"),
        ("1,337", "1337"),
        ("Zürich", "zurich"),
        ("negotiations", "negotiation"),
    ],
)
def test_spellings_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_stop_words_are_left_out_and_order_is_kept() -> None:
    assert content_stems("What did the minister say about the decree?") == [
        "minist",
        "say",
        "decre",
    ]


def test_text_without_words_has_no_stems() -> None:
    assert stems(' ": * AND"') == ["and"]
    assert content_stems("?!") == []
