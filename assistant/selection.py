"""Choosing which sentences to quote: few, no repeats, none that hangs in the air, in good order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.candidates import TITLE, Candidate

_ENOUGH_ALIKE = 0.75  # shared stems, as a share of the shorter sentence

# A sentence that opens like this continues the one before: alone, nobody knows who "he" is.
_HANGING = re.compile(
    r"^[\"“'‘(\[]*(?:(?:but|and|so|yet|however|still|then|also|instead|meanwhile)[, ]+)?"
    r"(?:he|she|they|it|this|that|these|those|such|his|her|their|its|both|the (?:move|decision|"
    r"announcement|statement|plan|deal|agreement|incident|attack|ruling|pair|two|duo|trio|couple|"
    r"latter|former|measure|news|change|order|proposal|request|claim|remarks?|comments?|results?|"
    r"figures?|findings))\b",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"^(?:it(?:['’]s| is| was| remains) (?:not )?(?:unclear|clear|also|the first|possible|likely|"
    r"important|un\w+)|this (?:week|month|year|summer|spring|autumn|winter|story|article|time)|"
    r"that['’]s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be quoted, and how far below the best sentence a further one may score."""

    words: int
    sentences: int
    margin: float


def hangs(text: str) -> bool:
    """Tell whether a sentence leans on the one before: "He also said ...", "Such talks ..."."""
    return bool(_HANGING.match(text)) and not _STANDING.match(text)


def select(
    ranked: Sequence[Candidate],
    budget: Budget,
    preceding: Callable[[Candidate], Candidate | None],
) -> list[Candidate]:
    """Return what to quote, in the order to read it; `preceding` gives the sentence before one.

    A headline says what an article is about: it neither sets the bar for sentences nor counts as
    one, so that it seldom answers alone; a sentence that says the same and more takes its place.
    """
    picked: list[Candidate] = []
    quotes = 0
    sentences = [each.score for each in ranked if each.place != TITLE]
    best = max(sentences, default=0.0)
    for each in ranked:
        if each.score < best - budget.margin or quotes >= budget.sentences:
            break
        kept = [other for other in picked if not _says_more(each, other)]
        group = _with_lead(each, kept, preceding)
        words = sum(part.length for part in [*kept, *group])
        if not group or words > budget.words or _repeats(each, kept):
            continue
        picked = [*kept, *group]
        quotes += each.place != TITLE
    return reading_order(picked)


def _says_more(each: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence makes a headline superfluous."""
    if each.place == TITLE or other.place != TITLE:
        return False
    return each.length > other.length and alike(each, other)


def _with_lead(
    each: Candidate,
    picked: Sequence[Candidate],
    preceding: Callable[[Candidate], Candidate | None],
) -> list[Candidate]:
    """Return the sentence with the one it continues, or nothing where that one hangs too."""
    if each.key in {other.key for other in picked}:
        return []
    if not hangs(each.text):
        return [each]
    before = preceding(each)
    if before is None:
        return [each] if each.place <= 0 else []
    if before.key in {other.key for other in picked}:
        return [each]
    return [] if hangs(before.text) else [before, each]


def _repeats(each: Candidate, picked: Sequence[Candidate]) -> bool:
    return any(alike(each, other) for other in picked)


def alike(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences say nearly the same in nearly the same words."""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) / shorter > _ENOUGH_ALIKE


def reading_order(picked: Sequence[Candidate]) -> list[Candidate]:
    """Keep the article of the best sentence first, and each article's sentences as they stand."""
    articles = list(dict.fromkeys(each.article.article.id for each in picked))
    return sorted(picked, key=lambda each: (articles.index(each.article.article.id), each.place))
