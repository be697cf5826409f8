"""Choosing which sentences to quote: few, no repeats, none that hangs in the air, in good order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.sentences import TITLE, Sentence, holds
from assistant.models.reader import Span

_CLOSE = 2.0  # a sentence that scores this much below a headline still says it in full
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
    ranked: Sequence[Sentence],
    budget: Budget,
    preceding: Callable[[Sentence], Sentence | None],
) -> list[Sentence]:
    """Return what to quote, best first; `preceding` gives the sentence before one.

    The best sentence, then those that answer too: a further one must score within the margin of
    the best. A headline is quoted only where no sentence says the same.
    """
    picked: list[Sentence] = []
    quotes = 0
    for each in (_in_full(each, ranked) for each in ranked):
        if picked and (each.score < ranked[0].score - budget.margin or quotes >= budget.sentences):
            break
        group = _with_lead(each, picked, preceding)
        words = sum(part.length for part in [*picked, *group])
        if not group or (picked and words > budget.words) or _repeats(each, picked):
            continue
        picked += group
        quotes += 1
    return picked


def _in_full(each: Sentence, ranked: Sequence[Sentence]) -> Sentence:
    """Return in place of a headline the best sentence that gives its answer, if there is one."""
    if each.place != TITLE:
        return each
    for other in ranked:
        close = other.score >= each.score - _CLOSE and holds(other, each)
        if other.place != TITLE and (close or alike(each, other)):
            start = other.text.lower().find(each.answer.lower())
            span = Span(start, start + len(each.answer), each.span.score)
            told = other.span if start < 0 else span
            return replace(each, part="text", place=other.place, start=other.start, end=other.end,
                           article=other.article, span=told)  # fmt: skip
    return each


def _with_lead(
    each: Sentence,
    picked: Sequence[Sentence],
    preceding: Callable[[Sentence], Sentence | None],
) -> list[Sentence]:
    """Return the sentence with the one it continues, or alone where that one hangs too."""
    if each.key in {other.key for other in picked}:
        return []
    if not hangs(each.text):
        return [each]
    before = preceding(each)
    if before is None or before.key in {other.key for other in picked} or hangs(before.text):
        return [each]
    return [before, each]


def _repeats(each: Sentence, picked: Sequence[Sentence]) -> bool:
    return any(alike(each, other) for other in picked)


def alike(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences say nearly the same in nearly the same words."""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) / shorter > _ENOUGH_ALIKE


def reading_order(picked: Sequence[Sentence]) -> list[Sentence]:
    """Keep the best sentence first, with its lead, and put the others in order as they stand."""
    first = 1 + (len(picked) > 1 and picked[0].score < picked[1].score)
    articles = list(dict.fromkeys(each.article.article.id for each in picked))
    rest = sorted(
        picked[first:], key=lambda each: (articles.index(each.article.article.id), each.place)
    )
    return [*picked[:first], *rest]
