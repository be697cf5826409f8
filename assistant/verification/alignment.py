"""Which statements a sentence is told by, and whether one place tells what an answer says.

Each half of a wrong answer may be told: that one man founded a firm, and that another is the
richest. What answers must stand where the question's own words stand, too (`bound`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.verification.reading import PREFIX_LENGTH, Reading, Token, read
from assistant.verification.statements import Statement

_MOST = 3  # statements for one sentence
_GAIN = 0.08  # share of the words that another statement must add
_SIMILARITY = 0.5  # what a cosine weighs beside the share of words
_ASKED = 0.35  # what a word of the question weighs: context, more than claim
_RELATED = 0.7
APART = 0.67
"""What less of is told in one place is told nowhere."""
_NEW = 0.6  # share of what an answer adds that makes a statement one of it
_BEFORE, _AFTER = 2, 1  # statements around it that a reader takes together


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence beside its statements (best first), and the signs (0 to 1) that they support it.

    `pairs` is the share of neighbouring words that are near each other there too; `overlap` that of
    all words, small ones too, that stand anywhere in the evidence.
    """

    sentence: Reading
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    similarity: float
    pairs: float
    overlap: float
    missing: tuple[Token, ...]


def align(
    text: str, vector: NDArray[np.float32], statements: Sequence[Statement], question: str
) -> Aligned:
    """Choose up to three statements for a sentence."""
    sentence, asked = read(text), read(question).known
    words = [token for token in sentence.tokens if token.weight]
    weights = np.array([t.weight * (_ASKED if t.lemma in asked else 1.0) for t in words])
    readings = [read(each.text) for each in statements]
    holding = np.array([[held(token, reading) for token in words] for reading in readings])
    holding = holding.reshape(len(readings), len(words))
    similarities = np.array([float(each.vector @ vector) for each in statements])
    chosen = _choose(holding, weights, similarities)
    best = holding[chosen].max(axis=0, initial=0.0)
    near = [readings[place] for place in chosen]
    return Aligned(
        sentence,
        tuple(statements[place] for place in chosen),
        tuple(near),
        float(similarities[chosen].max(initial=0.0)),
        _pairs(words, near),
        _overlap(sentence, readings),
        tuple(token for token, share in zip(words, best, strict=True) if share < _RELATED),
    )


def _overlap(sentence: Reading, readings: Sequence[Reading]) -> float:
    """Return the share of all distinct words, small ones too, that stand anywhere."""
    words = {token.lemma: token.forms for token in sentence.tokens}
    known = frozenset().union(*(reading.known for reading in readings))
    return sum(bool(forms & known) for forms in words.values()) / max(1, len(words))


def _pairs(own: Sequence[Token], readings: Sequence[Reading]) -> float:
    """Return the share of neighbouring content words that are also near in a statement."""
    pairs = {frozenset((one.lemma, two.lemma)) for one, two in pairwise(own)}
    pairs = {pair for pair in pairs if len(pair) > 1}
    near = set()
    for reading in readings:
        words = [token.lemma for token in reading.tokens if token.weight]
        for place, word in enumerate(words):
            near |= {frozenset((word, other)) for other in words[place + 1 : place + 4]}
    return len(pairs & near) / len(pairs) if pairs else 1.0


def _choose(
    holding: NDArray[np.float64], weights: NDArray[np.float64], similarities: NDArray[np.float64]
) -> list[int]:
    """Return the places of the statement that says most, and of those that say more of the rest."""
    if not len(similarities):
        return []
    total = max(float(weights.sum()), 1e-9)
    scores = holding @ weights / total + _SIMILARITY * similarities
    chosen = [int(scores.argmax())]
    while len(chosen) < _MOST:
        best = holding[chosen].max(axis=0, initial=0.0)
        gains = np.maximum(holding - best, 0.0) @ weights / total
        gains[gains < _GAIN] = -1.0
        gains = gains + 0.3 * similarities * (gains > 0)
        place = int(gains.argmax())
        if gains[place] <= 0:
            break
        chosen.append(place)
    return chosen


def held(token: Token, reading: Reading) -> float:
    """Return whether a text has a word (1), a relative of it, or neither (0)."""
    if token.forms & reading.known:
        return 1.0
    stem = token.lemma
    if len(stem) < PREFIX_LENGTH or not stem.isalpha():
        return 0.0
    return _RELATED if stem[:PREFIX_LENGTH] in reading.prefixes else 0.0


def bound(sentence: str, question: str, statements: Sequence[Statement]) -> float:
    """Return the largest share of question and answer together that one place tells (0..1).

    Words count by how rare they are. A place is a statement that tells most of what the answer
    adds to the question, with its neighbours and its headline.
    """
    asked, said = read(question), read(sentence)
    added = [token for token in _words(said) if not token.forms & asked.known]
    claim = {token.lemma: token for token in [*_words(asked), *_words(said)]}.values()
    return max(
        (
            _share(claim, place)
            for own, place in _places(statements)
            if not added or _share(added, [own]) >= _NEW
        ),
        default=0.0,
    )


def _words(reading: Reading) -> list[Token]:
    return [token for token in reading.tokens if token.weight]


def _places(statements: Sequence[Statement]) -> Iterable[tuple[Reading, list[Reading]]]:
    """Yield each statement with what stands around it in its article, headline included."""
    articles: dict[str, list[Statement]] = {}
    for each in statements:
        articles.setdefault(each.quote.article.article.id, []).append(each)
    for of_one in articles.values():
        readings = [read(each.text) for each in of_one]
        title = read(of_one[0].quote.article.article.title)
        for at, own in enumerate(readings):
            yield own, [title, *readings[max(0, at - _BEFORE) : at + _AFTER + 1]]


def _share(words: Iterable[Token], place: Sequence[Reading]) -> float:
    """Return the share of words, by weight, that a place holds."""
    words = list(words)
    told = sum(word.weight * max(held(word, reading) for reading in place) for word in words)
    return told / max(sum(word.weight for word in words), 1e-9)
