"""What an article becomes in the index, and what comes back out of it."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.schema import Article, Filters, Passage
from assistant.text.languages import LANGUAGES, language_of, named_language
from assistant.text.passages import WORDS, Span, passage_spans
from assistant.text.sentences import sentence_spans
from assistant.text.visible import visible

Vector = NDArray[np.float32]
# What is searched for: a stem, alone or with sets of stems of which each counts as it.
Term = str | tuple[str, tuple[frozenset[str], ...]]


# Raise this when sentences or passages are cut differently: every index is then built anew (and
# only texts that were never embedded are embedded).
SPLITTER = "2"


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


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage to store: its place in the article, what is embedded for it, and the hash of that.

    `parts` are spans of `embedded`: the headline and every whole sentence.
    """

    id: str
    start: int
    end: int
    embedded: str
    parts: tuple[Span, ...]
    hash: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to store, split and digested."""

    article: Article
    digest: str
    sentences: tuple[Span, ...]
    passages: tuple[PassageRow, ...]


def recipe(embedder: str) -> str:
    """Name everything that passages and vectors depend on, given the embedder's recipe."""
    return f"{embedder} splitter={SPLITTER} words={WORDS}"


def digest(article: Article) -> str:
    """Name this version of an article: text, title, source, date and url."""
    day = day_number(article.published)
    return digest_of(article.title, article.text, article.source, day, article.url)


def digest_of(title: str, text: str, source: str, day: int, url: str) -> str:
    """Return the same from what is stored of an article; `day` is a `day_number`."""
    published = day_of(day)
    parts = [text, title, source, published.isoformat() if published else "", url]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def entry(article: Article, embedder: str) -> Entry:
    """Split an article; `embedder` is the recipe of the embedder."""
    version = digest(article)
    article = replace(article, language=_language(article))
    sentences = tuple(sentence_spans(article.text, article.language))
    rows = tuple(
        _row(article, f"{article.id}@{version[:12]}#{place:04d}", span, sentences, embedder)
        for place, span in enumerate(passage_spans(article.text, sentences))
    )
    return Entry(article, version, sentences, rows)


def _language(article: Article) -> str:
    """Return the language that an article is in: what its file says, else what it is like."""
    declared = article.language or article.metadata.get("language", "")
    return named_language(declared) or language_of(f"{article.title}\n{article.text}", LANGUAGES)


def _row(
    article: Article, key: str, span: Span, sentences: Sequence[Span], embedder: str
) -> PassageRow:
    """Describe a passage. Its title is embedded with it, and says what it is about."""
    start, end = span
    seen = visible(f"{article.title}\n{article.text[start:end]}")
    shift = len(article.title) + 1 - start
    inner = [sentences[place] for place in sentences_within(sentences, start, end)]
    standing = ((0, len(article.title)), *((one + shift, other + shift) for one, other in inner))
    parts = tuple(seen.here(*part) for part in standing)
    name = f"{embedder}\0{parts}\0{seen.text}"
    vector = hashlib.sha256(name.encode()).digest()[:16]
    return PassageRow(key, start, end, seen.text, parts, vector)


def sentences_within(sentences: Sequence[Span], start: int, end: int) -> range:
    """Return the places of the sentences that lie wholly between two offsets."""
    first = bisect_left(sentences, (start, -1))
    last = first
    while last < len(sentences) and sentences[last][1] <= end:
        last += 1
    return range(first, last)


def day_bounds(filters: Filters) -> tuple[int, int]:
    """Return the first and the last `day_number` that passes a date filter; undated is 0."""
    first = day_number(filters.since) or (0 if filters.undated else 1)
    return first, day_number(filters.until) or 99991231


def day_number(day: date | None) -> int:
    """Return a date as the integer that every index compares: 20240314, and 0 for none."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def day_of(number: int) -> date | None:
    """Return the date of a `day_number`."""
    return date(number // 10000, number // 100 % 100, number % 100) if number else None
