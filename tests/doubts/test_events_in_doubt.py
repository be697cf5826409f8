"""Sentences that deny what is asked about, only think of it, or tell another event."""

import pytest

from tests.answering import bold


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu Cup?", "Neither Ada Lin nor Bo Rask has won the Orlu Cup."),
        ("Who won the Orlu Cup?", "Ada Lin has never won the Orlu Cup in her life."),
        ("Who won the Orlu Cup?", "The club, not Ada Lin, won the Orlu Cup."),
        ("Who won the Orlu Cup?", "Ada Lin is looking to have won the Orlu Cup twice."),
        ("Which state voted for the Orlu law?", "Whether Ohio voted for the Orlu law is unknown."),
        ("Who shot Ada Lin?", "Ada Lin was in the square where Bo Rask was shot."),
    ],
)
def test_what_is_denied_or_only_thought_of_is_not_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu Cup?", "Ada Lin won the Orlu Cup in 2008."),
        ("Who won the Orlu Cup?", "Defending champion Ada Lin won a place in the Orlu Cup."),
        ("Who won the 2022 Orlu Cup?", "Ada Lin won the 2023 Orlu Cup."),
        ("How high was the Orlu tower in June?", "The Orlu tower was 40 metres high in May 2024."),
        ("How old is Ada Lin?", "Since the time she was 12 years old, Ada Lin has sailed."),
        ("How old was Ada Lin?", "In 1952, Ada Lin, 25, became mayor."),
    ],
)
def test_what_was_another_time_is_not_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


def test_people_who_were_rescued_are_no_dead_ones() -> None:
    question = "How many people died in the Orlu flood?"
    rescued = "More than 1,600 people were rescued in Orlu."
    assert bold(question, rescued, title="Deaths in the Orlu flood") == rescued
    assert "*12 people*" in bold(question, "In the Orlu flood 12 people died, and 30 were rescued.")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu Cup?", "*Ada Lin* won the Orlu Cup in 2024."),
        ("When was the bridge done?", "The bridge was not done until *4 May*."),
        ("Who was shot in Orlu?", "In Orlu, *Ada Lin* was shot on Monday."),
        ("Who never won the Orlu Cup?", "*Ada Lin* never won the Orlu Cup."),
    ],
)
def test_what_is_told_as_asked_is_in_bold(question: str, quote: str) -> None:
    assert bold(question, quote.replace("*", "")) == quote
