"""Ranges of days: months, quarters, seasons, weeks and parts of them; and dates in words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from assistant.text.visible import spaced, visible

MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Northern, meteorological seasons: the month they start in. A winter is named after the year it
# starts in, as in "the winter of 2021" = December 2021 to February 2022.
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """An inclusive range of days; an open side is None."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the range; None (undated) never does."""
        if not isinstance(day, date):
            return False
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def span(since: date, until: date) -> DateRange:
    """Return the range from one day to another."""
    return DateRange(since=since, until=until)


def day(when: date) -> DateRange:
    """Return the range of one day."""
    return span(when, when)


def months(year: int, first: int, count: int = 1) -> DateRange:
    """Return `count` calendar months from month `first` (1 to 12) of a year."""
    last = add_months(date(year, first, 1), count - 1)
    return span(date(year, first, 1), last.replace(day=monthrange(last.year, last.month)[1]))


def years(first: int, count: int = 1) -> DateRange:
    """Return `count` calendar years."""
    return span(date(first, 1, 1), date(first + count - 1, 12, 31))


def season(year: int, name: str) -> DateRange:
    """Return the three months of the season that starts in a year."""
    return months(year, SEASON_STARTS[name], 3)


def add_months(when: date, count: int) -> date:
    """Move a day by calendar months; the 31st becomes the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(when.day, monthrange(year, month)[1]))


def week(when: date) -> DateRange:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = when - timedelta(when.weekday())
    return span(monday, monday + timedelta(6))


def weekday_before(when: date, weekday: int) -> date:
    """Return the last such weekday (Monday is 0) strictly before a day."""
    return when - timedelta((when.weekday() - weekday - 1) % 7 + 1)


# "Monday Night Football" and "Hurry Up, Yesterday" are names; "tomorrow" is seldom one day.
_DAY_WORD = re.compile(
    r"(?<!last )(?<!next )(?<!every )(?<!each )(?<!this )\b"
    rf"(?:(?:{'|'.join(WEEKDAYS).title()})(?![’'\w]| [A-Z])|yesterday\b|^Yesterday\b)"
)
_AHEAD = re.compile(
    r"\b(?:will|would|to|next|until|by|before|from|due|plans?|planned|expected|scheduled|could|may)\b"
)

_DAYS_BACK = 4  # a weekday that lay further back may as well lie ahead


def told_day(text: str, published: date) -> tuple[str, date] | None:
    """Return the day word of a text and the day that it meant as it was published, if sure.

    "He was held on Friday." of a Sunday, 10 March -> ("Friday", 8 March). None where there are
    several, a date stands with it, or the weekday may lie ahead.
    """
    found = {match[0] for match in _DAY_WORD.finditer(text)}
    if len(found) != 1 or any(each.day for each in partial_dates(text)):
        return None
    word = found.pop()
    if word.lower() == "yesterday":
        return word.lower(), published - timedelta(1)
    meant = weekday_before(published + timedelta(1), WEEKDAYS.index(word.lower()))
    near = (published - meant).days <= _DAYS_BACK
    return (word, meant) if near and not _AHEAD.search(text) else None


def part(name: str, year: int, month: int | None = None, length: int = 1) -> DateRange:
    """Return the early, middle or late third of a month, or of `length` years (1 or 10)."""
    third = {"early": 0, "mid": 1, "late": 2}[name]
    if month is not None:
        whole = months(year, month)
        last = whole.until.day if whole.until else 31
        return span(date(year, month, 1 + 10 * third), date(year, month, (10, 20, last)[third]))
    if length == 1:
        return months(year, 1 + 4 * third, 4)
    return years(year + (0, 4, 7)[third], (4, 3, 3)[third])


def hull(one: DateRange, other: DateRange) -> DateRange:
    """Return the smallest range that holds both; a side open in either is open."""
    return DateRange(
        since=None if None in (one.since, other.since) else min(_days(one.since, other.since)),
        until=None if None in (one.until, other.until) else max(_days(one.until, other.until)),
    )


def overlap(one: DateRange, other: DateRange) -> DateRange | None:
    """Return the days in both, or None when there are none."""
    since = max(_days(one.since, other.since), default=None)
    until = min(_days(one.until, other.until), default=None)
    if since is not None and until is not None and since > until:
        return None
    return DateRange(since=since, until=until)


def _days(*candidates: date | None) -> list[date]:
    return [candidate for candidate in candidates if candidate is not None]


def spoken_day(day: date) -> str:
    """Return a date as people write it: "16 June 2022"."""
    return f"{day.day} {day:%B} {day.year}"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is told: 0 stands for a part that is not."""

    text: str
    start: int
    end: int
    year: int
    month: int
    day: int

    def comparable(self, other: object) -> bool:
        """Tell whether the two tell a part in common."""
        return isinstance(other, PartialDate) and bool(self._shared(other))

    def same(self, other: object) -> bool:
        """Tell whether the two agree in every part that both tell."""
        return isinstance(other, PartialDate) and all(
            one == two for one, two in self._shared(other)
        )

    def told_by(self, other: object) -> bool:
        """Tell whether another date, or a day, tells every part of this one, and the same."""
        return isinstance(other, PartialDate | date) and all(
            part in (0, told)
            for part, told in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )

    def when(self) -> date | None:
        """Return the day, if every part is told and there is such a day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:  # a part is 0, or "31 February"
            return None

    def _shared(self, other: PartialDate) -> list[tuple[int, int]]:
        parts = (self.year, other.year), (self.month, other.month), (self.day, other.day)
        return [(one, two) for one, two in parts if one and two]


_FULL = "|".join(month.capitalize() for month in MONTHS)
_MONTH = rf"(?P<month>{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY_OF = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.]?\d)"
_DATES = [
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH} {_DAY_OF}\b(?:,? {_YEAR})?",
        rf"\b{_DAY_OF} (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"\b{_MONTH},? (?:of )?{_YEAR}",
        rf"(?<![\w$£€.,–-]){_YEAR}(?![%-])",
        # The Fourth of July is a holiday, and "may" is a verb.
        rf"\b(?<!Fourth of )(?P<month>{_FULL.replace('|May', '')})\b",
        r"(?:(?<=\b(?:[Ii]n|of|by) )|(?<=\b(?:last|late|next|this) )|"
        r"(?<=\b(?:since|until|early) ))(?P<month>May)\b",
    )
]


@lru_cache(maxsize=8192)
def partial_dates(text: str) -> tuple[PartialDate, ...]:
    """Return the dates of a text, as far as each is told: "15 November 2020", "May", 1998."""
    found: list[PartialDate] = []
    seen = visible(spaced(text))
    for match in (match for rule in _DATES for match in rule.finditer(seen.text)):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        parts = match.groupdict()
        month = month_number(parts["month"]) if parts.get("month") else 0
        year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
        found.append(PartialDate(match.group(), *match.span(), year, month, day))
    found.sort(key=lambda each: each.start)
    places = (seen.there(each.start, each.end) for each in found)
    return tuple(
        replace(each, start=start, end=end)
        for each, (start, end) in zip(found, places, strict=True)
    )


def month_number(name: str) -> int:
    """Return the number (1 to 12) of a month by its name or its first letters."""
    return [month[:3] for month in MONTHS].index(name[:3].lower()) + 1
