"""Figures, and which of them measure the same thing."""

import pytest

from assistant.answering.values import amount_fit, figures
from assistant.text.quantities import Quantity


def figure(text: str) -> Quantity:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("for $54.20 per share", "worth $44 billion"),
        ("paid $8 a month", "paid $8,000"),
        ("a magnitude 5.6 quake", "268 dead"),
        ("a 5.6-magnitude quake", "6 dead"),
        ("a score of 5.6", "268 dead"),
        ("12 per cent", "12 people"),
        ("40 light-years", "40 years"),
    ],
)
def test_a_rate_a_magnitude_and_a_fraction_are_no_counts(one: str, other: str) -> None:
    assert not figure(one).comparable(figure(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$54.20 per share", "$60 a share"),
        ("a magnitude of 5.6", "a 5.9-magnitude quake"),
        ("2.5 million people", "twelve people"),
        ("$44 billion", "$41.4 billion"),
        ("40 light-years", "4.2 light years"),
    ],
)
def test_what_measures_the_same_can_be_compared(one: str, other: str) -> None:
    assert figure(one).comparable(figure(other))


def test_the_number_of_a_list_item_is_no_figure() -> None:
    assert figures("5. Flood in Orlu") == []
    assert figure("5.5 tons of salt").value == 5.5


@pytest.mark.parametrize(
    ("text", "told", "units", "fit"),
    [
        ("It killed 59 people.", "59 people", {""}, 1),
        ("It killed one.", "one", {""}, 1),
        ("A 7.8 quake shook the town.", "7.8", {""}, -1),
        ("A 7.8 quake shook the town.", "7.8", {"second"}, -1),
        ("She signed a three-book deal.", "three", {""}, -1),
        ("The horse, a 23-1 shot, won.", "23-1", {"year", ""}, -1),
        ("The mayor, aged 44, left.", "44", {"year", ""}, 1),
        ("The motor has 677 horsepower.", "677 horsepower", {"$"}, -1),
        ("A ticket costs 8 crowns.", "8 crowns", {"$", "crown"}, 1),
        ("It cost $1.2 million.", "$1.2 million", {"$"}, 1),
        ("Two-thirds of the boats sank.", "Two-thirds", {"%"}, 1),
        ("One in three boats sank.", "One in three", {"%"}, 1),
        ("The mayor left.", "The mayor", set(), 0),
    ],
)
def test_an_amount_fits_where_it_is_of_the_kind(
    text: str, told: str, units: set[str], fit: int
) -> None:
    start = text.index(told)
    assert amount_fit(text, start, start + len(told), units) == fit
