"""Names that are pieces of headlines, the question's own, or of another sort."""

import pytest

from tests.answering import bold


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Which team won the Salt Cup?", "The team of the year won the Salt Cup LVI in May."),
        ("Who won the Tour of Orlu?", "Tour of Orlu Femmes: how the race was won"),
        ("Who won the Orlu vote?", "Orlu vote: Expected Harbour wave won nothing"),
        ("Who won the Orlu vote?", "The Islanders were said to have won the Orlu vote."),
        ("Who was given the first Orlu vaccine?", "She was given the Raskovax vaccine in Orlu."),
        ("Who shot Ada Lin?", "In Kashi, Nara Prefecture, Ada Lin was shot."),
        ("Which companies left Orlu?", "From Norway, companies said, they left Orlu for good."),
        ("Which brands left Orlu?", "Once Western brands left Orlu, it was quiet."),
        ("Which film won the Salt Prize?", "The film won the Salt Prize at the Varn festival."),
    ],
)
def test_a_name_of_something_else_is_not_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu vote?", "Jared Lin won the Orlu vote by far."),
        ("Who won the Orlu vote?", "Orlu vote: Fred Lin won in the end"),
        ("Who won the Orlu Cup?", "Norway won the Orlu Cup."),
        ("Which park burned in Orlu?", "In Orlu, the Rask National Park burned."),
    ],
)
def test_a_name_that_only_looks_like_those_is(question: str, quote: str) -> None:
    assert "*" in bold(question, quote)


def test_who_was_beaten_is_no_rival_of_who_won() -> None:
    quote = "Orlu Cup final: *Norway* defeats Iceland in the last minute"
    assert bold("Which country won the Orlu Cup?", quote.replace("*", "")) == quote


def test_a_person_is_no_rival_of_a_place() -> None:
    quote = "The trial of Bo Rask took place in the city of *Orlu*."
    assert bold("In which city was the trial?", quote.replace("*", "")) == quote
