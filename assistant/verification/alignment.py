"""Which statements a sentence is told by: the one that says most of it, and what adds to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.verification.reading import Reading, Token, read
from assistant.verification.statements import Statement

_MOST = 3  # statements for one sentence
_GAIN = 0.08  # share of the words that another statement must add
_SIMILARITY = 0.5  # what a cosine weighs beside the share of words
_ASKED = 0.35  # what a word of the question weighs: context, more than claim
_PREFIX = 5  # letters that a word and its relative share: decide, decision
_RELATED = 0.7


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence beside its statements (best first), with the share of its words they hold.

    `overlap` is the plain share of its words, small ones too, that stand anywhere in the evidence.
    """

    sentence: Reading
    statements: tuple[Statement, ...]
    readings: tuple[Reading, ...]
    similarity: float
    coverage: float
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
    total = max(float(weights.sum()), 1e-9)
    return Aligned(
        sentence,
        tuple(statements[place] for place in chosen),
        tuple(readings[place] for place in chosen),
        float(similarities[chosen].max(initial=0.0)),
        float(best @ weights) / total,
        _overlap(sentence, readings),
        tuple(token for token, share in zip(words, best, strict=True) if share < _RELATED),
    )


def _overlap(sentence: Reading, readings: Sequence[Reading]) -> float:
    """Return the share of all distinct words, small ones too, that stand anywhere."""
    words = {token.lemma: token.forms for token in sentence.tokens}
    known = frozenset().union(*(reading.known for reading in readings))
    return sum(bool(forms & known) for forms in words.values()) / max(1, len(words))


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
    if len(stem) < _PREFIX or not stem.isalpha():
        return 0.0
    related = any(
        word.startswith(stem[:_PREFIX]) and abs(len(word) - len(stem)) < _PREFIX
        for word in reading.known
    )
    return _RELATED if related else 0.0
