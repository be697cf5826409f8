"""Publication dates as people, feeds and publishing systems write them.

A day is read only where every reader would read the same one: the order of "03/04/2024" is not
guessed, a month's name that means two months in two languages is no name, and of two days none is
taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate
from functools import cache
from typing import Literal

Order = Literal["", "day first", "month first"]

_LONGEST = 200
_DIGIT = re.compile(r"\d")
# Seconds, milliseconds, microseconds or nanoseconds since 1970, by the number of digits.
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d+)?")
_EPOCH_BEGINS = 1990
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}(?:\.\d+)?Z?)?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\b\.?)?|(?<=\s)[+-]\d{4}\b")
# What follows one of these is a day of change.
_CHANGED = re.compile(
    r"\b(?:last |letzte )?"
    r"(?:updat|modif|edited|geandert|anderung|aktualis|actuali|aggiorna|atualiz|mise? a jour)"
)
_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\.?[\d/-])")
_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})(?!\.?[\d/-])")
_SHORT = re.compile(r"(?<![\d./-])(\d\d?)\. ?(\d\d?)\. ?(\d\d)(?!\.?[\d/-])")
_IN_PATH = re.compile(
    r"(?<![\dA-Za-z])(?:(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<mark>[-_./])(\d{1,2})(?P=mark)(\d{1,2})|(\d\d)(\d\d))"
    r"|(\d\d)(?P<last>[-_.])(\d\d)(?P=last)((?:19|20)\d\d))(?!\d)"
)
_MARKED = re.compile(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2})(?!\d)")
_ZONE = re.compile(r"\b(?:[a-z]{1,3}t|utc)\b")
_WORD = re.compile(r"\w+")
_OLD_MAIL = re.compile(r"[a-z]{3}, \d{1,2} [a-z]{3} \d\d \d", re.IGNORECASE)
# What may stand between the parts of a date: "13th of March", "13 de marzo de 2024".
_LINK = r"[\s.,'’/–-]*(?:(?![ap]m\b)[^\W\d_]{1,4}\b[\s.,'’/–-]*){0,2}"

_LANGUAGES = (
    "en de fr es pt it nl sv da nb nn fi et lv lt pl cs sk hu ro bg el tr ru uk be sr hr bs sl mk "
    "sq ar fa he hi bn ta te mr ur th vi id ms sw af ca eu gl is ga cy hy ka az kk uz fil"
)


def parse_date(text: str, order: Order = "") -> date | None:
    """Return the day that a date or a date with a time names, or None.

    Reads ISO 8601, RFC 2822, seconds since 1970, numbers with the year first or last and months by
    name in many languages. The day is the one that is written, whatever the time zone. Without
    `order`, "03/04/2024" is two days to two readers: None.
    """
    text = text.strip()[:_LONGEST]
    if not _DIGIT.search(text):
        return None
    if number := _number(text):
        return number
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return _only(_days(_published(text), order)) or _old_mail(text)


def either_day(text: str) -> tuple[date, ...]:
    """Return the two days that "03/04/2024" may be; none where a text names one day or no day."""
    orders: tuple[Order, ...] = ("day first", "month first")
    days = sorted({day for day in (parse_date(text, order) for order in orders) if day})
    return tuple(days) if len(days) > 1 and parse_date(text) is None else ()


def bare_day(text: str, order: Order = "", beside: int = 1) -> date | None:
    """Return the day of a text that says little else: "Wednesday, 13 March 2024, 8:00 am EDT"."""
    day = parse_date(text, order)
    if day is None:
        return None
    rest = _ZONE.sub(" ", _published(text))
    for form in (_YEAR_FIRST, _YEAR_LAST, _SHORT, _MARKED, *_named_forms()):
        rest = form.sub(" ", rest)
    return day if len(_WORD.findall(rest)) <= beside else None


@cache
def local_order(language: str) -> Order:
    """Return the order of day and month where a language is spoken; "" where that is not certain.

    English is none: systems say "en-US" of pages from anywhere.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return ""
    parts = [part for part in str(locale.date_formats["short"].pattern) if part in "yMd"]
    if (locale.language, locale.territory) in (("en", None), ("en", "US")) or parts[0] == "y":
        return ""
    return "day first" if parts[0] == "d" else "month first"


