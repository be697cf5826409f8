"""How close an article is in time to what a question is about: 0 (far or undated) to 1."""

from __future__ import annotations

import math
from datetime import date, timedelta

from assistant.question.query import Query
from assistant.schema import DateRange
from assistant.text.dates import partial_dates

# What closeness may add to a passage's score, by how sure it is that time matters. The first two,
# `_DAYS` and `_AFTER` come from questions that people ask of the week's news, by cross-validation
# (benchmarks/timeprior.py); the last only breaks near-ties.
WEIGHT_PERIOD = 0.2
WEIGHT_AS_OF = 0.2
WEIGHT_RECENT = 0.12
WEIGHT_NONE = 0.01

_DAYS = 10.0  # after so many days closeness falls to a third
_AFTER = 3  # a day after the as-of date counts as so many before it: it is seldom what was asked
_LONG_AGO = math.log1p(3650)
_RECENT = timedelta(31)  # a period up to now that is no longer than this means "lately"


def closeness_weight(query: Query) -> float:
    """Return how much closeness in time may add for this question."""
    if query.period:
        return WEIGHT_PERIOD
    if query.dated:
        return WEIGHT_AS_OF
    return WEIGHT_RECENT if query.recent else WEIGHT_NONE


def closeness(query: Query, published: date | None, text: str) -> float:
    """Return how close a passage is in time to the question's period or as-of date.

    exp(-days / 10), where days are those outside the period, or from the as-of date for "this
    week" and the like. For "the latest" without a day to count from, what is newest on a topic may
    be old, so there closeness falls with the logarithm of the days.
    """
    days = days_away(query, published, text)
    if days is None:
        return 0.0
    if query.recent and not query.period and not query.dated:
        return max(0.0, 1 - math.log1p(abs(days)) / _LONG_AGO)
    after = _AFTER if days > 0 and counts_from_as_of(query) else 1
    return math.exp(-abs(days) * after / _DAYS)


def days_away(query: Query, published: date | None, text: str) -> int | None:
    """Return how many days after (or before: negative) the time asked about a passage was told.

    None if it is undated. What happened in a period may be told later, so a text that names the
    period counts as told in it.
    """
    if query.period and not counts_from_as_of(query):
        if _names_period(query.period, text):
            return 0
        return _days_outside(query.period, published) if published else None
    return (published - query.as_of).days if published else None


def counts_from_as_of(query: Query) -> bool:
    """Tell whether a question asks about the days up to its as-of date."""
    period = query.period
    if period is None:
        return True
    if period.since is None:
        return False
    return query.as_of in period and query.as_of - period.since <= _RECENT


def _days_outside(period: DateRange, day: date) -> int:
    if period.since and day < period.since:
        return (day - period.since).days
    if period.until and day > period.until:
        return (day - period.until).days
    return 0


def _names_period(period: DateRange, text: str) -> bool:
    """Tell whether a text names the year or the month and year that the period lies in."""
    since, until = period.since, period.until
    if since is None or until is None or since.year != until.year:
        return False
    if str(since.year) not in text:
        return False
    if since.month != until.month:
        return True
    return any((each.year, each.month) == (since.year, since.month) for each in partial_dates(text))
