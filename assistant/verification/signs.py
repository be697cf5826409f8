"""What tells a supported sentence from others where nothing contradicts it outright."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from itertools import pairwise

from assistant.verification.alignment import Aligned

_RAREST = 5.8


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of support, each about 0 to 1."""

    similarity: float
    coverage: float
    best_coverage: float
    missing: float
    pairs: float
    length: float


_WEIGHTS = (4.0, 5.0, 1.0, -1.0, 1.0, 0.0)
_INTERCEPT = -5.0


def read_signs(aligned: Aligned, question: str) -> Signs:
    """Read the signs of an aligned sentence."""
    words = [token for token in aligned.sentence.tokens if token.weight]
    missing = max((token.weight for token in aligned.missing), default=0.0) / _RAREST
    return Signs(
        aligned.similarity,
        aligned.coverage,
        aligned.best_coverage,
        missing,
        _pairs(aligned),
        math.log(1 + len(words)) / 4,
    )


def support(signs: Signs) -> float:
    """Return how likely a sentence is supported: logistic regression."""
    total = _INTERCEPT + sum(w * s for w, s in zip(_WEIGHTS, astuple(signs), strict=True))
    return 1 / (1 + math.exp(-total))


def _pairs(aligned: Aligned) -> float:
    """Return the share of neighbouring content words that are also near in a statement."""
    own = [token.lemma for token in aligned.sentence.tokens if token.weight]
    pairs = {frozenset(pair) for pair in pairwise(own) if pair[0] != pair[1]}
    if not pairs:
        return aligned.coverage
    near = set()
    for reading in aligned.readings:
        words = [token.lemma for token in reading.tokens if token.weight]
        for place, word in enumerate(words):
            near |= {frozenset((word, other)) for other in words[place + 1 : place + 4]}
    return len(pairs & near) / len(pairs)
