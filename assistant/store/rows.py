"""Rows of the manifest: what they hold, and how articles, spans and vectors are put into them."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from assistant.schema import Article
from assistant.store.records import Span, Vector, day_number

ANY = "(SELECT value FROM json_each(?))"
"""What `one_of` fills: any number of texts in a statement that is always the same.

Every connection keeps what it has compiled. With a mark for each value, each number of values was
another statement: 40 KB for each, in every thread that answers (`benchmarks.users`).
"""

_PAGE = 500  # values in one SQL statement
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is known of a corpus file: how it looked at the sync that read it, and when that was."""

    size: int
    modified: int
    synced: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What is compared to find out whether a stored article is still the wanted one."""

    digest: str
    path: str
    author: str
    metadata: str


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


def text_rows(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, str]]:
    """Yield (passage id, title, text, day number, source) of every passage, in a fixed order."""
    articles = db.execute("SELECT id, title, published, source, text FROM articles ORDER BY id")
    for article, title, published, source, text in articles:
        spans = db.execute(
            'SELECT id, start, "end" FROM passages WHERE article = ? ORDER BY place', (article,)
        )
        for passage, start, end in spans:
            yield passage, title, text[start:end], published, source


def pages(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in lists short enough for one SQL statement."""
    iterator = iter(items)
    while page := list(islice(iterator, _PAGE)):
        yield page


def marks(page: Sequence[object]) -> str:
    """Return the placeholders for a page of values."""
    return ",".join("?" * len(page))


def one_of(texts: Iterable[str]) -> str:
    """Return what `ANY` stands for: the texts, each once, as JSON."""
    return json.dumps(list(dict.fromkeys(texts)))


def as_matrix(blobs: Sequence[bytes]) -> Vector:
    """Return stored vectors as the rows of a matrix."""
    if not blobs:
        return np.empty((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(blobs), -1)


def metadata_json(article: Article) -> str:
    """Return an article's metadata as it is stored and compared."""
    return json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True)


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    """Return the spans of a packed blob."""
    return tuple((start, end) for start, end in struct.iter_unpack("<II", blob))


def article_row(entry: Entry) -> tuple[str | int | bytes, ...]:
    """Return the values of an article's row, in the order of its columns."""
    article = entry.article
    return (
        article.id,
        entry.digest,
        article.path,
        article.title,
        article.source,
        article.author,
        day_number(article.published),
        article.url,
        metadata_json(article),
        len(article.text.split()),
        b"".join(struct.pack("<II", *span) for span in entry.sentences),
        article.text,
    )
