"""The manifest: one SQLite file that says what the index holds, and keeps its texts and vectors.

`Manifest` is the writer's side; readers use a `Snapshot`. Every method that changes something
leaves the file consistent, so that a process can be killed between any two of them.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from assistant.schema import Article
from assistant.store.packing import pack
from assistant.store.records import Span, Vector, day_number

FILE_NAME = "manifest.sqlite"
SCHEMA_VERSION = "2"
_PAGE = 500  # values in one SQL statement

# `text` comes last in its row: SQLite then reads the head of an article without its text. The
# vectors of a passage's parts (headline, sentences) stand apart from its own for the same reason.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, synced INTEGER);
CREATE TABLE held (path TEXT, place INTEGER, article TEXT, digest TEXT, PRIMARY KEY (path, place));
CREATE TABLE problems (file TEXT, path TEXT, reason TEXT);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    source TEXT NOT NULL, author TEXT NOT NULL, published INTEGER NOT NULL, url TEXT NOT NULL,
    metadata TEXT NOT NULL, words INTEGER NOT NULL, sentences BLOB NOT NULL, text TEXT NOT NULL);
CREATE INDEX articles_published ON articles (published);
CREATE TABLE passages (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, place INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector INTEGER NOT NULL);
CREATE INDEX passages_article ON passages (article, place);
CREATE INDEX passages_vector ON passages (vector);
CREATE TABLE vectors (number INTEGER PRIMARY KEY, hash BLOB UNIQUE NOT NULL, vector BLOB NOT NULL);
CREATE TABLE parts (vector INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE leftovers (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""

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


class Manifest:
    """The writer's connection to the manifest; hold the writer lock while using it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = _open_or_recreate(folder / FILE_NAME)

    def close(self) -> None:
        """Close the connection; what was not committed is rolled back."""
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Group changes into one transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def get(self, key: str) -> str:
        """Return a value of `meta`, or an empty string."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def put(self, key: str, value: str) -> None:
        """Set a value of `meta`."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def next_generation(self) -> None:
        """Tell readers that something changed."""
        # From the clock, so that an index that was deleted and built again is a new one to them.
        number = max(int(self.get("generation") or 0) + 1, time.time_ns() // 1_000_000)
        self.put("generation", str(number))

    # ---- files of the corpus

    def files(self) -> dict[str, FileRow]:
        """Return every file of the last complete sync by path."""
        rows = self._db.execute("SELECT path, size, modified, synced FROM files")
        return {path: FileRow(*rest) for path, *rest in rows}

    def held(self) -> dict[str, list[tuple[str, str]]]:
        """Return the (id, digest) of every article in each file, repeated ids included."""
        found: dict[str, list[tuple[str, str]]] = {}
        rows = self._db.execute("SELECT path, article, digest FROM held ORDER BY path, place")
        for path, article, digest in rows:
            found.setdefault(path, []).append((article, digest))
        return found

    def set_file(self, path: str, row: FileRow, held: Sequence[tuple[str, str]]) -> None:
        """Record what a file holds."""
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
            (path, row.size, row.modified, row.synced),
        )
        self._db.execute("DELETE FROM held WHERE path = ?", (path,))
        self._db.executemany(
            "INSERT INTO held VALUES (?, ?, ?, ?)",
            [(path, place, article, digest) for place, (article, digest) in enumerate(held)],
        )

    def forget_file(self, path: str) -> None:
        """Drop what was recorded of a file that is gone."""
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self._db.execute("DELETE FROM held WHERE path = ?", (path,))

    def problems(self) -> dict[str, list[tuple[str, str]]]:
        """Return the (path with line, reason) of every problem, by file."""
        found: dict[str, list[tuple[str, str]]] = {}
        rows = self._db.execute("SELECT file, path, reason FROM problems ORDER BY rowid")
        for file, path, reason in rows:
            found.setdefault(file, []).append((path, reason))
        return found

    def set_problems(self, problems: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Record the problems of every file, instead of those recorded before."""
        self._db.execute("DELETE FROM problems")
        self._db.executemany(
            "INSERT INTO problems VALUES (?, ?, ?)",
            [(file, *each) for file, found in problems.items() for each in found],
        )

    # ---- articles and passages

    def articles(self) -> dict[str, ArticleRow]:
        """Return what is compared of every stored article, by id."""
        rows = self._db.execute("SELECT id, digest, path, author, metadata FROM articles")
        return {key: ArticleRow(*rest) for key, *rest in rows}

    def passage_ids(self, article_ids: Iterable[str]) -> list[str]:
        """Return the ids of the passages of some articles."""
        found: list[str] = []
        for page in pages(article_ids):
            sql = f"SELECT id FROM passages WHERE article IN ({marks(page)})"
            found.extend(row[0] for row in self._db.execute(sql, page))
        return found

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def store(self, entry: Entry) -> None:
        """Add an article with its passages; their vectors are there already."""
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _article_row(entry)
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?,"
            " (SELECT number FROM vectors WHERE hash = ?))",
            [
                (row.id, entry.article.id, place, row.start, row.end, row.hash)
                for place, row in enumerate(entry.passages)
            ],
        )

    def describe(self, article: Article) -> None:
        """Update what may change of an article without changing its digest."""
        self._db.execute(
            "UPDATE articles SET path = ?, author = ?, metadata = ? WHERE id = ?",
            (article.path, article.author, metadata_json(article), article.id),
        )

    def remove(self, article_ids: Iterable[str]) -> None:
        """Drop articles with their passages; their vectors stay."""
        for page in pages(article_ids):
            self._db.execute(f"DELETE FROM passages WHERE article IN ({marks(page)})", page)
            self._db.execute(f"DELETE FROM articles WHERE id IN ({marks(page)})", page)

    # ---- vectors

    def missing(self, hashes: Iterable[bytes]) -> list[bytes]:
        """Return those hashes that have no vector yet, each once."""
        wanted = list(dict.fromkeys(hashes))
        known: set[bytes] = set()
        for page in pages(wanted):
            sql = f"SELECT hash FROM vectors WHERE hash IN ({marks(page)})"
            known.update(row[0] for row in self._db.execute(sql, page))
        return [key for key in wanted if key not in known]

    def add_vectors(
        self, hashes: Sequence[bytes], vectors: Vector, parts: Sequence[Vector]
    ) -> None:
        """Keep the new vectors of passages and of their parts, safe at once from a kill."""
        rows = [(key, row.tobytes()) for key, row in zip(hashes, vectors, strict=True)]
        packed = [(key, pack(each)) for key, each in zip(hashes, parts, strict=True)]
        with self.change():
            self._db.executemany("INSERT INTO vectors (hash, vector) VALUES (?, ?)", rows)
            self._db.executemany(
                "INSERT INTO parts SELECT number, ?2 FROM vectors WHERE hash = ?1", packed
            )

    def vectors_of(self, hashes: Sequence[bytes]) -> Vector:
        """Return the stored vectors in the order of their hashes, repeats allowed."""
        found: dict[bytes, bytes] = {}
        for page in pages(dict.fromkeys(hashes)):
            sql = f"SELECT hash, vector FROM vectors WHERE hash IN ({marks(page)})"
            found.update(self._db.execute(sql, page).fetchall())
        return as_matrix([found[key] for key in hashes])

    def drop_orphans(self) -> None:
        """Drop the vectors that no passage uses, once they outnumber the used ones."""
        total = self.count("vectors")
        used = "SELECT vector FROM passages"
        (live,) = self._db.execute(f"SELECT count(*) FROM ({used} GROUP BY vector)").fetchone()
        if total - live > live:
            self._db.execute(f"DELETE FROM parts WHERE vector NOT IN ({used})")
            self._db.execute(f"DELETE FROM vectors WHERE number NOT IN ({used})")

    # ---- what Chroma may hold and the manifest does not name

    def expect_leftovers(self, ids: Iterable[str]) -> None:
        """Note ids that Chroma will hold, before they are named or after they no longer are."""
        self._db.executemany("INSERT OR IGNORE INTO leftovers VALUES (?)", [(i,) for i in ids])

    def settle_leftovers(self) -> None:
        """Forget noted ids that are named by now."""
        self._db.execute("DELETE FROM leftovers WHERE id IN (SELECT id FROM passages)")

    def leftovers(self) -> list[str]:
        """Return the ids to remove from Chroma."""
        return [row[0] for row in self._db.execute("SELECT id FROM leftovers")]

    def clear_leftovers(self) -> None:
        """Forget all noted ids: Chroma no longer holds them."""
        self._db.execute("DELETE FROM leftovers")

    # ---- what the derived indexes are rebuilt from

    def vector_rows(self) -> Iterator[tuple[str, bytes, int, str]]:
        """Yield (passage id, vector, day number, source) of every passage, in a fixed order."""
        yield from self._db.execute(
            "SELECT p.id, v.vector, a.published, a.source FROM passages p"
            " JOIN vectors v ON v.number = p.vector JOIN articles a ON a.id = p.article"
            " ORDER BY p.article, p.place"
        )

    def text_rows(self) -> Iterator[tuple[str, str, str, int, str]]:
        """Yield (passage id, title, text, day number, source) of every passage, in order."""
        yield from text_rows(self._db)


def text_rows(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, str]]:
    """Yield (passage id, title, text, day number, source) of every passage, in a fixed order."""
    articles = db.execute("SELECT id, title, published, source, text FROM articles ORDER BY id")
    for article, title, published, source, text in articles:
        spans = db.execute(
            'SELECT id, start, "end" FROM passages WHERE article = ? ORDER BY place', (article,)
        )
        for passage, start, end in spans:
            yield passage, title, text[start:end], published, source


def connect(path: Path) -> sqlite3.Connection:
    """Open a manifest; transactions are begun by hand."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def pages(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in lists short enough for one SQL statement."""
    iterator = iter(items)
    while page := list(islice(iterator, _PAGE)):
        yield page


def marks(page: Sequence[object]) -> str:
    """Return the placeholders for a page of values."""
    return ",".join("?" * len(page))


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


def _article_row(entry: Entry) -> tuple[str | int | bytes, ...]:
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


def _open_or_recreate(path: Path) -> sqlite3.Connection:
    """Open the manifest; one that is unreadable or of another version is built anew."""
    try:
        db = connect(path)
        if _is_current(db):
            return db
        db.close()
    except sqlite3.OperationalError:
        raise  # locked or not writable: no reason to throw anything away
    except sqlite3.DatabaseError:
        pass
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    db = connect(path)
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    db.execute("COMMIT")
    return db


def _is_current(db: sqlite3.Connection) -> bool:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.OperationalError:
        return False  # an empty file: killed before the schema was committed
    return bool(row and row[0] == SCHEMA_VERSION)
