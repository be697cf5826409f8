"""Whether a number stands for something else than what is counted: a list, a part, a rate."""

from __future__ import annotations

import re

from assistant import mentions
from assistant.asked import Sort, Wanted
from assistant.doubts.events import clause
from assistant.mentions import Span
from assistant.question import Query
from assistant.words import stems

_LIST_NUMBER = re.compile(r"\W*\d{1,3}[.)](?=\s|$)")
_CHAIN = re.compile(r"-\d")  # "10-33-41": numbers of a ticket or a telephone
_HOW_MUCH = re.compile(r"\bhow much\b", re.IGNORECASE)
_FRACTION = re.compile(r"\d\.\d+$")
_MAGNITUDE = re.compile(r"\bmagnitude(?: of)?(?: an?)?[ -]$", re.IGNORECASE)
_REST = re.compile(r"\s+(?:other|others|more|additional|further|remaining)\b", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s|-)(?:per|a|an|each)[ -](?:share|month|year|week|day|hour|person|barrel|gallon|head)\b"
)
_PACE = re.compile(
    r"\b(?:hourly|daily|weekly|monthly|annual|yearly|per|an? \w+\W*$)", re.IGNORECASE
)
_TIME = re.compile(r"(?:(?<!light[ -])years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b")
_SIZES = frozenset(stems("far big large tall high deep heavy"))
_MUCH = frozenset(stems("many much"))


_FATES = tuple(
    frozenset(stems(line))
    for line in (
        "die died dies dead death killed kill killing toll",
        "injured injure injuries wounded hurt hospitalized",
        "rescued rescue saved",
        "missing",
        "arrested arrest detained charged",
        "fled flee displaced evacuated evacuate",
    )
)


def is_another_figure(asked: Wanted, query: Query, text: str, span: Span) -> bool:
    """Tell whether a number is that of a list, a part, a rate, of others, or in another unit."""
    value, after = text[slice(*span)], text[span[1] :]
    if _LIST_NUMBER.match(text) and span[0] <= 3:
        return True
    if _CHAIN.match(after):
        return True
    if _is_another_fate(query, text, span):
        return True
    if asked.sort is Sort.MONEY:
        return bool(_RATE.match(after)) and not _PACE.search(query.text)
    if asked.sort is Sort.SPAN:
        return bool(asked.noun & _SIZES and _TIME.search(value))
    if asked.sort is not Sort.COUNT:
        return False
    if value.isdigit() and _HOW_MUCH.search(query.text):
        return True
    if _REST.match(after) and not _REST.search(query.text):
        return True
    return _is_of_another_unit(asked, text, span)


def _is_of_another_unit(asked: Wanted, text: str, span: Span) -> bool:
    """Tell whether a number has a unit, or a fraction, that the counted things have not."""
    value, before, after = text[slice(*span)], text[: span[0]], text[span[1] :]
    counted = asked.noun - _MUCH
    if not counted or counted & set(stems(value)):
        return False
    if mentions.SPAN.search(value):
        return True
    beside = {*stems(before)[-3:], *stems(after)[:4]}
    other = _FRACTION.search(value) or _MAGNITUDE.search(before)
    return bool(other) and not counted & beside


def _is_another_fate(query: Query, text: str, span: Span) -> bool:
    """Tell whether a number is of people whom another fate befell: the rescued are not dead."""
    asked_for = [fate for fate in _FATES if fate & query.terms.keys()]
    here, told = set(stems(text[slice(*clause(text, span))])), set(stems(text))
    if not asked_for or any(fate & here for fate in asked_for):
        return False
    return any(fate & here for fate in _FATES) or not any(fate & told for fate in asked_for)
