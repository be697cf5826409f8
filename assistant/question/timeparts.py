"""Rules for a part of a month or a year: "the first half of May", "the last weeks of 2022"."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.question.absolutetime import read_month, read_year
from assistant.question.timevocabulary import PARTS, Read, Words, number_of
from assistant.schema import DateRange
from assistant.text import dates as periods

_FEW = 3  # "the first months"
_TURN = timedelta(14)  # either side of New Year


def read_half(match: re.Match[str], words: Words) -> Read | None:
    """Read "the first half of May": up to the 15th, or from the 16th."""
    month = read_month(match, words)
    if month is None or month.period.since is None or month.period.until is None:
        return None
    middle = month.period.since.replace(day=15)
    if match["half"].lower() == "first":
        period = periods.span(month.period.since, middle)
    else:
        period = periods.span(middle + timedelta(1), month.period.until)
    return Read(period, floating=month.floating)


def read_first_or_last(match: re.Match[str], words: Words) -> Read | None:
    """Read "the first three months of 2023", "the last week of May"."""
    whole = read_month(match, words) if "month" in match.groupdict() else read_year(match, words)
    number = number_of(match["number"]) if match["number"] else _FEW if match["plural"] else 1
    if whole is None or number is None:
        return None
    first = match["end"].lower() in ("first", "opening", "early")
    period = _cut(whole.period, match["unit"].lower(), number, first=first)
    return Read(period, floating=whole.floating)


def _cut(whole: DateRange, unit: str, number: int, *, first: bool) -> DateRange:
    """Return so many days, weeks or months from the first or the last of a period."""
    since, until = whole.since, whole.until
    if since is None or until is None:
        return whole
    one = timedelta(1)
    if unit == "month":
        ends = periods.add_months(since, number) - one
        starts = periods.add_months(until + one, -number)
    else:
        days = timedelta(number * {"day": 1, "week": 7}[unit])
        ends, starts = since + days - one, until - days + one
    return periods.span(since, min(ends, until)) if first else periods.span(starts, until)


def read_turn(match: re.Match[str], words: Words) -> Read:
    """Read "the turn of the year": two weeks either side of the latest New Year."""
    year = words.year(match) or words.as_of.year
    before = periods.years(year - 1).until or words.as_of
    return Read(periods.span(before - _TURN, before + _TURN), floating=match["year"] is None)


def read_part_of_now(match: re.Match[str], words: Words) -> Read:
    """Read "the start of the year", "the end of the month": of the one that it is."""
    part = PARTS[match["edge"].lower()]
    month = words.as_of.month if match["unit"].lower() == "month" else None
    return Read(periods.part(part, words.as_of.year, month))
