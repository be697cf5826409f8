"""Publication dates as people, feeds and publishing systems write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FORMS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d./-])"),
    re.compile(rf"(?:[a-z]+\.?,?\s+)?{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?:[a-z]+\.?,?\s+)?{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}", re.IGNORECASE),
)


def parse_date(text: str) -> date | None:
    """Return the day that a date or a date with a time names, or None.

    Reads ISO 8601, "2024/3/14", "March 14, 2024", "14 March 2024" and RFC 2822; the day is the one
    that is written, whatever the time zone. "03/04/2024" is two days to two readers: None.
    """
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        match = next(filter(None, (form.match(text) for form in _FORMS)), None)
    return _day(match["year"], match["month"], match["day"]) if match else _mail_date(text)


def _mail_date(text: str) -> date | None:
    try:
        parts = parsedate(text)
    except (ValueError, IndexError, TypeError):
        return None
    return _day(*map(str, parts[:3])) if parts else None


def _day(year: str, month: str, day: str) -> date | None:
    name = month.lower()
    try:
        return date(int(year), _MONTHS.index(name) + 1 if name in _MONTHS else int(month), int(day))
    except ValueError:
        return None
