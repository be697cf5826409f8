"""What several clues have in common: the one name that each of them is told of.

Every clue is read by itself; the names that the reader points at in one are votes, and those that
only stand in a sentence of another count for less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.sentences import Sentence
from assistant.answering.shortanswer import echoes
from assistant.answering.values import has_name
from assistant.question.query import Query
from assistant.text.words import content_stems

_MARGIN = 9.0  # log odds below the best of a clue at which a name is still a vote
_SURE = 5.0  # log odds above which all are alike
_NAMED = 4.0  # log odds that a name loses which the reader does not point at
_LEAST = -15.0

Clue = tuple[Query, Sequence[Sentence]]


def in_common(clues: Sequence[Clue]) -> list[Sentence]:
    """Return for each clue that a name answers the sentence that has it; none without two."""
    best: list[Sentence] = []
    most = _LEAST * len(clues)
    for name in dict.fromkeys(_names(clues)):
        told = [max(_votes(name, each), key=lambda vote: vote[0], default=None) for each in clues]
        total = sum(vote[0] if vote else _LEAST for vote in told)
        found = [vote[1] for vote in told if vote]
        if total > most and len(found) >= max(2, len(clues) - 1):
            best, most = found, total
    return best


def _names(clues: Sequence[Clue]) -> Iterator[frozenset[str]]:
    for query, sentences in clues:
        for each in sentences:
            if has_name(each.answer) and not echoes(query, each.answer):
                yield frozenset(content_stems(each.answer, each.language))


def _votes(name: frozenset[str], clue: Clue) -> Iterator[tuple[float, Sentence]]:
    """Yield the sentences of a clue that name somebody, with the log odds that it is the answer."""
    _, sentences = clue
    best = max((each.span.score for each in sentences), default=0.0)
    for each in sentences:
        said = set(content_stems(each.answer, each.language))
        pointed = 2 * len(said & name) >= min(len(said), len(name)) > 0
        if pointed and each.span.score >= best - _MARGIN:
            yield min(each.span.score, _SURE), each
        elif name <= each.stems:
            yield min(each.span.score, _SURE) - _NAMED, each
