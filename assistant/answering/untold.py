"""What the articles say is not known, or was not told: an answer of its own, and an honest one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.sentences import TITLE, Sentence
from assistant.question.expected import AnswerKind
from assistant.question.query import Query
from assistant.text.words import stems

_MARGIN = 3.0  # log odds below the best
_ALIKE = 0.5  # cosine with the question
_NOT_TOLD = re.compile(
    r"(?:\b(?:not|never|yet to|declin\w+ to|refus\w+ to|without)\b|n['’]t\b)(?: \w+){0,3}?"
    r" (?:releas|disclos|identif|nam(?:e|ed|ing)\b|announc|reveal|offer|giv|provid|know|specif|"
    r"determin|say\b|said\b|clear\b)\w*|\bun(?:known|clear|named|identified|disclosed|specified)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:pric|cost|amount|sum|value|financial terms|how much)\w*", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:numbers?|how many|totals?|tolls?)\b", re.IGNORECASE)
_DETAILS = {
    AnswerKind.TIME: re.compile(r"\b(?:dates?|when|timing|timeline|timetable)\b", re.IGNORECASE),
    AnswerKind.PLACE: re.compile(r"\b(?:where|locations?|whereabouts)\b", re.IGNORECASE),
}
_NAMES = re.compile(
    r"\b(?:names?|named|identit(?:y|ies)|(?:un)?identified|unnamed)\b", re.IGNORECASE
)
_WHY = re.compile(r"\b(?:why|motives?|causes?|reasons?)\b", re.IGNORECASE)


def untold(query: Query, ranked: Sequence[Sentence], *, answered: bool = False) -> Sentence | None:
    """Return the sentence that says of what the question asks that it is not told, if there is one.

    It stands in the article that answers best. It names the very thing whose name is asked for, or
    nothing seems to have `answered` and it answers nearly as well as the best.
    """
    detail = _detail(query)
    called = frozenset(stems(query.expected.called))
    for each in ranked if detail else ():
        is_near = each.key[0] == ranked[0].key[0] and each.similarity >= _ALIKE
        is_ranked = not answered and each.score > ranked[0].score - _MARGIN
        is_own = bool(called) and called <= each.stems
        if is_near and (is_ranked or is_own) and _says_so(each, detail):
            return each
    return None


def _says_so(each: Sentence, detail: re.Pattern[str] | None) -> bool:
    told = bool(_NOT_TOLD.search(each.text) and detail and detail.search(each.text))
    return told and each.place != TITLE


def _detail(query: Query) -> re.Pattern[str] | None:
    """Return what a sentence calls that which the question asks for."""
    expected = query.expected
    if expected.by_name or expected.kind is AnswerKind.PERSON:
        return _NAMES
    if expected.units:
        return _COUNT if expected.units == {""} else _MONEY
    if expected.words == "why":
        return _WHY
    return _DETAILS.get(expected.kind)
