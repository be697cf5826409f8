"""What is written otherwise and means the same."""

from collections import Counter

import pytest

from assistant.text import equivalents
from assistant.text.equivalents import base_form, distance, respelled, sound


@pytest.mark.parametrize(
    ("word", "base"),
    [("won", "win"), ("fought", "fight"), ("people", "person"), ("walked", "walked")],
)
def test_a_form_has_a_base(word: str, base: str) -> None:
    assert base_form(word) == base


def test_no_form_is_told_on_two_lines() -> None:
    """It would be read as one of them only."""
    told = equivalents._FORMS.replace(",", " ").split()
    assert len(told) > 200
    assert [word for word, times in Counter(told).items() if times > 1] == []


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("neighbourhood", "neighborhood"),
        ("organised", "organized"),
        ("centre", "center"),
        ("centred", "centered"),
        ("metres", "meters"),
        ("defence", "defense"),
        ("travelled", "traveled"),
        ("programme", "program"),
        ("analyse", "analyze"),
        ("dialogue", "dialog"),
        ("sceptical", "skeptical"),
    ],
)
def test_british_and_american_spellings_lead_to_each_other(british: str, american: str) -> None:
    assert american in respelled(british)
    assert british in respelled(american)


@pytest.mark.parametrize("word", ["filled", "filed", "four", "hour", "rolling", "mourning"])
def test_words_that_only_look_alike_are_left_alone(word: str) -> None:
    assert list(respelled(word)) == []


def test_the_ends_of_slavic_names_lead_to_each_other() -> None:
    assert {"dubrovskyy", "dubrovskiy"} < set(respelled("dubrovsky"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("qarrafi", "gharafi"), ("keselyov", "keselev"), ("tchernik", "chernik"), ("ouda", "uda")],
)
def test_a_foreign_name_sounds_the_same_in_every_spelling(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_other_names_sound_otherwise() -> None:
    assert len({sound(name) for name in ("marek", "marta", "morel", "murat")}) == 4


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("form", "from", 1), ("mayor", "major", 1), ("mayor", "mayors", 1), ("mayor", "maroy", 2),
     ("harbour", "labour", 2), ("abc", "xyz", 3), ("same", "same", 0)],
)  # fmt: skip
def test_letters_that_are_wrong_missing_or_swapped_are_counted(
    one: str, other: str, away: int
) -> None:
    assert distance(one, other, 2) == away
