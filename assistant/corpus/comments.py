"""What readers wrote below a story without a heading: names, ages and opinions by turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from assistant.corpus.dates import bare_day, parse_date

_LANGUAGES = "en de fr es it pt nl ru uk pl ar zh".split()
_Unit = Literal["year", "month", "week", "day", "hour", "minute", "second"]
_UNITS: dict[_Unit, int] = {
    **{"second": 1, "minute": 60, "hour": 3600, "day": 86_400},
    **{"week": 604_800, "month": 2_592_000, "year": 31_536_000},
}
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_AGE = (
    r"\b\d+ ?(?:h|d|w|y|hrs?|mins?|mo)\b(?: ago|\W*$)"
    r"|\ban? (?:minute|hour|day|week|month|year) ago\b"
)
_STOPS = re.compile(r"[.!?…。！？؟]['\"”’»)\]]*$")
_LONGEST_MARK = 8  # words of a line with the name or the age of a comment
_FEWEST = 2  # comments, and sentences of the story above them
_LONGEST = 5  # lines of one comment


def first_comment(lines: Sequence[str]) -> int:
    """Return which of the lines of a text is the first of comments at its end, or their number.

    Each comment has a line that tells how old it is, with a name in it or on the line above.
    """
    ages = [place for place, line in enumerate(lines) if place and _tells_age(line)]
    chain = ages[_first_of_chain([*ages, len(lines)]) :]
    starts = [place - (not _has_name(lines[place])) for place in chain]
    if len(starts) < _FEWEST or not all(_is_short(lines[place]) for place in starts):
        return len(lines)
    told = sum(bool(_STOPS.search(line)) for line in lines[: starts[0]])
    return starts[0] if told >= _FEWEST else len(lines)


def _first_of_chain(places: Sequence[int]) -> int:
    """Return from which of several places on the next one is never far."""
    far = [n for n, (one, other) in enumerate(pairwise(places), 1) if other - one > _LONGEST + 2]
    return far[-1] if far else 0


def _tells_age(line: str) -> bool:
    if not _is_short(line) or not (any(map(str.isdigit, line)) or " ago" in line):
        return False
    dated = bool(_CLOCK.search(line)) and parse_date(line) is not None
    return dated or bool(_age().search(line))


def _has_name(line: str) -> bool:
    """Tell whether a line that tells an age has more than that."""
    if parse_date(line):
        return bare_day(line, beside=2) is None
    return any(map(str.isalpha, _age().sub(" ", line)))


def _is_short(line: str) -> bool:
    return len(line.split()) <= _LONGEST_MARK and not _STOPS.search(line)


@cache
def _age() -> re.Pattern[str]:
    """Return what finds "2 hours ago" in some languages."""
    from babel.dates import format_timedelta

    told = {
        format_timedelta(
            -timedelta(seconds=count * seconds), unit, 99, add_direction=True, locale=language
        )
        for unit, seconds in _UNITS.items()
        for count in (1, 2, 5)
        for language in _LANGUAGES
    }
    forms = sorted({re.sub(r"\d+", r"\\d+", re.escape(each)) for each in told}, reverse=True)
    numbered = [form for form in forms if r"\d" in form]
    return re.compile(rf"{_AGE}|{'|'.join(numbered)}", re.IGNORECASE)
