"""Numbers that stand near and count something else. The expected words stand between asterisks."""

import pytest

from tests.answering import bold


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How many people died in the Orlu flood?", "5. Orlu flood: people died"),
        ("How many people died in the Orlu flood?", "7) People died in the Orlu flood."),
        ("How many people died in the Orlu quake?", "A 5.6 quake hit Orlu, and people died."),
        ("How many died in the Orlu quake?", "Families died as a magnitude 6 quake hit Orlu."),
        ("How many people died in the Orlu flood?", "In 40 years none died in an Orlu flood."),
        ("How many people died in the Orlu flood?", "Four other people died in the Orlu flood."),
        ("How much did Ada Lin pay for the ferry?", "Ada Lin paid $12 a month for the ferry."),
        ("How much did Ada Lin pay for Lin Co?", "For Lin Co, Ada Lin paid $54.20 per share."),
        ("How many people died in the Orlu flood?", "The Orlu flood hurts 33 million people."),
        ("How much did the ticket win?", "The ticket to win had the number 10."),
        ("How much did the ticket win?", "The ticket to win had 10-33-41 on it."),
        ("How high was the tower?", "The tower stood on a 40-year high of debts."),
    ],
)
def test_a_number_of_something_else_is_not_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("How many people died in the Orlu flood?", "5. Orlu: *12 people* died in the flood."),
        ("How many people died in the Orlu quake?", "The 6.1 Orlu quake: *12 people* died."),
        ("How many points did Orlu score?", "Orlu scored *7.5 points* in the final."),
        ("How many more people died in Orlu?", "In Orlu, *four* more people died on Monday."),
        ("How much does the ferry cost per month?", "The ferry costs *$12* a month."),
        ("What was the magnitude of the Orlu quake?", "The Orlu quake had a magnitude of *5.9*."),
    ],
)
def test_the_number_that_is_asked_for_is_in_bold_beside_them(question: str, quote: str) -> None:
    assert bold(question, quote.replace("*", "")) == quote


def test_two_groups_of_people_are_counted_together() -> None:
    quote = "In the Orlu fire, *19 pupils and two teachers* were killed on Monday."
    assert bold("How many people were killed in Orlu?", quote.replace("*", "")) == quote
    assert "*19* pupils and" in bold("How many pupils were killed?", quote.replace("*", ""))
