"""Rules for times that are counted from the as-of date: "yesterday", "last week", "on Friday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.question.timevocabulary import FIRM, LOOSE, PARTS, Read, Words, number_of
from assistant.schema import DateRange
from assistant.text import dates as periods
from assistant.text.dates import WEEKDAYS


def read_simple(match: re.Match[str], words: Words) -> Read | None:
    """Read "yesterday", "last night", "the day after tomorrow"."""
    if words.named(match):  # USA Today, Yesterday (the song)
        return None
    text = match.group().lower()
    as_of, one = words.as_of, timedelta(1)
    if text == "last night":
        return Read(periods.span(as_of - one, as_of))
    if text.startswith(("the day before", "day before")):
        return Read(periods.day(as_of - 2 * one))
    if text.endswith("day after tomorrow"):
        return Read(periods.day(as_of + 2 * one))
    if text.startswith("yesterday"):
        return Read(periods.day(as_of - one))
    return Read(periods.day(as_of + one if text.startswith("tomorrow") else as_of))


def read_ago(match: re.Match[str], words: Words) -> Read | None:
    """Read "two weeks ago", "a few months ago"."""
    text, unit = match["number"].lower(), match["unit"].lower()
    number = number_of(text)
    if number is None or words.before(match.start()).lower() == "half":
        return None
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if number > _SURE and not text.isdigit() and text.split()[-1] in ("few", "several"):
        return Read(periods.hull(*(_so_long_ago(words.as_of, number + n, unit) for n in _ROUGHLY)))
    return Read(_so_long_ago(words.as_of, number, unit))


_SURE = 4
_ROUGHLY = (2, -3)  # "a few" is two to seven


def _so_long_ago(as_of: date, number: int, unit: str) -> DateRange:
    if unit in ("hour", "day"):
        return periods.day(as_of - timedelta(number if unit == "day" else number // 24))
    if unit == "week":
        middle = as_of - timedelta(7 * number)
        return periods.span(middle - timedelta(3), middle + timedelta(3))
    if unit == "month":
        month = periods.add_months(as_of, -number)
        return periods.months(month.year, month.month)
    return periods.years(as_of.year - number * (10 if unit == "decade" else 1))


def read_half_a_year_ago(match: re.Match[str], words: Words) -> Read:
    """Read "half a year ago": the month it was."""
    return Read(_so_long_ago(words.as_of, 6, "month"))


def read_before_last(match: re.Match[str], words: Words) -> Read:
    """Read "the week before last"."""
    return Read(_whole(words.as_of, match["unit"].lower(), -2))


def read_past(match: re.Match[str], words: Words) -> Read | None:
    """Read "the past three days", "the next two weeks"."""
    number = number_of(match["number"]) if match["number"] else 1
    if number is None:
        return None
    ahead = match["way"].lower() in ("next", "coming")
    as_of, unit = words.as_of, match["unit"].lower()
    lengths = {"hour": max(1, number // 24), "day": number, "week": 7 * number}
    days = {**lengths, "fortnight": 14 * number}.get(unit)
    sign = 1 if ahead else -1
    if days is None:
        months = {"month": 1, "year": 12, "decade": 120}[unit] * number
        other = periods.add_months(as_of, sign * months)
    else:
        other = as_of + sign * timedelta(days)
    return Read(periods.span(min(as_of, other), max(as_of, other)))


def read_unit(match: re.Match[str], words: Words) -> Read | None:
    """Read "last week", "earlier this year"."""
    if words.named(match):
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}[which]
    whole = _whole(words.as_of, unit, step)
    when = (match["when"] or "").lower().split(" ")[0]
    when = PARTS.get(when, when)
    part = {"earlier": "early", "later": "late"}.get(when, when)
    if step == 0 and unit == "week" and part != "late":
        return Read(periods.span(words.as_of - timedelta(6), words.as_of))
    if step == 0 and part not in ("late", "mid"):
        return Read(periods.span(whole.since or words.as_of, words.as_of))
    if step == 0 and when == "later":
        return Read(periods.span(words.as_of, whole.until or words.as_of))
    if part and whole.since and unit in ("month", "year"):
        month = whole.since.month if unit == "month" else None
        return Read(periods.part(part, whole.since.year, month))
    return Read(whole)


def _whole(as_of: date, unit: str, step: int) -> DateRange:
    if unit == "week":
        return periods.week(as_of + timedelta(7 * step))
    if unit == "month":
        when = periods.add_months(as_of, step)
        return periods.months(when.year, when.month)
    if unit == "quarter":
        when = periods.add_months(as_of, 3 * step)
        return periods.months(when.year, (when.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        return periods.years((as_of.year // 10 + step) * 10, 10)
    return periods.years(as_of.year + step)


def read_weekend(match: re.Match[str], words: Words) -> Read | None:
    """Read "over the weekend", "last weekend"."""
    which = (match["which"] or "").lower()
    saturday = periods.weekday_before(words.as_of + timedelta(1), 5)
    if which == "last" and saturday + timedelta(1) >= words.as_of:
        saturday -= timedelta(7)
    ahead = which == "this" and 2 < words.as_of.weekday() < 5  # said on a Thursday or Friday
    if ahead or which in ("next", "coming"):
        saturday += timedelta(7)
    return Read(periods.span(saturday, saturday + timedelta(1)))


def read_weekday(match: re.Match[str], words: Words) -> Read | None:
    """Read "on Tuesday", "last Friday"."""
    which, day = (match["which"] or "").lower(), WEEKDAYS.index(match["weekday"].lower())
    before, follows = words.before(match.start()), words.after(match.end())
    if words.beside_name(match.start()) or before.lower() in _NAMED_DAYS:
        return None
    if follows[:1].isupper() and not words.question.isupper():  # the Sunday Times
        return None
    placed = before.lower() in FIRM | LOOSE | {"on"}
    if not (which or placed or match["slot"] or not follows):
        return None
    if which == "next":
        return Read(periods.day(periods.weekday_before(words.as_of + timedelta(8), day)))
    if which == "this":
        monday = words.as_of - timedelta(words.as_of.weekday())
        return Read(periods.day(monday + timedelta(day)))
    reach = words.as_of if which == "last" else words.as_of + timedelta(1)
    return Read(periods.day(periods.weekday_before(reach, day)), floating=False)


_NAMED_DAYS = frozenset("black good super bloody cyber ash easter palm fat shrove holy".split())
