"""The day that a text means by a weekday."""

from datetime import date

import pytest

from assistant.text.dates import told_day

SUNDAY = date(2024, 3, 10)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was held on Friday.", ("Friday", date(2024, 3, 8))),
        ("It burned down Sunday morning.", ("Sunday", date(2024, 3, 10))),
        ("Yesterday the bridge fell.", ("yesterday", date(2024, 3, 9))),
    ],
)
def test_a_weekday_is_the_last_one_up_to_publication(text: str, told: tuple[str, date]) -> None:
    assert told_day(text, SUNDAY) == told


@pytest.mark.parametrize(
    "text",
    [
        "The fair will open on Friday.",
        "The fair opened on Friday, 8 March.",
        "It lasted from Thursday to Saturday.",
        "They met last Friday.",
        "The market is open on Fridays.",
        "The fair opens on Monday.",
        "The fair opens tomorrow.",
        "They watched Friday Night Fair on television.",
        "The band played Hurry Up Yesterday.",
        "The fair opened in March.",
    ],
)
def test_a_day_that_may_lie_ahead_or_is_told_is_not_guessed(text: str) -> None:
    assert told_day(text, SUNDAY) is None
