"""Rules for times that stand on the calendar: dates, months, seasons, years, and parts of them."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.question.relativetime import FIRM, LOOSE, PARTS, Read, Words
from assistant.schema import DateRange
from assistant.text import dates as periods
from assistant.text.dates import MONTHS, SEASON_STARTS, month_number

DECADES = {
    "twenties": 2020, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
# These are also verbs, names or adjectives; so is every abbreviation ("Jan", "Mar-a-Lago").
_AMBIGUOUS = frozenset({"march", "april", "may", "june", "august"})
_BEFORE_YEAR = FIRM | LOOSE | {"year", "on", "circa"}
_FEW = 3  # "the first months"
_TURN = timedelta(14)  # either side of New Year
_DAY = timedelta(1)


def _is_month(words: Words, *, dated: bool) -> bool:
    """Tell the month from the verb, the surname and the demonstration."""
    name, before = words["month"], words.before
    doubtful = name in _AMBIGUOUS or name.rstrip(".") not in MONTHS
    if doubtful and words.beside_name:
        return False
    if dated:
        capital = words.match["month"][0].isupper()
        return capital or not doubtful or before in _BEFORE_YEAR | {"the", ""}
    if before in FIRM:
        return True
    if not doubtful:
        return before in LOOSE or not words.after
    follows = words.after.lower()
    return before in LOOSE and before != "of" and follows in ("", "and", "to", "until", "or")


def read_iso(words: Words) -> Read:
    """Read "2024-03-14"."""
    return Read(periods.day(date(int(words["y"]), int(words["m"]), int(words["d"]))))


def read_slashed(words: Words) -> Read:
    """Read "14/03/2024", and "3/14/2024" where only that can be meant."""
    day, month = int(words["d"]), int(words["m"])
    if month > 12:
        day, month = month, day
    return Read(periods.day(date(int(words["y"]), month, day)))


def read_one_day(words: Words) -> Read | None:
    """Read "14 March", "March 3-10, 2023"."""
    year = words.year
    if not _is_month(words, dated=True):
        return None
    if year is None and words.match["month"] in ("may", "march"):  # "Covid-19 may"
        placed = words.before in _BEFORE_YEAR | {"the", "dated"}
        if not placed:  # "march 14 miles"
            return None
    month, day = month_number(words["month"]), int(words["day"])
    since = _latest(words.as_of, month, day) if year is None else date(year, month, day)
    return Read(
        periods.span(since, since.replace(day=int(words["to"] or day))), floating=year is None
    )


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


def read_month(words: Words) -> Read | None:
    """Read "March", "early May 2022", "last August"."""
    year, part, which = words.year, words.part, words["which"]
    placed = any(words[group] for group in ("which", "of", "half", "unit"))
    if not _is_month(words, dated=bool(year or part or placed)):
        return None
    month = month_number(words["month"])
    floating = year is None and not which
    if year is None:
        year = _latest(words.as_of, month, 1).year
        year -= which == "last" and (year, month) == (words.as_of.year, words.as_of.month)
        year += which == "next"
    period = periods.part(part, year, month) if part else periods.months(year, month)
    return Read(period, floating=floating)


def read_half(words: Words) -> Read | None:
    """Read "the first half of May": up to the 15th, or from the 16th."""
    month = read_month(words)
    if month is None or month.period.since is None or month.period.until is None:
        return None
    since, until = month.period.since, month.period.until
    middle = since.replace(day=15)
    first = words["half"] == "first"
    period = periods.span(since, middle) if first else periods.span(middle + _DAY, until)
    return Read(period, floating=month.floating)


def read_first_or_last(words: Words) -> Read | None:
    """Read "the first three months of 2023", "the last week of May"."""
    whole = read_month(words) if words["month"] else read_year(words)
    number = words.number if words["number"] else _FEW if words["plural"] else 1
    if whole is None or number is None:
        return None
    first = words["end"] in ("first", "opening", "early")
    period = _cut(whole.period, words["unit"], number, first=first)
    return Read(period, floating=whole.floating)


def _cut(whole: DateRange, unit: str, number: int, *, first: bool) -> DateRange:
    """Return so many days, weeks or months from the first or the last of a period."""
    since, until = whole.since, whole.until
    if since is None or until is None:
        return whole
    if unit == "month":
        ends = periods.add_months(since, number) - _DAY
        starts = periods.add_months(until + _DAY, -number)
    else:
        days = timedelta(number * {"day": 1, "week": 7}[unit])
        ends, starts = since + days - _DAY, until - days + _DAY
    return periods.span(since, min(ends, until)) if first else periods.span(starts, until)


def read_turn(words: Words) -> Read:
    """Read "the turn of the year": two weeks either side of the latest New Year."""
    eve = date((words.year or words.as_of.year) - 1, 12, 31)
    return Read(periods.span(eve - _TURN, eve + _TURN), floating=not words["year"])


def read_part_of_now(words: Words) -> Read:
    """Read "the start of the year", "the end of the month": of the one that it is."""
    month = words.as_of.month if words["unit"] == "month" else None
    return Read(periods.part(PARTS[words["edge"]], words.as_of.year, month))


def read_fraction(words: Words) -> Read:
    """Read "the first half of 2023", "Q3"."""
    length = 3 if "q" in words["kind"] else 6
    told, year = words["number"], words.year
    number = int(told) if told.isdigit() else _ORDINALS[told]
    if year is None:
        started = date(words.as_of.year, 1 + length * (number - 1), 1) <= words.as_of
        year = words.as_of.year - (not started)
    return Read(periods.months(year, 1 + length * (min(number, 12 // length) - 1), length))


def read_season(words: Words) -> Read | None:
    """Read "last summer", "the winter of 2021"."""
    year, which = words.year, words["which"]
    # "in the summer?", but neither "in spring training" nor "in the Hungarian winter"
    if year is None and not which and (words.before not in FIRM or words.after):
        return None
    if words.named and words.beside_name:  # Prague Spring 1968
        return None
    if year is None:
        year = words.as_of.year + 1
        while not _season_fits(words, date(year, SEASON_STARTS[words["season"]], 1)):
            year -= 1
    return Read(periods.season(year, words["season"]))


def _season_fits(words: Words, since: date) -> bool:
    """Tell whether a season is over, where it is to be the last, or has begun by then."""
    if words["which"] == "last":
        return periods.add_months(since, 3) <= words.as_of
    ahead = 12 if words["which"] == "next" else 0
    return since <= periods.add_months(words.as_of, ahead)


def read_decade(words: Words) -> Read:
    """Read "the late 1990s", "the eighties"."""
    text, part = words["decade"], words.part
    first = DECADES.get(text) or int(text if len(text) == 4 else f"19{text}")
    return Read(periods.part(part, first, length=10) if part else periods.years(first, 10))


def read_season_years(words: Words) -> Read | None:
    """Read "2022-23"."""
    first = int(words["first"])
    last = int((words["first"][:2] + words["last"])[-4:])
    return Read(periods.years(first, last - first + 1)) if 0 < last - first < 60 else None


def read_year(words: Words) -> Read | None:
    """Read "2021", "mid-2023", "last year"."""
    year, part = words.year, words.part
    if year is None:
        return None
    if part:
        return Read(periods.part(part, year))
    if not words["year"].isdigit():
        this = year == words.as_of.year
        return Read(periods.span(date(year, 1, 1), words.as_of) if this else periods.years(year))
    if _counts(words):
        return None
    stated = words.before in _BEFORE_YEAR
    if not stated and year > words.as_of.year + 1:  # Blade Runner 2049, Vision 2030
        return None
    return Read(periods.years(year), stated=stated)


def _counts(words: Words) -> bool:
    """Tell a number of things ("2020 votes") from a year ("the 2020 election")."""
    before, follows = words.before, words.after
    start = words.match.start()
    if before in _QUANTIFIED and not words.match.string[:start].endswith("later than "):
        return True
    if follows.lower() in _UNITS:
        return True
    if before in ("in", "since", "until", "during", "the") or follows in _NOT_COUNTED:
        return False
    return follows.islower() and follows.endswith("s") and not follows.endswith(("ss", "'s"))


_QUANTIFIED = frozenset("over about some nearly almost than least most only another".split())
_UNITS = frozenset(
    """people men women children dollars euros pounds percent per km kilometres kilometers miles
    metres meters feet tonnes tons million billion kg mph hp gmt hours troops soldiers mah
    """.split()
)
_NOT_COUNTED = frozenset(
    """elections olympics games finals awards protests riots fires wildfires floods midterms
    primaries championships talks oscars emmys grammys
    was is does has as this vs versus onwards""".split()
)
