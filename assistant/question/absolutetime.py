"""Rules for times that stand on the calendar: dates, months, quarters, seasons, years, decades."""

from __future__ import annotations

import re
from datetime import date

from assistant.question.timevocabulary import (
    AMBIGUOUS,
    DECADES,
    FIRM,
    LOOSE,
    ORDINALS,
    YEAR_BEFORE,
    Read,
    Words,
    part_of,
)
from assistant.schema import DateRange
from assistant.text import dates as periods
from assistant.text.dates import MONTHS, month_number

_EVENTS = frozenset(
    """elections olympics games finals awards protests riots fires wildfires floods midterms
    primaries championships talks olympics oscars emmys grammys""".split()
)


def _is_month(match: re.Match[str], words: Words, *, dated: bool) -> bool:
    """Tell the month from the verb, the surname and the demonstration."""
    name = match["month"]
    doubtful = name.lower() in AMBIGUOUS or name.lower().rstrip(".") not in MONTHS
    before = words.before(match.start()).lower()
    if doubtful and words.beside_name(match.start()):
        return False
    if dated:
        return name[0].isupper() or not doubtful or before in YEAR_BEFORE | {"the", ""}
    if before in FIRM:
        return True
    if not doubtful:
        return before in LOOSE or not words.after(match.end())
    follows = words.after(match.end()).lower()
    return before in LOOSE and before != "of" and follows in ("", "and", "to", "until", "or")


def read_iso(match: re.Match[str], words: Words) -> Read:
    """Read "2024-03-14"."""
    return Read(periods.day(date(int(match["y"]), int(match["m"]), int(match["d"]))))


def read_slashed(match: re.Match[str], words: Words) -> Read:
    """Read "14/03/2024", and "3/14/2024" where only that can be meant."""
    first, second = int(match["d"]), int(match["m"])
    if second > 12:
        first, second = second, first
    return Read(periods.day(date(int(match["y"]), second, first)))


def read_one_day(match: re.Match[str], words: Words) -> Read | None:
    """Read "14 March", "March 3-10, 2023"."""
    year = words.year(match)
    if not _is_month(match, words, dated=True):
        return None
    if match["month"].islower() and match["month"] in ("may", "march") and year is None:
        loose = words.before(match.start()).lower() not in YEAR_BEFORE | {"the", "dated"}
        if loose:  # "Covid-19 may", "march 14 miles"
            return None
    month = month_number(match["month"])
    first = int(match["day"])
    last = int(match.groupdict().get("to") or first)
    since = _latest(words.as_of, month, first) if year is None else date(year, month, first)
    return Read(periods.span(since, since.replace(day=last)), floating=year is None)


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


def read_month(match: re.Match[str], words: Words) -> Read | None:
    """Read "March", "early May 2022", "last August"."""
    year, part = words.year(match), part_of(match)
    which = (match.groupdict().get("which") or "").lower()
    named = any(match.groupdict().get(group) for group in ("which", "of", "half", "unit"))
    if not _is_month(match, words, dated=bool(year or part or named)):
        return None
    month = month_number(match["month"])
    if year is None:
        year = _latest(words.as_of, month, 1).year
        year -= which == "last" and (year, month) == (words.as_of.year, words.as_of.month)
        year += which == "next"
        floating = not which
    else:
        floating = False
    period = periods.part(part, year, month) if part else periods.months(year, month)
    return Read(period, floating=floating)


def read_fraction(match: re.Match[str], words: Words) -> Read:
    """Read "the first half of 2023", "Q3"."""
    length = 3 if "q" in match["kind"].lower() else 6
    number = (
        int(match["number"]) if match["number"].isdigit() else ORDINALS[match["number"].lower()]
    )
    year = words.year(match)
    if year is None:
        started = date(words.as_of.year, 1 + length * (number - 1), 1) <= words.as_of
        year = words.as_of.year - (not started)
    return Read(periods.months(year, 1 + length * (min(number, 12 // length) - 1), length))


def read_season(match: re.Match[str], words: Words) -> Read | None:
    """Read "last summer", "the winter of 2021"."""
    year, name = words.year(match), match["season"].lower()
    which = (match["which"] or "").lower()
    if year is None and not which and not _stands_alone(match, words):
        return None
    if words.named(match) and words.beside_name(match.start()):  # Prague Spring 1968
        return None
    if year is None:
        year = words.as_of.year + 1
        while not _season_fits(periods.season(year, name), words.as_of, which):
            year -= 1
    return Read(periods.season(year, name))


def _stands_alone(match: re.Match[str], words: Words) -> bool:
    """Tell "in the summer?" from "in spring training", "in the Hungarian winter"."""
    return words.before(match.start()).lower() in FIRM and not words.after(match.end())


def _season_fits(period: DateRange, as_of: date, which: str) -> bool:
    if period.since is None or period.until is None:
        return False
    if which == "last":
        return period.until < as_of
    if which == "next":
        return period.since <= periods.add_months(as_of, 12)
    return period.since <= as_of


def read_decade(match: re.Match[str], words: Words) -> Read:
    """Read "the late 1990s", "the eighties"."""
    text = match["decade"].lower()
    first = DECADES.get(text) or (int(text) if len(text) == 4 else 1900 + int(text))
    part = part_of(match)
    return Read(periods.part(part, first, length=10) if part else periods.years(first, 10))


def read_season_years(match: re.Match[str], words: Words) -> Read | None:
    """Read "2022-23"."""
    first = int(match["first"])
    last = (
        int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    )
    return Read(periods.years(first, last - first + 1)) if 0 < last - first < 60 else None


def read_year(match: re.Match[str], words: Words) -> Read | None:
    """Read "2021", "mid-2023", "last year"."""
    year, part = words.year(match), part_of(match)
    if year is None:
        return None
    if part:
        return Read(periods.part(part, year))
    if not match["year"].isdigit():
        until = min(periods.years(year).until or words.as_of, words.as_of)
        whole = periods.years(year)
        return Read(whole if year != words.as_of.year else periods.span(date(year, 1, 1), until))
    before = words.before(match.start()).lower()
    if _counts(words, match, before):
        return None
    stated = before in YEAR_BEFORE
    if not stated and year > words.as_of.year + 1:  # Blade Runner 2049, Vision 2030
        return None
    return Read(periods.years(year), stated=stated)


_QUANTIFIED = frozenset("over about some nearly almost than least most only another".split())


def _counts(words: Words, match: re.Match[str], before: str) -> bool:
    """Tell a number of things ("2020 votes") from a year ("the 2020 election")."""
    follows = words.after(match.end())
    if before in _QUANTIFIED and not words.question[: match.start()].endswith("later than "):
        return True
    if follows.lower() in _UNITS:
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
