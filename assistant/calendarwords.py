"""Finding the words that name a period, and not those that only look like one.

The trouble is in the look-alikes: "may" the verb, Theresa May, the Sunday Times, Black Friday,
Covid-19, "2020 votes". The rules stand in one table, most specific first; the first to claim a
stretch of the question keeps it.
"""
# ruff: noqa: E501 - a rule of the table stays on its line

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assistant import periods
from assistant.schema import DateRange
from assistant.words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Found:
    """A period and where its words stand; `floating` when its year was guessed."""

    start: int
    end: int
    period: DateRange
    stated: bool = True
    floating: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a rule makes of its match."""

    period: DateRange
    stated: bool = True
    floating: bool = False


_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBERS = {
    word: number
    for number, words in enumerate(
        "zero|a an one|two couple|three|four|five few|six|seven several|eight|nine|ten|eleven|"
        "twelve".split("|")
    )
    for word in words.split()
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_DECADES = {
    "twenties": 2020, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
# These are also verbs, names or adjectives; so is every abbreviation ("Jan", "Mar-a-Lago").
_AMBIGUOUS = frozenset({"march", "april", "may", "june", "august"})
_FIRM = frozenset("in since until till during throughout around early mid late last this".split())
_LOOSE = frozenset("before after by from to between and through of or for".split())
_NO_NAMES = _FIRM | _LOOSE | frozenset(_WEEKDAYS)
_YEAR_BEFORE = _FIRM | _LOOSE | {"year", "on", "circa"}
_EVENTS = frozenset(
    """elections olympics games finals awards protests riots fires wildfires floods midterms
    primaries championships talks olympics oscars emmys grammys""".split()
)

_M = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!-)\.?)"
)
_Y = r"(?P<year>(?:1[7-9]|20)\d\d(?![\d,]\d)|(?:last|this|next) year)\b"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_W = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_N = r"(?P<number>\d{1,3}|a couple(?: of)?|a few|[a-z]+)"
_U = r"(?P<unit>hour|day|week|month|year|decade)s?"
_P = r"(?:(?P<part>early|mid|late|(?:start|beginning|middle|end) of)[ -](?:in )?(?:the )?)"
_S = r"(?P<season>spring|summer|autumn|fall|winter)"
_SLOT = r"(?P<slot>morning|afternoon|evening|night)"


class _Words:
    """The question and the as-of date, as the rules look at them."""

    def __init__(self, question: str, as_of: date) -> None:
        self.question = question
        self.as_of = as_of

    def before(self, start: int) -> str:
        """Return the word before a position, or nothing."""
        match = re.search(r"([\w'’.&]+)[\s(]*$", self.question[:start])
        return match.group(1) if match else ""

    def after(self, end: int) -> str:
        """Return the word that follows directly, or nothing at the end and before a stop."""
        match = re.match(r"(?:['’]s)?[ ]+([\w'’]+)", self.question[end:])
        return match.group(1) if match else ""

    def beside_name(self, start: int) -> bool:
        """Tell whether the word before is a name (a capital inside the question)."""
        word = self.before(start)
        return word[:1].isupper() and word.lower() not in STOP_WORDS | _NO_NAMES

    def named(self, match: re.Match[str]) -> bool:
        """Tell whether the words themselves look like a name: a capital inside the question."""
        return match.start() > 0 and match.group()[0].isupper() and not self.question.isupper()

    def year(self, match: re.Match[str]) -> int | None:
        """Return the year a match names, or None."""
        words = match["year"]
        if words is None or words.isdigit():
            return int(words) if words else None
        return self.as_of.year + {"last": -1, "this": 0, "next": 1}[words.lower().split()[0]]


_Rule = Callable[[re.Match[str], _Words], _Read | None]


def find_periods(question: str, as_of: date) -> list[Found]:
    """Return the periods that a question names, in the order of their words."""
    words = _Words(question, as_of)
    found: list[Found] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(question):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            try:
                read = rule(match, words)
            except ValueError:  # no such day: "31 February", a year before the calendar
                continue
            if read is not None:
                found.append(Found(*match.span(), read.period, read.stated, read.floating))
    return sorted(found, key=lambda one: one.start)


def _month_number(match: re.Match[str]) -> int:
    name = match["month"].lower().rstrip(".")[:3]
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name))


def _is_month(match: re.Match[str], words: _Words, *, dated: bool) -> bool:
    """Tell the month from the verb, the surname and the demonstration."""
    name = match["month"]
    doubtful = name.lower() in _AMBIGUOUS or name.lower().rstrip(".") not in _MONTHS
    before = words.before(match.start()).lower()
    if doubtful and words.beside_name(match.start()):
        return False
    if dated:
        return name[0].isupper() or not doubtful or before in _YEAR_BEFORE | {"the", ""}
    if before in _FIRM:
        return True
    if not doubtful:
        return before in _LOOSE or not words.after(match.end())
    follows = words.after(match.end()).lower()
    return before in _LOOSE and before != "of" and follows in ("", "and", "to", "until", "or")


def _iso(match: re.Match[str], words: _Words) -> _Read:
    return _Read(periods.day(date(int(match["y"]), int(match["m"]), int(match["d"]))))


def _slashed(match: re.Match[str], words: _Words) -> _Read:
    first, second = int(match["d"]), int(match["m"])
    if second > 12:
        first, second = second, first
    return _Read(periods.day(date(int(match["y"]), second, first)))


def _one_day(match: re.Match[str], words: _Words) -> _Read | None:
    year = words.year(match)
    if not _is_month(match, words, dated=True):
        return None
    if match["month"].islower() and match["month"] in ("may", "march") and year is None:
        loose = words.before(match.start()).lower() not in _YEAR_BEFORE | {"the", "dated"}
        if loose:  # "Covid-19 may", "march 14 miles"
            return None
    month = _month_number(match)
    first = int(match["day"])
    last = int(match.groupdict().get("to") or first)
    since = _latest(words.as_of, month, first) if year is None else date(year, month, first)
    return _Read(periods.span(since, since.replace(day=last)), floating=year is None)


def _latest(as_of: date, month: int, day: int) -> date:
    """Return the latest such day of the year that is not after the as-of date."""
    for year in range(as_of.year, as_of.year - 8, -1):  # 29 February may be far back
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if when <= as_of:
            return when
    raise ValueError


def _month(match: re.Match[str], words: _Words) -> _Read | None:
    year, part = words.year(match), _part(match)
    if not _is_month(match, words, dated=bool(year or part or match["which"])):
        return None
    month = _month_number(match)
    if year is None:
        year = _latest(words.as_of, month, 1).year
        year += {"last": -(year == words.as_of.year and month == words.as_of.month)}.get(
            (match["which"] or "").lower(), 0
        )
        year += (match["which"] or "").lower() == "next"
        floating = match["which"] is None
    else:
        floating = False
    period = periods.part(part, year, month) if part else periods.months(year, month)
    return _Read(period, floating=floating)


def _part(match: re.Match[str]) -> str | None:
    words = match["part"]
    if words is None:
        return None
    word: str = words.lower().split()[0]
    return _PARTS.get(word, word)


def _fraction(match: re.Match[str], words: _Words) -> _Read:
    length = 3 if "q" in match["kind"].lower() else 6
    number = (
        int(match["number"]) if match["number"].isdigit() else _ORDINALS[match["number"].lower()]
    )
    year = words.year(match)
    if year is None:
        started = date(words.as_of.year, 1 + length * (number - 1), 1) <= words.as_of
        year = words.as_of.year - (not started)
    return _Read(periods.months(year, 1 + length * (min(number, 12 // length) - 1), length))


def _season(match: re.Match[str], words: _Words) -> _Read | None:
    year, name = words.year(match), match["season"].lower()
    which = (match["which"] or "").lower()
    if year is None and not which:
        return None
    if words.named(match) and words.beside_name(match.start()):  # Prague Spring 1968
        return None
    if year is None:
        year = words.as_of.year + 1
        while not _season_fits(periods.season(year, name), words.as_of, which):
            year -= 1
    return _Read(periods.season(year, name))


def _season_fits(period: DateRange, as_of: date, which: str) -> bool:
    if period.since is None or period.until is None:
        return False
    if which == "last":
        return period.until < as_of
    if which == "next":
        return period.since <= periods.add_months(as_of, 12)
    return period.since <= as_of


def _decade(match: re.Match[str], words: _Words) -> _Read:
    text = match["decade"].lower()
    if text.isdigit():
        first = int(text) if len(text) == 4 else 1900 + int(text)
    else:
        first = _DECADES[text]
    part = _part(match)
    return _Read(periods.part(part, first, length=10) if part else periods.years(first, 10))


def _season_years(match: re.Match[str], words: _Words) -> _Read | None:
    first = int(match["first"])
    last = (
        int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    )
    return _Read(periods.years(first, last - first + 1)) if 0 < last - first < 60 else None


def _year(match: re.Match[str], words: _Words) -> _Read | None:
    year, part = words.year(match), _part(match)
    if year is None:
        return None
    if part:
        return _Read(periods.part(part, year))
    if not match["year"].isdigit():
        until = min(periods.years(year).until or words.as_of, words.as_of)
        whole = periods.years(year)
        return _Read(whole if year != words.as_of.year else periods.span(date(year, 1, 1), until))
    before = words.before(match.start()).lower()
    if _counts(words, match, before):
        return None
    stated = before in _YEAR_BEFORE
    if not stated and year > words.as_of.year + 1:  # Blade Runner 2049, Vision 2030
        return None
    return _Read(periods.years(year), stated=stated)


_QUANTIFIED = frozenset("over about some nearly almost than least most only another".split())


def _counts(words: _Words, match: re.Match[str], before: str) -> bool:
    """Tell a number of things ("2020 votes") from a year ("the 2020 election")."""
    follows = words.after(match.end())
    if before in _QUANTIFIED or follows.lower() in _UNITS:
        return True
    plural = follows.islower() and follows.endswith("s") and not follows.endswith(("ss", "'s"))
    if before in ("in", "since", "until", "during", "the") or follows in _EVENTS:
        return False
    return plural and follows not in (
        "was",
        "is",
        "does",
        "has",
        "as",
        "this",
        "vs",
        "versus",
        "onwards",
    )


_UNITS = frozenset(
    """people men women children dollars euros pounds percent per km kilometres kilometers miles
    metres meters feet tonnes tons million billion kg mph hp gmt hours troops soldiers mah
    """.split()
)


def _simple(match: re.Match[str], words: _Words) -> _Read | None:
    if words.named(match):  # USA Today, Yesterday (the song)
        return None
    text = match.group().lower()
    as_of, one = words.as_of, timedelta(1)
    if text == "last night":
        return _Read(periods.span(as_of - one, as_of))
    if text.startswith(("the day before", "day before")):
        return _Read(periods.day(as_of - 2 * one))
    if text.startswith("yesterday"):
        return _Read(periods.day(as_of - one))
    return _Read(periods.day(as_of + one if text.startswith("tomorrow") else as_of))


def _ago(match: re.Match[str], words: _Words) -> _Read | None:
    number = _number(match["number"])
    if number is None:
        return None
    as_of, unit = words.as_of, match["unit"].lower()
    if unit in ("hour", "day"):
        return _Read(periods.day(as_of - timedelta(number if unit == "day" else number // 24)))
    if unit == "week":
        middle = as_of - timedelta(7 * number)
        return _Read(periods.span(middle - timedelta(3), middle + timedelta(3)))
    if unit == "month":
        month = periods.add_months(as_of, -number)
        return _Read(periods.months(month.year, month.month))
    return _Read(periods.years(as_of.year - number * (10 if unit == "decade" else 1)))


def _number(words: str) -> int | None:
    text = words.lower().removesuffix(" of").removeprefix("a ")
    return int(text) if text.isdigit() else _NUMBERS.get(text)


def _past(match: re.Match[str], words: _Words) -> _Read | None:
    number = _number(match["number"]) if match["number"] else 1
    if number is None:
        return None
    as_of, unit = words.as_of, match["unit"].lower()
    days = {"hour": max(1, number // 24), "day": number, "week": 7 * number}.get(unit)
    if days is None:
        length = {"month": 1, "year": 12, "decade": 120}[unit] * number
        return _Read(periods.span(periods.add_months(as_of, -length), as_of))
    return _Read(periods.span(as_of - timedelta(days), as_of))


def _unit(match: re.Match[str], words: _Words) -> _Read | None:
    if words.named(match):
        return None
    which, unit = match["which"].lower(), match["unit"].lower()
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}[which]
    whole = _whole(words.as_of, unit, step)
    when = (match["when"] or "").lower().split(" ")[0]
    when = _PARTS.get(when, when)
    part = {"earlier": "early", "later": "late"}.get(when, when)
    if step == 0 and unit == "week" and part != "late":
        return _Read(periods.span(words.as_of - timedelta(6), words.as_of))
    if step == 0 and part not in ("late", "mid"):
        return _Read(periods.span(whole.since or words.as_of, words.as_of))
    if step == 0 and when == "later":
        return _Read(periods.span(words.as_of, whole.until or words.as_of))
    if part and whole.since and unit in ("month", "year"):
        month = whole.since.month if unit == "month" else None
        return _Read(periods.part(part, whole.since.year, month))
    return _Read(whole)


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


def _weekend(match: re.Match[str], words: _Words) -> _Read | None:
    which = (match["which"] or "").lower()
    saturday = periods.weekday_before(words.as_of + timedelta(1), 5)
    if which == "last" and saturday + timedelta(1) >= words.as_of:
        saturday -= timedelta(7)
    ahead = which == "this" and 2 < words.as_of.weekday() < 5  # said on a Thursday or Friday
    if ahead or which in ("next", "coming"):
        saturday += timedelta(7)
    return _Read(periods.span(saturday, saturday + timedelta(1)))


def _weekday(match: re.Match[str], words: _Words) -> _Read | None:
    which, day = (match["which"] or "").lower(), _WEEKDAYS.index(match["weekday"].lower())
    before, follows = words.before(match.start()), words.after(match.end())
    if words.beside_name(match.start()) or before.lower() in _NAMED_DAYS:
        return None
    if follows[:1].isupper() and not words.question.isupper():  # the Sunday Times
        return None
    placed = before.lower() in _FIRM | _LOOSE | {"on"}
    if not (which or placed or match["slot"] or not follows):
        return None
    if which == "next":
        return _Read(periods.day(periods.weekday_before(words.as_of + timedelta(8), day)))
    if which == "this":
        monday = words.as_of - timedelta(words.as_of.weekday())
        return _Read(periods.day(monday + timedelta(day)))
    reach = words.as_of if which == "last" else words.as_of + timedelta(1)
    return _Read(periods.day(periods.weekday_before(reach, day)), floating=False)


_NAMED_DAYS = frozenset("black good super bloody cyber ash easter palm fat shrove holy".split())


def _rule(pattern: str, rule: _Rule) -> tuple[re.Pattern[str], _Rule]:
    return re.compile(rf"(?<![\w'’-]){pattern}(?![\w])", re.IGNORECASE), rule


_NO_MONEY = r"(?<![$£€#.,/])"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)", _iso),
    _rule(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)", _slashed),
    _rule(rf"{_D}\s?(?:-|–|and|to|until|or)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)? {_M}(?:,? {_Y})?", _one_day),
    _rule(rf"{_M} {_D}\s?(?:-|–|and|to|until)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {_Y})?", _one_day),
    _rule(rf"(?:{_W},? (?:the )?)?{_D}(?: of)? {_M}(?:,? {_Y})?", _one_day),
    _rule(rf"(?:{_W},? )?{_M} (?:the )?{_D}(?![:.]\d)(?:,? {_Y})?", _one_day),
    _rule(rf"(?:the )?(?P<number>first|second|third|fourth|last|final) (?P<kind>quarter|half) of {_Y}", _fraction),
    _rule(rf"(?P<kind>[QH])(?P<number>[1-4])(?:(?: of)?,? {_Y})?", _fraction),
    _rule(rf"(?:the )?{_P}?(?:(?P<which>last|this|next) )?{_S}(?:,? (?:of )?{_Y})?", _season),
    _rule(rf"(?:the )?{_P}?(?:(?P<which>last|this|next) )?{_M}(?:,? (?:of )?{_Y})?", _month),
    _rule(rf"(?:the )?{_P}?(?P<decade>(?:1[7-9]|20)\d0)['’]?s", _decade),
    _rule(rf"the {_P}?['’]?(?P<decade>[2-9]0)s", _decade),
    _rule(rf"the {_P}?(?P<decade>{'|'.join(_DECADES)})", _decade),
    _rule(rf"{_NO_MONEY}(?P<first>(?:1[7-9]|20)\d\d)[-–/](?P<last>(?:1[7-9]|20)\d\d|\d\d)", _season_years),
    _rule(r"(?:the )?day before yesterday|yesterday(?: (?:morning|afternoon|evening))?|last night|"
          r"today|tonight|tomorrow|this (?:morning|afternoon|evening)", _simple),
    _rule(rf"{_N} {_U} ago", _ago),
    _rule(rf"(?:the )?(?:past|last|previous) {_N} {_U}", _past),
    _rule(rf"(?:the )?past {_U.replace('(?P<unit>', '(?P<number>)(?P<unit>')}", _past),
    _rule(r"(?:the )?(?:(?P<when>earlier|early|mid|later|late|(?:start|beginning|middle|end) of)[ -])?(?:the )?(?P<which>last|previous|this|current|next) "
          r"(?P<unit>week|month|quarter|year|decade)(?!s|['’]s eve|[- ]old)", _unit),
    _rule(r"(?:the |over the |(?P<which>last|this|next|coming) )weekend", _weekend),
    _rule(rf"(?:(?P<which>last|this|next|past) )?{_W}(?: {_SLOT})?", _weekday),
    _rule(rf"(?:the )?{_P}?{_NO_MONEY}{_Y}(?![%-]| ?%)", _year),
)  # fmt: skip
