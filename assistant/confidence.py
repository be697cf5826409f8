"""How sure an answer is: a calibrated probability that what was quoted answers the question.

Everything it is built from is absolute: cosines, and shares of the question's words weighed by how
rare they are in English at large. Nothing is normalised within one list of results, so that 0.7
means the same over a folder of one article and of two thousand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from difflib import get_close_matches

from assistant.candidates import Candidate, coverage, offers
from assistant.question import Query
from assistant.rarity import words
from assistant.retrieval import Evidence, Found
from assistant.words import stems

THRESHOLD = 0.5
_READ = 3  # passages
_SAME_NAME = 0.8  # how alike two spellings of a name are, by difflib


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer, each from 0 to 1 (a cosine may be below 0).

    `passage` and `sentence` are the highest cosines with the question; `covered` and `told` are
    the shares of its words in the best passage and around the best sentence; `rarest` is the share
    of its rarest words (names, numbers) in the best passage; `offered` tells whether the best
    sentence holds the kind of thing asked for; `words` grows with how much the question says;
    `named` is the share of its names and numbers that the best passages hold, in any spelling.
    """

    passage: float
    sentence: float
    covered: float
    told: float
    rarest: float
    offered: float
    words: float
    named: float


WEIGHTS = Signs(4.0, 4.0, 2.0, 1.0, 1.0, 0.3, 0.0, 2.0)
INTERCEPT = -7.0


def confidence(signs: Signs) -> float:
    """Return the probability, by logistic regression (fitted by benchmarks/calibration.py)."""
    total = INTERCEPT + sum(
        weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(signs), strict=True)
    )
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def read_signs(query: Query, evidence: Evidence, ranked: Sequence[Candidate]) -> Signs:
    """Return what speaks for the best candidates to answer the question; some must be there."""
    best = evidence.found[:_READ]
    bodies = [_stems_of(each.stored.passage.title, each.stored.passage.text) for each in best]
    top = ranked[:_READ]
    return Signs(
        passage=max(each.similarity for each in evidence.found),
        sentence=max(each.similarity for each in ranked),
        covered=max(coverage(query, body) for body in bodies),
        told=max(coverage(query, each.stems | each.before) for each in top),
        rarest=max(_rarest_share(query, body) for body in bodies),
        offered=sum(offers(query, each.text) for each in top) / len(top),
        words=min(1.0, sum(query.terms.values()) / 30),
        named=_named_share(query, best),
    )


def _rarest_share(query: Query, found: frozenset[str]) -> float:
    """Return how many of the question's three rarest words stand among stems."""
    rarest = sorted(query.terms, key=lambda term: (-query.terms[term], term))[:3]
    return sum(term in found for term in rarest) / len(rarest) if rarest else 0.0


def _named_share(query: Query, best: Sequence[Found]) -> float:
    """Return the share of the question's names that stand in the best passages together."""
    if not query.names:
        return 1.0
    text = "\n".join(f"{each.stored.passage.title}\n{each.stored.passage.text}" for each in best)
    held = {word.lower() for word in words(text)}
    return sum(_is_held(name.lower(), held) for name in query.names) / len(query.names)


def _is_held(name: str, held: set[str]) -> bool:
    """Tell whether a name stands among words: "Zelensky" as "zelenskyy"."""
    if name in held or set(stems(name)) & held:
        return True
    if len(name) < 4 or name[0].isdigit():
        return False
    return bool(get_close_matches(name, held, n=1, cutoff=_SAME_NAME))


def _stems_of(title: str, text: str) -> frozenset[str]:
    return frozenset(stems(f"{title}\n{text}"))
