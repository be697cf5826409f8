"""Publication dates as people, feeds and publishing systems write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_NUMERIC = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d./-])")
_WRITTEN = (
    re.compile(rf"(?:[a-z]+\.?,?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?:[a-z]+\.?,?\s+)?{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}", re.IGNORECASE),
)


def parse_date(text: str) -> date | None:
    """Return the day that a date or a date with a time names, or None.

    Reads ISO 8601, "2024/3/14", "March 14, 2024", "14 March 2024" and RFC 2822; the day is the one
    that is written, whatever the time zone. "03/04/2024" is two days to two readers: None.
    """
    text = text.strip()
    return _iso(text) or _numeric(text) or _written(text) or _mail(text)


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _numeric(text: str) -> date | None:
    match = _NUMERIC.match(text)
    return _day(match["year"], int(match["month"]), match["day"]) if match else None


def _written(text: str) -> date | None:
    for pattern in _WRITTEN:
        match = pattern.match(text)
        if match:
            month = _MONTHS.index(match["month"].lower()) + 1
            return _day(match["year"], month, match["day"])
    return None


def _mail(text: str) -> date | None:
    try:
        parts = parsedate(text)
    except (ValueError, IndexError, TypeError):
        return None
    return _day(str(parts[0]), parts[1], str(parts[2])) if parts else None


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