def day_in_path(path: str) -> date | None:
    """Return the last day in an address or a path: `2024-03-14-title.md`, `/2024/03/14/title`."""
    parts = ([part for part in each.groups() if part] for each in _IN_PATH.finditer(path))
    days = (parse_date("-".join(filter(str.isdigit, each))) for each in parts)
    return next((day for day in reversed(list(days)) if day), None)


def slash_order(texts: Iterable[str]) -> Order:
    """Return the order of day and month in dates such as 13/03/2024 that were written alike."""
    parts = [(int(found[1]), int(found[3])) for found in map(_YEAR_LAST.search, texts) if found]
    day_first = any(first > 12 >= second for first, second in parts)
    month_first = any(second > 12 >= first for first, second in parts)
    if day_first == month_first:
        return ""
    return "day first" if day_first else "month first"


def _number(text: str) -> date | None:
    if compact := _COMPACT.fullmatch(text):
        return _day(*compact.groups()[:3])
    if not (epoch := _EPOCH.fullmatch(text)):
        return None
    seconds = int(epoch[1]) // 10 ** (3 * ((len(epoch[1]) - 8) // 3))
    day = datetime.fromtimestamp(seconds, UTC).date()
    return day if day.year >= _EPOCH_BEGINS else None


def _published(text: str) -> str:
    """Return what is written of publication: without a time of day and a day of change."""
    folded = _folded(text)
    changed = _CHANGED.search(folded)
    return _CLOCK.sub(" ", folded[: changed.start()] if changed else folded)


def _only(days: Iterable[date | None]) -> date | None:
    found = set(days)
    return found.pop() if len(found) == 1 else None


def _days(text: str, order: Order) -> Iterator[date | None]:
    """Yield every day that a text names; None for one that there is not, or that may be two."""
    for found in (*_YEAR_FIRST.finditer(text), *_MARKED.finditer(text)):
        parts = found.groups()
        yield _day(parts[0], parts[-2], parts[-1])
    for found in _YEAR_LAST.finditer(text):
        yield _ordered(found[1], found[2], found[3], found[4], order)
    for found in _SHORT.finditer(text):
        yield _of_century(found[1], found[2], found[3], order, text)
    if any(letter.isalpha() for letter in text):
        months = _months()
        for form in _named_forms():
            for found in form.finditer(text):
                # "Jan Bar, 12 June 2024" is no day in January
                others = found.group().replace(found["month"], " ", 1)
                if not any(word in months for word in _WORD.findall(others)):
                    yield _day(found["year"], str(months[found["month"]]), found["day"])


def _ordered(first: str, mark: str, second: str, year: str, order: Order) -> date | None:
    day_first = mark == "." or int(first) > 12 or first == second or order == "day first"
    if day_first:
        return _day(year, second, first)
    month_first = int(second) > 12 or order == "month first"
    return _day(year, first, second) if month_first else None


def _of_century(first: str, second: str, last: str, order: Order, text: str) -> date | None:
    """Return the day of "14.03.24" where it comes first for sure: by words, the file or sense."""
    other = _day(f"20{first:0>2}", second, last)  # as the year comes first in East Asia
    worded = any("a" <= letter <= "z" for letter in text)
    if order != "day first" and not worded and other and other <= date.today():
        return None
    day = _day(f"20{last}", second, first)
    return day if day and day.year <= date.today().year + 1 else _day(f"19{last}", second, first)


def _old_mail(text: str) -> date | None:
    """Read the two-digit year of RFC 822, which only stands between a month and a time."""
    parts = parsedate(text) if _OLD_MAIL.match(text) else None
    return _day(*map(str, parts[:3])) if parts else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _folded(text: str) -> str:
    """Return a text in small letters, without accents and with plain digits and spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(unicodedata.normalize("NFC", plain).split())


@cache
def _months() -> dict[str, int]:
    """Return the number of a month by its name in any language, folded; none that means two."""
    # a quarter of a second, which only those pay who have such dates
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(_folded(name).rstrip("."), set()).add(number)
    long_enough = (name for name in found if sum(map(str.isalpha, name)) >= 3)
    return {name: min(found[name]) for name in long_enough if len(found[name]) == 1}


@cache
def _named_forms() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    month = rf"(?<![^\W\d_])(?P<month>{names})(?![^\W\d_])"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?<!\d)(?P<year>\d{4})(?!\d)"
    orders = ((day, month, year), (month, day, year), (year, month, day))
    return tuple(re.compile(_LINK.join(order)) for order in orders)
