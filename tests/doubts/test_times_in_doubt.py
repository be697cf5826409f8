"""Times that stand near and tell of something else."""

import pytest

from tests.answering import bold


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("When did the Orlu bridge open?", "The Orlu bridge opens: all its moments 00:56"),
        ("When did the Orlu ferry sink?", "The Orlu ferry sank, Ada Lin said on Friday."),
        ("When was the Orlu ruling dropped?", "They dropped the 1973 Orlu ruling at last."),
        ("When did Ada Lin die?", "When her father died in 1952, Lin left for Orlu."),
        ("When did the storm hit Orlu?", "Before hitting Orlu, the storm sank boats on Monday."),
    ],
)
def test_a_time_of_something_else_is_not_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("When does the Orlu bridge open?", "The Orlu bridge opens at *10:30* after a speech."),
        ("When was the report released?", "The report was released, she said, on *Friday*."),
        ("When did Ada Lin die?", "When she died in *1952*, Ada Lin was well known."),
        ("When did the storm hit Orlu?", "The storm hit Orlu on *Monday* before hitting Varn."),
    ],
)
def test_a_time_that_belongs_to_what_is_asked_about_is(question: str, quote: str) -> None:
    assert bold(question, quote.replace("*", "")) == quote
