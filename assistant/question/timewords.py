"""When a question asks about: its time words, resolved against the day it is asked as of.

Conventions, where usage differs: a week starts on Monday; "last week" is the previous calendar
week; "this week" is the seven days up to the as-of date (on a Monday people mean the news they
just had); "this month" and "this year" run from their first day to the as-of date; a month, a
date or a weekday without a year is the latest one not after the as-of date; "two weeks ago" is
that day and three days either side, "two months ago" and "two years ago" the calendar month and
year; "until May" includes May, "before May" does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.question.timerules import Mention, find_periods
from assistant.schema import DateRange
from assistant.text import dates as periods
from assistant.text.words import tidy


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What a question says about time.

    `spans` are where the words of that period stand (not recency words such as "new": they may
    carry meaning). `explicit` tells a stated period ("in 2021", "last week") from a year
    that merely stands beside a name ("U.S. Open 2021").
    """

    date_range: DateRange | None = None
    recency: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    explicit: bool = False


_RECENCY = re.compile(
    r"\b(?:latest|newest|(?:most )?recent(?:ly)?|lately|current(?:ly)?|now(?:adays)?|so far|"
    r"to date|at (?:the moment|present)|these days|still|today|up[- ]to[- ]date|"
    r"new(?![- ](?:york|zealand|delhi|jersey|orleans|mexico|england|hampshire|guinea|caledonia|"
    r"south wales|years?\b|haven|castle|port)))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,?\s*(?:and|to|until|till|through|or)|[-–—])\s*(?:in |the )?", re.I)
_SINCE = r"(?:ever )?since|after|following|starting(?: in| on| from)?|beginning(?: in| on)?"
_UNTIL = r"until|till|up (?:to|until)|through|by|no later than|before|prior to"
_PREFIX = re.compile(
    rf"\b(?P<word>{_SINCE}|{_UNTIL}|between|from|in|on|during|throughout|over|as of|of|at|for|"
    r"around)"
    r"(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r"\s+(?:on|onwards?|(?:(?:un)?til|till|to|up to) (?:now|the present|date))\b", re.IGNORECASE
)
_DAY = timedelta(1)


def read_time(question: str, as_of: date) -> TimeReading:
    """Read the period a question names and whether it asks for the newest.

    "Who resigned in December 2023?" -> 2023-12-01 to 2023-12-31
    """
    groups = [
        _bounded(question, found) for found in _joined(question, find_periods(question, as_of))
    ]
    stated = [group for group in groups if group.stated] or groups
    return TimeReading(
        date_range=_combined([group.period for group in stated]),
        recency=_asks_for_newest(question),
        spans=tuple((group.start, group.end) for group in stated),
        explicit=any(group.stated for group in groups),
    )


def without_time(question: str, as_of: date) -> str:
    """Return a question without the words of a period it states, or "" when it states none.

    "Who resigned in December 2023?" -> "Who resigned?"
    """
    reading = read_time(question, as_of)
    if not reading.explicit:
        return ""
    for start, end in sorted(reading.spans, reverse=True):
        question = f"{question[:start]} {question[end:]}"
    question = tidy(question).strip(" ,")
    return question[:1].upper() + question[1:] if any(map(str.isalnum, question)) else ""


def describe(period: DateRange) -> str:
    """Say a period in words, to follow a noun: "between 1 and 31 December 2023"."""
    since, until = period.since, period.until
    if since and until:
        if since == until:
            return f"on {periods.spoken_day(since)}"
        start = periods.spoken_day(since)
        if since.year == until.year:
            start = start.removesuffix(f" {since.year}")
            if since.month == until.month:
                start = str(since.day)
        return f"between {start} and {periods.spoken_day(until)}"
    if since:
        return f"since {periods.spoken_day(since)}"
    return f"until {periods.spoken_day(until)}" if until else "at any time"


def _asks_for_newest(question: str) -> bool:
    # A capital inside the question makes it a name ("New York", "Apocalypse Now").
    shouting = question.isupper()
    return any(
        shouting or match.start() == 0 or match.group()[0].islower()
        for match in _RECENCY.finditer(question)
    )


def _joined(question: str, found: list[Mention]) -> list[Mention]:
    """Merge "March to May 2022", "2021 and 2023": periods with only a joining word between."""
    merged: list[Mention] = []
    for one in found:
        between = question[merged[-1].end : one.start] if merged else ""
        if merged and _JOINED.fullmatch(between):
            merged[-1] = _pair(merged[-1], one)
        else:
            merged.append(one)
    return merged


def _pair(first: Mention, second: Mention) -> Mention:
    """Join two periods; one without a year of its own takes the other's."""
    one, two = first.period, second.period
    if first.floating and two.since and one.since:
        one = _moved(one, two.since.year)
        if one.since and one.since > two.since:
            one = _moved(one, two.since.year - 1)
    elif second.floating and one.since:
        two = _moved(two, one.since.year)
        if two.since and two.since < one.since:
            two = _moved(two, one.since.year + 1)
    return Mention(
        first.start,
        second.end,
        periods.hull(one, two),
        stated=first.stated or second.stated,
        floating=first.floating and second.floating,
    )


def _moved(period: DateRange, year: int) -> DateRange:
    if period.since is None or period.until is None:
        return period
    shift = 12 * (year - period.since.year)
    until = periods.add_months(period.until + _DAY, shift) - _DAY
    return DateRange(since=periods.add_months(period.since, shift), until=until)


def _bounded(question: str, found: Mention) -> Mention:
    """Read the word before a period: since, until, before, after; the span takes it in."""
    prefix = _PREFIX.search(question[: found.start])
    if prefix is None:
        return found
    word = " ".join(prefix["word"].lower().split())
    end = found.end
    if word == "from" and (onward := _ONWARD.match(question, end)):
        word, end = "since", onward.end()
    stated = found.stated or word not in ("of", "for", "at")
    if "the" in question[prefix.end("word") : found.start] and not found.stated:
        stated = False
    period = _open(found.period, word, exact=found.stated)
    return Mention(prefix.start(), end, period, stated=stated, floating=found.floating)


def _open(period: DateRange, word: str, *, exact: bool) -> DateRange:
    """Open one side of a period; an inexact one ("after the 2020 election") stays inside."""
    opening = word.split()[0]
    if opening in ("ever", "since", "after", "following", "starting", "beginning"):
        past = word in ("after", "following") and exact and period.until is not None
        since = period.until + _DAY if past and period.until else period.since
        return DateRange(since=since)
    if opening in ("until", "till", "up", "through", "by", "no", "before", "prior"):
        short = word in ("before", "prior to") and exact and period.since is not None
        until = period.since - _DAY if short and period.since else period.until
        return DateRange(until=until)
    return period


def _combined(found: list[DateRange]) -> DateRange | None:
    """Narrow to what all periods share ("on Friday last week"), else span them all."""
    result: DateRange | None = None
    for period in found:
        if result is None:
            result = period
        else:
            result = periods.overlap(result, period) or periods.hull(result, period)
    return result
