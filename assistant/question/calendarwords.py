"""Finding the words that name a period, and not those that only look like one.

The trouble is in the look-alikes: "may" the verb, Theresa May, the Sunday Times, Black Friday,
Covid-19, "2020 votes". The rules stand in one table, most specific first; the first to claim a
stretch of the question keeps it.
"""
# ruff: noqa: E501 - a rule of the table stays on its line

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.question.absolutetime import (
    read_decade,
    read_fraction,
    read_iso,
    read_month,
    read_one_day,
    read_season,
    read_season_years,
    read_slashed,
    read_year,
)
from assistant.question.relativetime import (
    read_ago,
    read_before_last,
    read_half_a_year_ago,
    read_past,
    read_simple,
    read_unit,
    read_weekday,
    read_weekend,
)
from assistant.question.timeparts import read_first_or_last, read_half, read_part_of_now, read_turn
from assistant.question.timevocabulary import (
    DECADES,
    SLOT,
    D,
    M,
    N,
    P,
    Rule,
    S,
    U,
    W,
    Words,
    Y,
    rule,
)
from assistant.schema import DateRange


@dataclass(frozen=True, slots=True)
class Found:
    """A period and where its words stand; `floating` when its year was guessed."""

    start: int
    end: int
    period: DateRange
    stated: bool = True
    floating: bool = False


def find_periods(question: str, as_of: date) -> list[Found]:
    """Return the periods that a question names, in the order of their words."""
    words = Words(question, as_of)
    found: list[Found] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(question):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            try:
                read = reader(match, words)
            except ValueError:  # no such day: "31 February", a year before the calendar
                continue
            if read is not None:
                found.append(Found(*match.span(), read.period, read.stated, read.floating))
    return sorted(found, key=lambda one: one.start)


_NO_MONEY = r"(?<![$£€#.,/])"
_SOME = (
    r"(?:the )?(?P<end>first|opening|early|last|final|closing) "
    r"(?:(?P<number>\d\d?|[a-z]+) )?(?P<unit>day|week|month)(?P<plural>s?)"
)
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    rule(r"(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)", read_iso),
    rule(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)", read_slashed),
    rule(rf"{D}\s?(?:-|–|and|to|until|or)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)? {M}(?:,? {Y})?", read_one_day),
    rule(rf"{M} {D}\s?(?:-|–|and|to|until)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {Y})?", read_one_day),
    rule(rf"(?:{W},? (?:the )?)?{D}(?: of)? {M}(?:,? {Y})?", read_one_day),
    rule(rf"(?:{W},? )?{M} (?:the )?{D}(?![:.]\d)(?:,? {Y})?", read_one_day),
    rule(rf"(?:the )?(?P<number>first|second|third|fourth|last|final) (?P<kind>quarter|half) of {Y}", read_fraction),
    rule(rf"(?:the )?(?P<half>first|second) half of {M}(?:,? (?:of )?{Y})?", read_half),
    rule(rf"{_SOME} of {M}(?:,? (?:of )?{Y})?", read_first_or_last),
    rule(rf"{_SOME} of {Y}", read_first_or_last),
    rule(rf"(?:the )?turn of the year(?: {Y})?", read_turn),
    rule(r"(?:the )?(?P<edge>start|beginning|middle|end) of the (?P<unit>month|year)(?! \d)", read_part_of_now),
    rule(rf"{Y} (?P<kind>[QH])(?P<number>[1-4])", read_fraction),
    rule(rf"(?P<kind>[QH])(?P<number>[1-4])(?:(?: of)?,? {Y})?", read_fraction),
    rule(rf"(?:the )?{P}?(?:(?P<which>last|this|next) )?{S}(?:,? (?:of )?{Y})?", read_season),
    rule(rf"(?:the )?{P}?(?:(?P<which>last|this past|this|next|past) |(?P<of>month of ))?{M}(?:,? (?:of )?{Y})?", read_month),
    rule(rf"(?:the )?{P}?(?P<decade>(?:1[7-9]|20)\d0)['’]?s", read_decade),
    rule(rf"the {P}?['’]?(?P<decade>[2-9]0)s", read_decade),
    rule(rf"the {P}?(?P<decade>{'|'.join(DECADES)})", read_decade),
    rule(rf"{_NO_MONEY}(?P<first>(?:1[7-9]|20)\d\d)[-–/](?P<last>(?:1[7-9]|20)\d\d|\d\d)", read_season_years),
    rule(r"(?:the )?day before yesterday|yesterday(?: (?:morning|afternoon|evening))?|last night|"
          r"today|tonight|(?:the )?day after tomorrow|tomorrow|this (?:morning|afternoon|evening)", read_simple),
    rule(r"half a year ago", read_half_a_year_ago),
    rule(rf"{N} {U} ago", read_ago),
    rule(r"(?:the )?(?P<unit>week|month|year) before last", read_before_last),
    rule(rf"(?:the )?(?P<way>past|last|previous|next|coming) {N} {U}", read_past),
    rule(rf"(?:the )?(?P<way>past|last(?= fortnight)|next(?= fortnight)|coming) {U.replace('(?P<unit>', '(?P<number>)(?P<unit>')}", read_past),
    rule(r"(?:the )?(?:(?P<when>earlier|early|mid|later|late|(?:start|beginning|middle|end) of)[ -])?(?:the )?(?P<which>last|previous|this|current|next) "
          r"(?P<unit>week|month|quarter|year|decade)(?!s|['’]s eve|[- ]old)", read_unit),
    rule(r"(?:the |over the |(?P<which>last|this|next|coming) )weekend", read_weekend),
    rule(rf"(?:(?P<which>last|this|next|past) )?{W}(?: {SLOT})?", read_weekday),
    rule(rf"(?:the )?{P}?{_NO_MONEY}{Y}(?![%-]| ?%)", read_year),
)  # fmt: skip
