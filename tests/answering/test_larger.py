"""Which of two short answers is more, and when that is not said."""

import pytest

from assistant.answering.larger import are_changed, which_is_more
from assistant.answering.quotation import Quote
from tests.making import stored


def short(text: str) -> Quote:
    return Quote(stored(text), "text", 0, len(text))


@pytest.mark.parametrize(
    ("one", "other", "larger", "said"),
    [
        ("78 million euros", "410,000 euros", 0, "78 million euros is more than 410,000 euros."),
        ("410,000 euros", "78 million euros", 1, "No."),
        ("410,000 euros", "78 million euros", -1, "Yes."),
        ("3 May 2024", "2 May 2024", 1, "Yes."),
    ],
)
def test_what_is_certain_is_said_first(one: str, other: str, larger: int, said: str) -> None:
    assert which_is_more([short(one), short(other)], larger) == said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("78 million euros", "12 years"),
        ("12 years", "12 years"),
        ("2022", "2019"),
        ("3 May 2024", "2 May 2024"),
        ("many", "12"),
    ],
)
def test_nothing_is_said_of_what_cannot_be_compared_or_is_no_amount(one: str, other: str) -> None:
    assert which_is_more([short(one), short(other)], 0) == ""


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("At least 12 people died.", "Nineteen people have died.", "Yes."),
        ("It cost $3 million.", "It cost $5 million.", "Yes."),
        ("At least 12 people died.", "Twelve people died.", ""),
        ("At least 12 people died.", "Nineteen boats sank.", ""),
        ("It cost $3 million.", "It cost 5 lives.", ""),
        ("At least 12 people died.", "12 people died and 40 were hurt.", ""),
        ("Nobody died.", "Nineteen people have died.", ""),
    ],
)
def test_a_change_is_certain_only_between_figures_of_one_thing(
    one: str, other: str, said: str
) -> None:
    assert are_changed([short(one), short(other)]) == said
