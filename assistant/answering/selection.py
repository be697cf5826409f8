"""Choosing which sentences to quote: few, no repeats, none that hangs in the air, in good order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.sentences import TITLE, Sentence, asks
from assistant.models.reader import Span

_UNANSWERING = -12.0  # log odds below which a sentence is no further answer
_LED = 45  # words of a sentence with the one it leans on: a longer quote is worse to read than "he"
_ENOUGH_ALIKE = 0.75  # shared stems, as a share of the shorter sentence

# A sentence that opens like this, or says "he said" of a quotation, is about somebody whom the one
# before names.
_LEANING = re.compile(
    r"^[\"“'‘(\[]*(?:(?:but|and|so|yet|however|still|then|also|instead|meanwhile)[, ]+)?"
    r"(?:he|she|they|his|her|their)\b|[,.!?][\"”’'] (?:he|she|they)\b",
    re.IGNORECASE,
)

_END = re.compile(r"[.!?…:][\"”’'»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be quoted, and how far below the best sentence a further one may score.

    With `lines`, a further quote may be a line that is no sentence, as the items of a list are.
    """

    words: int
    sentences: int
    margin: float
    lines: bool = False


def is_sentence(text: str) -> bool:
    """Tell a sentence, which ends as one, from a heading, a link or a name that stands alone."""
    return bool(_END.search(text))


def leans(text: str) -> bool:
    """Tell whether a sentence leans on the one before: "He also said ..."."""
    return bool(_LEANING.search(text))


def select(
    ranked: Sequence[Sentence],
    budget: Budget,
    preceding: Callable[[Sentence], Sentence | None],
) -> list[Sentence]:
    """Return what to quote, best first; `preceding` gives the sentence before one.

    The best sentence, then those that answer too: a further one must score within the margin of
    the best, and hold an answer of its own. A headline or another line that is no sentence is
    quoted only where nothing is better, and no sentence says the same.
    """
    picked: list[Sentence] = []
    for each in (_in_full(each, ranked) for each in ranked):
        if picked and each.score < ranked[0].score - budget.margin:
            break
        if len(picked) >= budget.sentences:
            break
        if picked and each.span.score < _UNANSWERING:
            continue
        told = each
        if not any(before.key == (each.key[0], each.place - 1) for before in picked):
            told = _with_lead(each, preceding, budget.words)
        words = sum(part.length for part in [*picked, told])
        idle = each.place == TITLE or not (budget.lines or is_sentence(each.text))
        if picked and (idle or words > budget.words or _repeats(each, picked)):
            continue
        picked.append(told)
    return picked


def _in_full(each: Sentence, ranked: Sequence[Sentence]) -> Sentence:
    """Return in place of a heading the best sentence that says the same, if there is one."""
    if each.place != TITLE and is_sentence(each.text):
        return each
    for other in ranked:
        if other.place != TITLE and is_sentence(other.text) and alike(each, other):
            start = other.text.lower().find(each.answer.lower())
            span = Span(start, start + len(each.answer), each.span.score)
            return replace(
                other,
                span=other.span if start < 0 else span,
                share=each.share,
                vote=each.vote,
                score=each.score,
            )
    return each


def _with_lead(
    each: Sentence, preceding: Callable[[Sentence], Sentence | None], words: int
) -> Sentence:
    """Return a sentence together with the one it leans on, as one piece of their paragraph.

    The answer to a question that the writer puts leans on it: "Why did it close? Rust."
    """
    before = preceding(each)
    if before is None or leans(before.text) or not (leans(each.text) or asks(before.text)):
        return each
    shift = each.start - before.start
    span = Span(each.span.start + shift, each.span.end + shift, each.span.score)
    both = replace(each, start=before.start, span=span)
    return each if "\n" in both.text or both.length > min(words, _LED) else both


def _repeats(each: Sentence, picked: Sequence[Sentence]) -> bool:
    return any(alike(each, other) for other in picked)


def alike(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences say nearly the same in nearly the same words."""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) / shorter > _ENOUGH_ALIKE


def reading_order(picked: Sequence[Sentence]) -> list[Sentence]:
    """Keep the first sentence first, and put the others in order as they stand."""
    articles = list(dict.fromkeys(each.article.article.id for each in picked))
    rest = sorted(
        picked[1:], key=lambda each: (articles.index(each.article.article.id), each.place)
    )
    return [*picked[:1], *rest]
