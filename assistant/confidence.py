"""How sure an answer is: a calibrated probability that what was quoted answers the question.

Everything it is built from is absolute: cosines, and shares of the question's words weighed by how
rare they are in English at large. Nothing is normalised within one list of results, so that 0.7
means the same over a folder of one article and of two thousand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from difflib import get_close_matches

from assistant.candidates import TITLE, Candidate
from assistant.question import Query, coverage
from assistant.rarity import words
from assistant.retrieval import Evidence, Found
from assistant.words import stems

THRESHOLD = 0.4
_READ = 3  # passages
_SAME_NAME = 0.8  # how alike two spellings of a name are, by difflib


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer, each from 0 to 1 (a cosine may be below 0).

    `sentence` is the highest cosine of a sentence with the question; `covered`, `beside` and
    `titled` are the largest shares of its words, weighed by rarity, in one of the best passages, in
    two neighbouring sentences and in a headline; `named` is the share of its names and numbers that
    the best passages hold, in any spelling; `timely` is how close the best passages are to the time
    asked about: at least `_FAR` where only an as-of date was given (old news may answer a new
    question), and `_NO_TIME` without any.
    """

    sentence: float
    covered: float
    beside: float
    titled: float
    named: float
    timely: float


# `titled` counts against an answer: words that only a headline holds raise all else, in every
# passage of its article, and say nothing of what the article tells.
WEIGHTS = Signs(7.79, 3.87, 2.69, -3.34, 2.28, 2.86)
INTERCEPT = -11.82
_FAR = 0.5
_NO_TIME = 1.0


def confidence(signs: Signs) -> float:
    """Return the probability, by logistic regression (fitted by benchmarks/calibration.py)."""
    total = INTERCEPT + sum(
        weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(signs), strict=True)
    )
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def read_signs(query: Query, evidence: Evidence, ranked: Sequence[Candidate]) -> Signs:
    """Return what speaks for the best candidates to answer the question; some must be there."""
    best = evidence.found[:_READ]
    passages = [each.stored.passage for each in best]
    sentences = [each for each in ranked if each.place != TITLE] or ranked
    return Signs(
        sentence=max(each.similarity for each in sentences),
        covered=max(coverage(query, _stems(f"{each.title}\n{each.text}")) for each in passages),
        beside=max(coverage(query, each) for each in _pairs(sentences)),
        titled=max(coverage(query, _stems(each.title)) for each in passages),
        named=_named_share(query, best),
        timely=_timely(query, best),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _pairs(sentences: Sequence[Candidate]) -> Iterator[frozenset[str]]:
    """Yield the stems of each sentence with those of the one after it."""
    placed = {each.key: each for each in sentences}
    for (article, place), each in placed.items():
        following = placed.get((article, place + 1))
        yield each.stems | following.stems if following else each.stems


def _timely(query: Query, best: Sequence[Found]) -> float:
    if not query.dated and not query.period:
        return _NO_TIME
    timely = max(each.closeness for each in best[:2])
    return timely if query.period else max(timely, _FAR)


def _named_share(query: Query, best: Sequence[Found]) -> float:
    """Return the share of the question's names that stand in the best passages together."""
    if not query.names:
        return 1.0
    text = "\n".join(f"{each.stored.passage.title}\n{each.stored.passage.text}" for each in best)
    held = {word.lower() for word in words(text)}
    found = frozenset(stems(text)) if query.variants else frozenset()
    is_met = (
        _is_held(name.lower(), held)
        or (bool(found) and all(query.meets(stem, found) for stem in stems(name)))
        for name in query.names
    )
    return sum(is_met) / len(query.names)


def _is_held(name: str, held: set[str]) -> bool:
    """Tell whether a name stands among words: "Zelensky" as "zelenskyy"."""
    if name in held or set(stems(name)) & held:
        return True
    if len(name) < 4 or name[0].isdigit():
        return False
    return bool(get_close_matches(name, held, n=1, cutoff=_SAME_NAME))
