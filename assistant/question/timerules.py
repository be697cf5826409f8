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
from datetime import date

from assistant.question.calendartime import (
    DECADES,
    read_decade,
    read_first_or_last,
    read_fraction,
    read_half,
    read_iso,
    read_month,
    read_one_day,
    read_part_of_now,
    read_season,
    read_season_years,
    read_slashed,
    read_turn,
    read_year,
)
from assistant.question.relativetime import (
    Read,
    Words,
    read_ago,
    read_before_last,
    read_half_a_year_ago,
    read_past,
    read_simple,
    read_unit,
    read_weekday,
    read_weekend,
)
from assistant.schema import DateRange


@dataclass(frozen=True, slots=True)
class Mention:
    """A period and where its words stand; `floating` when its year was guessed."""

    start: int
    end: int
    period: DateRange
    stated: bool = True
    floating: bool = False


def find_periods(question: str, as_of: date) -> list[Mention]:
    """Return the periods that a question names, in the order of their words."""
    found: list[Mention] = []
    for pattern, reader in _RULES:
        for match in pattern.finditer(question):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            try:
                read = reader(Words(match, as_of))
            except ValueError:  # no such day: "31 February", a year before the calendar
                continue
            if read is not None:
                found.append(Mention(*match.span(), read.period, read.stated, read.floating))
    return sorted(found, key=lambda one: one.start)


_Rule = tuple[re.Pattern[str], Callable[[Words], Read | None]]


def _rule(pattern: str, reader: Callable[[Words], Read | None]) -> _Rule:
    """Return a rule of the table: its pattern, which begins and ends with whole words."""
    return re.compile(rf"(?<![\w'’-]){pattern}(?![\w])", re.IGNORECASE), reader


_M = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!-)\.?)"
)
_Y = r"(?P<year>(?:1[7-9]|20)\d\d(?![\d,]\d)|(?:last|this|next) year)\b"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_W = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_N = r"(?P<number>\d{1,3}|a couple(?: of)?|a few|[a-z]+)"
_U = r"(?P<unit>hour|day|week|fortnight|month|year|decade)s?"
_P = r"(?:(?P<part>early|mid|late|(?:start|beginning|middle|end) of)[ -](?:in )?(?:the )?)"
_S = r"(?P<season>spring|summer|autumn|fall|winter)"
_SLOT = r"(?P<slot>morning|afternoon|evening|night)"
_NO_MONEY = r"(?<![$£€#.,/])"
_SOME = (
    r"(?:the )?(?P<end>first|opening|early|last|final|closing) "
    r"(?:(?P<number>\d\d?|[a-z]+) )?(?P<unit>day|week|month)(?P<plural>s?)"
)
_RULES: tuple[_Rule, ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)", read_iso),
    _rule(r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)", read_slashed),
    _rule(rf"{_D}\s?(?:-|–|and|to|until|or)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)? {_M}(?:,? {_Y})?", read_one_day),
    _rule(rf"{_M} {_D}\s?(?:-|–|and|to|until)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?:,? {_Y})?", read_one_day),
    _rule(rf"(?:{_W},? (?:the )?)?{_D}(?: of)? {_M}(?:,? {_Y})?", read_one_day),
    _rule(rf"(?:{_W},? )?{_M} (?:the )?{_D}(?![:.]\d)(?:,? {_Y})?", read_one_day),
    _rule(rf"(?:the )?(?P<number>first|second|third|fourth|last|final) (?P<kind>quarter|half) of {_Y}", read_fraction),
    _rule(rf"(?:the )?(?P<half>first|second) half of {_M}(?:,? (?:of )?{_Y})?", read_half),
    _rule(rf"{_SOME} of {_M}(?:,? (?:of )?{_Y})?", read_first_or_last),
    _rule(rf"{_SOME} of {_Y}", read_first_or_last),
    _rule(rf"(?:the )?turn of the year(?: {_Y})?", read_turn),
    _rule(r"(?:the )?(?P<edge>start|beginning|middle|end) of the (?P<unit>month|year)(?! \d)", read_part_of_now),
    _rule(rf"{_Y} (?P<kind>[QH])(?P<number>[1-4])", read_fraction),
    _rule(rf"(?P<kind>[QH])(?P<number>[1-4])(?:(?: of)?,? {_Y})?", read_fraction),
    _rule(rf"(?:the )?{_P}?(?:(?P<which>last|this|next) )?{_S}(?:,? (?:of )?{_Y})?", read_season),
    _rule(rf"(?:the )?{_P}?(?:(?P<which>last|this past|this|next|past) |(?P<of>month of ))?{_M}(?:,? (?:of )?{_Y})?", read_month),
    _rule(rf"(?:the )?{_P}?(?P<decade>(?:1[7-9]|20)\d0)['’]?s", read_decade),
    _rule(rf"the {_P}?['’]?(?P<decade>[2-9]0)s", read_decade),
    _rule(rf"the {_P}?(?P<decade>{'|'.join(DECADES)})", read_decade),
    _rule(rf"{_NO_MONEY}(?P<first>(?:1[7-9]|20)\d\d)[-–/](?P<last>(?:1[7-9]|20)\d\d|\d\d)", read_season_years),
    _rule(r"(?:the )?day before yesterday|yesterday(?: (?:morning|afternoon|evening))?|last night|"
          r"today|tonight|(?:the )?day after tomorrow|tomorrow|this (?:morning|afternoon|evening)", read_simple),
    _rule(r"half a year ago", read_half_a_year_ago),
    _rule(rf"{_N} {_U} ago", read_ago),
    _rule(r"(?:the )?(?P<unit>week|month|year) before last", read_before_last),
    _rule(rf"(?:the )?(?P<way>past|last|previous|next|coming) {_N} {_U}", read_past),
    _rule(rf"(?:the )?(?P<way>past|last(?= fortnight)|next(?= fortnight)|coming) {_U.replace('(?P<unit>', '(?P<number>)(?P<unit>')}", read_past),
    _rule(r"(?:the )?(?:(?P<when>earlier|early|mid|later|late|(?:start|beginning|middle|end) of)[ -])?(?:the )?(?P<which>last|previous|this|current|next) "
          r"(?P<unit>week|month|quarter|year|decade)(?!s|['’]s eve|[- ]old)", read_unit),
    _rule(r"(?:the |over the |(?P<which>last|this|next|coming) )weekend", read_weekend),
    _rule(rf"(?:(?P<which>last|this|next|past) )?{_W}(?: {_SLOT})?", read_weekday),
    _rule(rf"(?:the )?{_P}?{_NO_MONEY}{_Y}(?![%-]| ?%)", read_year),
)  # fmt: skip
