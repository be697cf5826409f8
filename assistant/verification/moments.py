"""The dates of a sentence, and whether statements give them, also by "on Tuesday" or "last year".

Relative words in an article count from the day on which it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from assistant.answering.quotation import Quote
from assistant.question.calendarwords import find_periods
from assistant.question.timevocabulary import MONTHS, WEEKDAYS
from assistant.schema import DateRange
from assistant.text.values import Day, days
from assistant.verification.reading import read
from assistant.verification.slots import Place, is_displaced

_WEEKDAY = re.compile(rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})s?\b")
_NAMED_MONTHS = "|".join(month.capitalize() for month in MONTHS if month != "may")
_MONTH = re.compile(
    # The Fourth of July is a holiday.
    rf"(?<!Fourth of )\b(?P<month>{_NAMED_MONTHS})\b"
    r"|\b(?:in|of|since|until|by|last|late|early|next|this) (?P<may>May)\b"
)
_WEEK = timedelta(7)


@lru_cache(maxsize=8192)
def dates(text: str) -> tuple[Day, ...]:
    """Return the dates of a text, months without a day and a year among them."""
    found = days(text)
    for match in _MONTH.finditer(text):
        start, end = match.span("month" if match["month"] else "may")
        if not any(day.start <= start < day.end for day in found):
            month = MONTHS.index(text[start:end].lower()) + 1
            found.append(Day(text[start:end], start, end, 0, month, 0))
    return tuple(sorted(found, key=lambda day: day.start))


def missing_date(sentence: str, known: str, given: Sequence[Quote]) -> str:
    """Return the first date or weekday of a sentence that no statement gives for it."""
    asked, own = dates(known), dates(sentence)
    for day in own:
        if not any(_gives(quote, day) for quote in given):
            if not any(day.told_by(each) for each in asked):
                return day.text
        elif _is_moved(sentence, day, given):
            return day.text
    return next((each for each in _weekdays(sentence) if not _on(given, each)), "")


def _is_moved(sentence: str, day: Day, given: Sequence[Quote]) -> bool:
    """Tell whether the first statement has another date in the place of this one."""
    own = dates(sentence)
    same = [
        _place(quote.text, each) for quote in given for each in dates(quote.text) if day.same(each)
    ]
    others = [
        _place(given[0].text, each)
        for each in dates(given[0].text)
        if each.comparable(day) and not any(each.same(mine) for mine in own)
    ]
    return bool(same) and is_displaced(_place(sentence, day), same, others)


def _place(text: str, day: Day) -> Place:
    return read(text), day.start, day.end


def _gives(quote: Quote, day: Day) -> bool:
    published = quote.article.article.published
    if any(day.told_by(each) for each in _told(quote.text, published)):
        return True
    return published is not None and any(
        _within(day, period) for period in periods(quote.text, published)
    )


def _told(text: str, published: date | None) -> Iterator[Day]:
    """Yield the dates that a text tells, also with the year that its day of publication has."""
    for day in dates(text):
        yield day
        if published and not day.year:
            for year in (published.year, published.year - 1):
                yield Day(day.text, day.start, day.end, year, day.month, day.day)


@lru_cache(maxsize=8192)
def periods(text: str, published: date) -> tuple[DateRange, ...]:
    """Return the periods that a text names, read on the day of publication."""
    return tuple(found.period for found in find_periods(text, published))


def _within(day: Day, period: DateRange) -> bool:
    """Tell whether a period lies in a date, as far as the date is told."""
    if period.since is None or period.until is None:
        return False
    if not day.day:
        return all(_fits(day, end) for end in (period.since, period.until))
    # "will meet on Tuesday" is that of the next week
    return period.since == period.until and any(
        _fits(day, period.since + ahead) for ahead in (timedelta(0), _WEEK)
    )


def _fits(day: Day, when: date) -> bool:
    parts = (day.year, when.year), (day.month, when.month), (day.day, when.day)
    return all(told == part for told, part in parts if told)


def _weekdays(text: str) -> list[str]:
    return [match.group().removesuffix("s") for match in _WEEKDAY.finditer(text)]


def _on(given: Sequence[Quote], weekday: str) -> bool:
    """Tell whether a statement names a weekday, or a day that was one."""
    for quote in given:
        published = quote.article.article.published
        if weekday in _weekdays(quote.text) or (published and f"{published:%A}" == weekday):
            return True
        for day in _told(quote.text, published):
            if day.year and day.month and day.day and _is_on(day, weekday):
                return True
    return False


def _is_on(day: Day, weekday: str) -> bool:
    try:
        return f"{date(day.year, day.month, day.day):%A}" == weekday
    except ValueError:  # "31 February"
        return False
