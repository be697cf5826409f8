"""Rules for times that are counted from the as-of date: "yesterday", "last week", "on Friday".

Every rule of time words is handed what its pattern matched as `Words`, and makes a `Read` of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.schema import DateRange
from assistant.text import dates as periods
from assistant.text.dates import WEEKDAYS
from assistant.text.quantities import NUMBER_WORDS
from assistant.text.words import STOP_WORDS

# Words that stand before a time, and those that stand before other things too.
FIRM = frozenset("in since until till during throughout around early mid late last this".split())
LOOSE = frozenset("before after by from to between and through of or for".split())
PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
_NO_NAMES = STOP_WORDS | FIRM | LOOSE | frozenset(WEEKDAYS)
_NUMBERS = {**NUMBER_WORDS, "a": 1, "an": 1, "couple": 2, "few": 5, "several": 7}
_NAMED_DAYS = frozenset("black good super bloody cyber ash easter palm fat shrove holy".split())
_DAYS = {"day before yesterday": -2, "day after tomorrow": 2, "yesterday": -1, "tomorrow": 1}
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule makes of its match."""

    period: DateRange
    stated: bool = True
    floating: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the pattern of a rule matched in a question that is asked as of a day."""

    match: re.Match[str]
    as_of: date

    def __getitem__(self, group: str) -> str:
        """Return a group in lower case; nothing where the pattern or the question lacks it."""
        return (self.match.groupdict().get(group) or "").lower()

    @property
    def before(self) -> str:
        """The word before, in lower case, or nothing."""
        return self._before.lower()

    @property
    def _before(self) -> str:
        match = re.search(r"([\w'’.&]+)[\s(]*$", self.match.string[: self.match.start()])
        return match[1] if match else ""

    @property
    def after(self) -> str:
        """The word that follows directly, or nothing at the end and before a stop."""
        match = re.match(r"(?:['’]s)?[ ]+([\w'’]+)", self.match.string[self.match.end() :])
        return match[1] if match else ""

    @property
    def beside_name(self) -> bool:
        """Whether the word before is a name (a capital inside the question)."""
        return self._before[:1].isupper() and self.before not in _NO_NAMES

    @property
    def named(self) -> bool:
        """Whether the words themselves look like a name: a capital inside the question."""
        inside = self.match.start() > 0 and self.match[0][0].isupper()
        return inside and not self.match.string.isupper()

    @property
    def year(self) -> int | None:
        """The year that is told, if one is."""
        told = self["year"]
        if not told or told.isdigit():
            return int(told) if told else None
        return self.as_of.year + {"last": -1, "this": 0, "next": 1}[told.split()[0]]

    @property
    def part(self) -> str:
        """The part that is told: early, mid, late or nothing."""
        word = self["part"].split(" ")[0]
        return PARTS.get(word, word)

    @property
    def number(self) -> int | None:
        """The number that is told: "a couple of" -> 2."""
        told = self["number"].removesuffix(" of").removeprefix("a ")
        return int(told) if told.isdigit() else _NUMBERS.get(told)


def read_simple(words: Words) -> Read | None:
    """Read "yesterday", "last night", "the day after tomorrow"."""
    if words.named:  # USA Today, Yesterday (the song)
        return None
    text = words.match[0].lower()
    if text == "last night":
        return Read(periods.span(words.as_of - _DAY, words.as_of))
    days = next((days for phrase, days in _DAYS.items() if phrase in text), 0)
    return Read(periods.day(words.as_of + days * _DAY))


def read_ago(words: Words) -> Read | None:
    """Read "two weeks ago", "a few months ago"."""
    number, unit = words.number, words["unit"]
    if number is None or words.before == "half":
        return None
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if words["number"].split()[-1] in ("few", "several"):  # "a few" is two to seven
        return Read(periods.hull(*(_so_long_ago(words, number + more, unit) for more in (2, -3))))
    return Read(_so_long_ago(words, number, unit))


def read_half_a_year_ago(words: Words) -> Read:
    """Read "half a year ago": the month it was."""
    return Read(_so_long_ago(words, 6, "month"))


def _so_long_ago(words: Words, number: int, unit: str) -> DateRange:
    as_of = words.as_of
    if unit in ("hour", "day"):
        return periods.day(as_of - timedelta(number if unit == "day" else number // 24))
    if unit == "week":
        middle = as_of - timedelta(7 * number)
        return periods.span(middle - 3 * _DAY, middle + 3 * _DAY)
    if unit == "decade":
        number, unit = 10 * number, "year"
    return _whole(as_of, unit, -number)


def read_before_last(words: Words) -> Read:
    """Read "the week before last"."""
    return Read(_whole(words.as_of, words["unit"], -2))


def read_past(words: Words) -> Read | None:
    """Read "the past three days", "the next two weeks"."""
    number = words.number if words["number"] else 1
    if number is None:
        return None
    sign = 1 if words["way"] in ("next", "coming") else -1
    days = {"hour": max(1, number // 24), "day": number, "week": 7 * number}
    days["fortnight"] = 14 * number
    unit, as_of = words["unit"], words.as_of
    if unit in days:
        other = as_of + sign * timedelta(days[unit])
    else:
        months = {"month": 1, "year": 12, "decade": 120}[unit]
        other = periods.add_months(as_of, sign * months * number)
    return Read(periods.span(*sorted((as_of, other))))


def read_unit(words: Words) -> Read | None:
    """Read "last week", "earlier this year"."""
    if words.named:
        return None
    unit, as_of = words["unit"], words.as_of
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}[words["which"]]
    whole = _whole(as_of, unit, step)
    when = words["when"].split(" ")[0]
    part = {"earlier": "early", "later": "late", **PARTS}.get(when, when)
    if step == 0 and unit == "week" and part != "late":
        return Read(periods.span(as_of - timedelta(6), as_of))
    if step == 0 and part not in ("late", "mid"):
        return Read(periods.span(whole.since or as_of, as_of))
    if step == 0 and when == "later":
        return Read(periods.span(as_of, whole.until or as_of))
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


def read_weekend(words: Words) -> Read:
    """Read "over the weekend", "last weekend"."""
    saturday = periods.weekday_before(words.as_of + _DAY, 5)
    if words["which"] == "last" and saturday + _DAY >= words.as_of:
        saturday -= timedelta(7)
    # said on a Thursday or Friday, "this weekend" is the coming one
    ahead = words["which"] == "this" and words.as_of.weekday() in (3, 4)
    if ahead or words["which"] in ("next", "coming"):
        saturday += timedelta(7)
    return Read(periods.span(saturday, saturday + _DAY))


def read_weekday(words: Words) -> Read | None:
    """Read "on Tuesday", "last Friday"."""
    which, day, follows = words["which"], WEEKDAYS.index(words["weekday"]), words.after
    if words.beside_name or words.before in _NAMED_DAYS:
        return None
    if follows[:1].isupper() and not words.match.string.isupper():  # the Sunday Times
        return None
    placed = words.before in FIRM | LOOSE | {"on"}
    if not (which or placed or words["slot"] or not follows):
        return None
    if which == "next":
        return Read(periods.day(periods.weekday_before(words.as_of + timedelta(8), day)))
    if which == "this":
        return Read(periods.day(words.as_of + timedelta(day - words.as_of.weekday())))
    reach = words.as_of if which == "last" else words.as_of + _DAY
    return Read(periods.day(periods.weekday_before(reach, day)))
