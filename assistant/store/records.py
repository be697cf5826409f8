"""What the store hands out: stored passages and articles, with what retrieval needs beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.schema import Article, Passage

Span = tuple[int, int]
Vector = NDArray[np.float32]
# What is searched for: a stem, alone or with sets of stems of which each counts as it.
Term = str | tuple[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its vector and the digest of the article version that it stands in."""

    passage: Passage
    vector: Vector
    digest: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it was indexed, with its sentence spans."""

    article: Article
    digest: str
    sentences: tuple[Span, ...]


def sentences_within(sentences: Sequence[Span], start: int, end: int) -> range:
    """Return the places of the sentences that lie wholly between two offsets."""
    first = bisect_left(sentences, (start, -1))
    last = first
    while last < len(sentences) and sentences[last][1] <= end:
        last += 1
    return range(first, last)


def day_number(day: date | None) -> int:
    """Return a date as the integer that every index compares: 20240314, and 0 for none."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def day_of(number: int) -> date | None:
    """Return the date of a `day_number`."""
    return date(number // 10000, number // 100 % 100, number % 100) if number else None
