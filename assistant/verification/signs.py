"""What tells a supported sentence from others where nothing contradicts it outright."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from itertools import pairwise

from assistant.verification.alignment import Aligned


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs of support, each 0 to 1."""

    similarity: float
    coverage: float
    pairs: float
    overlap: float


# Logistic regression over the replies of the even half of mtrag_human_judged that people rate
# faithful or not; the intercept then set so that one true paraphrase in 17 of that half is refused.
_WEIGHTS = Signs(similarity=2.9, coverage=0.95, pairs=1.5, overlap=2.55)
_INTERCEPT = -4.5


def read_signs(aligned: Aligned) -> Signs:
    """Read the signs of an aligned sentence."""
    return Signs(aligned.similarity, aligned.coverage, _pairs(aligned), aligned.overlap)


def support(signs: Signs) -> float:
    """Return how likely a sentence is supported: logistic regression."""
    total = _INTERCEPT + sum(w * s for w, s in zip(astuple(_WEIGHTS), astuple(signs), strict=True))
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
