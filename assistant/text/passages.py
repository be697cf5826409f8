"""Passages: whole sentences, about as many as an embedder reads at once, overlapping by one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.text.clauses import CHARACTERS_PER_WORD, weight
from assistant.text.sentences import Span

WORDS = 120
# What is left at the end joins the last passage when it outgrows it only a little: a passage of
# one short sentence says too little to be found.
_TAIL = 1.2


def passage_spans(text: str, sentences: Sequence[Span], words: int = WORDS) -> list[Span]:
    """Return spans of whole consecutive sentences of about `words` words, in reading order.

    Every sentence is in a passage. The last sentence of a passage opens the next one, unless the
    two sentences together are too long for a passage.
    """
    weights = [weight(text[start:end]) for start, end in sentences]
    passages: list[Span] = []
    first = 0
    while first < len(sentences):
        last = _fill(sentences, weights, first, words)
        passages.append((sentences[first][0], sentences[last][1]))
        if last + 1 == len(sentences):
            break
        overlaps = last > first and _weight(sentences, weights, last, last + 1) <= words
        first = last if overlaps else last + 1
    return passages


def _fill(sentences: Sequence[Span], weights: Sequence[int], first: int, words: int) -> int:
    """Return the last sentence of the passage that begins with the sentence `first`."""
    last, length = first, weights[first]
    fitting = first
    while last + 1 < len(sentences):
        last += 1
        length += weights[last]
        grown = max(length, _stretch(sentences, first, last))
        if grown > words * _TAIL:
            return fitting
        if grown <= words:
            fitting = last
    return last


def _weight(sentences: Sequence[Span], weights: Sequence[int], first: int, last: int) -> int:
    return max(sum(weights[first : last + 1]), _stretch(sentences, first, last))


def _stretch(sentences: Sequence[Span], first: int, last: int) -> int:
    # long white space between sentences is text of the passage, too
    return math.ceil((sentences[last][1] - sentences[first][0]) / CHARACTERS_PER_WORD)
