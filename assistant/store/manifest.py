"""The manifest: one SQLite file that says what the index holds, and keeps its texts and vectors.

`Manifest` is the writer's side; readers use a `Snapshot`. Every method that changes something
leaves the file consistent, so that a process can be killed between any two of them.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.schema import Article
from assistant.store.audit import (
    Findings,
    add_seals,
    audit,
    drop_altered,
    drop_stray,
    read_all_again,
    seal,
)
from assistant.store.checks import is_stamped, lift_stamp, stamp
from assistant.store.database import (
    ANY,
    FILE_NAME,
    ArticleRow,
    FileRow,
    article_row,
    checksum,
    metadata_json,
    one_of,
    open_or_recreate,
    recreate,
    text_rows,
)
from assistant.store.records import Entry, Vector
from assistant.store.vectors import as_matrix, pack

_log = logging.getLogger(__name__)
_MOST = 5  # findings that are told


class Manifest:
    """The writer's connection to the manifest; hold the writer lock while using it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / FILE_NAME
        self._db = open_or_recreate(self._file)

    def close(self) -> None:
        """Close the connection; what was not committed is rolled back."""
        self._db.close()

    def leave(self) -> None:
        """Close it and keep how the file looks, so that a change by anybody else shows."""
        self._db.execute("PRAGMA busy_timeout = 1000")  # for readers in the middle of an answer
        busy, *_ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._db.close()
        if not busy and not is_stamped(self._file):
            stamp(self._file)

    def mend(self, *, suspect: bool) -> bool:
        """Drop what is not as it was written; tell whether the indexes have to follow.

        Every file is read again where something was found, or the index is suspect.
        """
        findings = audit(self._db)
        for line in findings.lines()[:_MOST] if findings.reach_answers else ():
            _log.warning("%s Reading it again.", line)
        if findings.structure:
            self._db.close()
            self._db = recreate(self._file)
            return True
        with self.change():
            if findings != Findings():
                drop_altered(self._db, findings)
            elif suspect:
                read_all_again(self._db)
            add_seals(self._db)
        return findings.reach_answers

    @contextmanager
    def change(self) -> Iterator[None]:
        """Group changes into one transaction."""
        lift_stamp(self._file)
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
        for path, *held in rows:
            found.setdefault(path, []).append((held[0], held[1]))
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

    def drop_stray(self) -> None:
        """Drop that a file that is out of reach holds what is no longer stored."""
        drop_stray(self._db)

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
        sql = f"SELECT id FROM passages WHERE article IN {ANY}"
        return [row[0] for row in self._db.execute(sql, (one_of(article_ids),))]

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def store(self, entry: Entry) -> None:
        """Add an article with its passages; their vectors are there already."""
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", article_row(entry)
        )
        if entry.article.pages:
            starts = json.dumps(entry.article.pages)
            self._db.execute("INSERT INTO pages VALUES (?, ?)", (entry.article.id, starts))
        self._db.execute(
            "INSERT OR REPLACE INTO languages VALUES (?, ?)",
            (entry.article.id, entry.article.language),
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?,"
            " (SELECT number FROM vectors WHERE hash = ?))",
            [
                (row.id, entry.article.id, place, row.start, row.end, row.hash)
                for place, row in enumerate(entry.passages)
            ],
        )
        seal(self._db, entry.article.id)

    def describe(self, article: Article) -> None:
        """Update what may change of an article without changing its digest."""
        self._db.execute(
            "UPDATE articles SET path = ?, author = ?, metadata = ? WHERE id = ?",
            (article.path, article.author, metadata_json(article), article.id),
        )
        seal(self._db, article.id)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Drop articles with their passages; their vectors stay."""
        ids = (one_of(article_ids),)
        for table in ("passages", "pages", "languages", "sealed"):
            self._db.execute(f"DELETE FROM {table} WHERE article IN {ANY}", ids)
        self._db.execute(f"DELETE FROM articles WHERE id IN {ANY}", ids)

    # ---- vectors

    def missing(self, hashes: Iterable[bytes]) -> list[bytes]:
        """Return those hashes that have no vector yet, each once."""
        sql = "SELECT 1 FROM vectors WHERE hash = ?"
        return [
            key for key in dict.fromkeys(hashes) if not self._db.execute(sql, (key,)).fetchone()
        ]

    def add_vectors(
        self, hashes: Sequence[bytes], vectors: Vector, parts: Sequence[Vector]
    ) -> None:
        """Keep the new vectors of passages and of their parts, safe at once from a kill."""
        rows = [(key, row.tobytes()) for key, row in zip(hashes, vectors, strict=True)]
        packed = [(key, pack(each)) for key, each in zip(hashes, parts, strict=True)]
        checks = [
            (key, checksum(row), checksum(part))
            for (key, row), (_, part) in zip(rows, packed, strict=True)
        ]
        of_hash = "FROM vectors WHERE hash = ?1"
        with self.change():
            self._db.executemany("INSERT INTO vectors (hash, vector) VALUES (?, ?)", rows)
            self._db.executemany(f"INSERT INTO parts SELECT number, ?2 {of_hash}", packed)
            self._db.executemany(f"INSERT INTO checks SELECT number, ?2, ?3 {of_hash}", checks)

    def vectors_of(self, hashes: Sequence[bytes]) -> Vector:
        """Return the stored vectors in the order of their hashes, repeats allowed."""
        sql = "SELECT vector FROM vectors WHERE hash = ?"
        return as_matrix([self._db.execute(sql, (key,)).fetchone()[0] for key in hashes])

    def drop_orphans(self) -> None:
        """Drop the vectors that no passage uses, once they outnumber the used ones."""
        total = self.count("vectors")
        used = "SELECT vector FROM passages"
        (live,) = self._db.execute(f"SELECT count(*) FROM ({used} GROUP BY vector)").fetchone()
        if total - live > live:
            for table in ("parts", "checks"):
                self._db.execute(f"DELETE FROM {table} WHERE vector NOT IN ({used})")
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

    def text_rows(self) -> Iterator[tuple[str, str, str, int, str, str]]:
        """Yield (passage id, title, text, day number, source, language) of all, in order."""
        yield from text_rows(self._db)
