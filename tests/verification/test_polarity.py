"""Negations, quantities and opposites."""

from __future__ import annotations

import pytest

from assistant.verification.polarity import flipped, opposite, widened
from assistant.verification.reading import read


@pytest.mark.parametrize(
    ("sentence", "statement", "flips"),
    [
        ("The crew did not find it.", "The crew found it.", True),
        ("The crew found it.", "The crew never found it.", True),
        ("The crew did not agree.", "The crew refused to agree.", False),
        ("The crew didn't find it.", "The crew could not find it.", False),
    ],
)
def test_a_negation_is_noticed_where_it_stands(sentence: str, statement: str, flips: bool) -> None:
    assert bool(flipped(read(sentence), [read(statement)])) is flips


def test_quantities_and_opposites_are_compared_in_their_places() -> None:
    assert widened(read("All towns pay."), [read("Some towns pay.")]) == "All"
    assert widened(read("Not all towns pay."), [read("Some towns pay.")]) == ""
    assert widened(read("He pays each day."), [read("He pays daily.")]) == ""
    assert opposite(read("Prices fell in May."), [read("Prices rose in May.")]) == "fell"
    assert opposite(read("Prices grew."), [read("Prices rose.")]) == ""
