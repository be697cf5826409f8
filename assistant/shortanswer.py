"""The words of a quoted answer that answer the question by themselves, to be set in bold.

Where a question asks for a name, a place, a time or a number, every mention of that sort in the
quotes is weighed by how near it stands to the question's own words, on which side of the verb, and
by what the words around it say of it. In doubt nothing is picked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant import mentions
from assistant.asked import COUNTED, Sort, Wanted, wanted
from assistant.doubts import holds_essentials, is_doubtful, is_unfit
from assistant.mentions import Span
from assistant.question import Query
from assistant.schema import Citation
from assistant.strength import mentions_in
from assistant.weighing import Sentence, Signs, read_signs, score
from assistant.words import stems

LEAST = 1.8
_MARGIN = 0.5  # over the best mention that says something else
_SAME_SPELLING = 0.8
_LEAST_NAME = 3.0  # of a company, a team or the like nothing but nearness tells


@dataclass(frozen=True, slots=True)
class Pick:
    """A mention that may be the answer: its span in the answer's text, and how good it is."""

    score: float
    span: Span
    signs: Signs
    least: float
    doubtful: bool


def short_answer(query: Query, text: str, citations: Sequence[Citation]) -> tuple[Span, ...]:
    """Return the span of the answer's text that answers by itself, or none.

    What speaks against the best mention speaks against all: the next best is seldom right.
    """
    picks = ranked(query, text, citations)
    if not picks or picks[0].score < picks[0].least or picks[0].doubtful:
        return ()
    return (picks[0].span,) if _is_clear(query, text, picks) else ()


def _is_clear(query: Query, text: str, picks: Sequence[Pick]) -> bool:
    """Tell whether what differs from the best mention is clearly worse.

    Several figures stand in many a sentence: the noun beside tells them apart, not the score.
    """
    asked = wanted(query.text)
    if asked and asked.sort in COUNTED:
        return True
    best = text[slice(*picks[0].span)]
    for other in picks[1:]:
        if not _are_alike(best, text[slice(*other.span)]):
            return picks[0].score - other.score >= _MARGIN
    return True


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two mentions say the same: "Lin" and "Ada Lin", "Rask" and "Rasck"."""
    first, second = set(stems(one)), set(stems(other))
    if first <= second or second <= first:
        return True
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SAME_SPELLING


def ranked(query: Query, text: str, citations: Sequence[Citation]) -> list[Pick]:
    """Return what may be the answer, best first; ties in reading order."""
    asked = wanted(query.text)
    if asked is None:
        return []
    picks = []
    least = _LEAST_NAME if asked.sort is Sort.NAME else LEAST
    for sentence in _sentences(asked, query, text, citations):
        found = list(mentions_in(asked, query, sentence))
        for span in found:
            if is_unfit(asked, query, sentence, span):
                continue
            doubtful = is_doubtful(asked, query, sentence, span)
            signs = read_signs(asked, query, sentence, span)
            start, end = _in_full(asked, sentence.text, span, found)
            placed = sentence.start + start, sentence.start + end
            picks.append(Pick(score(signs), placed, signs, least, doubtful))
    return sorted(picks, key=lambda pick: (-pick.score, pick.span))


def _sentences(
    asked: Wanted, query: Query, text: str, citations: Sequence[Citation]
) -> list[Sentence]:
    """Return the quotes that hold what an answer cannot do without."""
    first = {(each.answer_start, each.answer_end): each for each in reversed(citations)}
    names = frozenset(
        each.quote[start:end] for each in citations for start, end in mentions.named(each.quote)
    )
    return [
        Sentence(text[start:end], start, order, cited.source, frozenset(stems(cited.title)), names)
        for order, ((start, end), cited) in enumerate(sorted(first.items()))
        if holds_essentials(asked, query, text[start:end], cited.title)
    ]


def _in_full(asked: Wanted, text: str, span: Span, found: Sequence[Span]) -> Span:
    """Take in what belongs to a mention: "Ada Lin and Bo Rask", "19 pupils and two teachers"."""
    if asked.several:
        return _with_listed(text, span, found)
    if asked.sort is Sort.COUNT and not asked.noun - _PEOPLE:
        both = _AND_OTHERS.match(text, span[1])
        return span[0], both.end() if both else span[1]
    return span


def _with_listed(text: str, span: Span, found: Sequence[Span]) -> Span:
    """Take in what is listed with a mention: "Ada Lin and Bo Rask"."""
    start, end = span
    for each in sorted(found):
        if _JOINT.fullmatch(text[end : each[0]]):
            end = each[1]
    for each in sorted(found, reverse=True):
        if _JOINT.fullmatch(text[each[1] : start]):
            start = each[0]
    return start, end


_JOINT = re.compile(r",? and (?:the )?|, (?:the )?")
_PEOPLE = frozenset(stems("many people persons"))
_AND_OTHERS = re.compile(
    r" (?!people\b)[a-z]+s and (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" (?:[a-z]+s|child\w*|teacher|adult|man|woman)\b"
)
