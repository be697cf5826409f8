"""What a reader keeps open and remembers for one generation of the index."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from assistant.errors import IndexBusy
from assistant.schema import Filters
from assistant.store import keywords
from assistant.store.derived import BROKEN
from assistant.store.lock import chroma_lock, writer_lock
from assistant.store.records import Term, Vector
from assistant.store.rows import text_rows
from assistant.store.vectors import DATABASE, VectorReader

Value = TypeVar("Value")

_log = logging.getLogger(__name__)
_PATIENCE = 0.5  # seconds for a writer to finish a batch; exact search is the alternative


class View:
    """Chroma and the keyword index as one generation names them; shared between threads."""

    def __init__(self, folder: Path, generation: int, chroma: str, words: str) -> None:
        self.generation = generation
        self._folder = folder
        self._chroma_folder = folder / "chroma" / chroma
        self._words_folder = folder / "keywords" / words
        self._lock = threading.RLock()
        self._chroma: VectorReader | None = None
        self._words: keywords.KeywordReader | None = None
        self._remembered: dict[str, object] = {}
        self.users = 0  # counted by the index, which closes the view after the last one

    def once(self, name: str, read: Callable[[], Value]) -> Value:
        """Return what was read under this name before, or read and remember it."""
        with self._lock:
            if name not in self._remembered:
                self._remembered[name] = read()
            return cast(Value, self._remembered[name])

    def candidates(
        self, db: sqlite3.Connection, vector: Vector, limit: int, filters: Filters
    ) -> list[str]:
        """Return the ids that Chroma finds nearest, in its own order; none if it cannot."""
        chroma = self._open_chroma(db, vector)
        if chroma is None:
            return []
        try:
            return chroma.near(vector, limit, filters)
        except Exception as error:  # Chroma raises its own, and Rust's panics, by many names
            self._give_up_chroma(error)
            return []

    def matching(
        self, db: sqlite3.Connection, terms: Sequence[Term], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """Return what the keyword index finds; nothing if it is missing and cannot be built."""
        words = self._open_words(db)
        return words.matching(terms, limit, filters) if words else []

    def match_scores(
        self, db: sqlite3.Connection, terms: Sequence[Term], ids: Sequence[str]
    ) -> dict[str, float]:
        """Return the BM25 scores of given passages, as shares of what no passage can reach."""
        words = self._open_words(db)
        ceiling = words.ceiling(terms) if words else 0.0
        if words is None or not ceiling:
            return {}
        return {each: score / ceiling for each, score in words.scores(terms, ids).items()}

    def frequency(self, db: sqlite3.Connection, stem: str) -> int:
        """Return how many passages hold a stem; 0 if the keyword index is missing."""
        words = self._open_words(db)
        return words.frequency(stem) if words else 0

    def size_on_disk(self) -> int:
        """Return the bytes of all files of the index."""
        total = 0
        # Not `rglob`: it raises where a sync removes a folder that it was about to enter.
        for folder, _, names in os.walk(self._folder):
            for name in names:
                with suppress(OSError):  # a sync may be removing it
                    total += Path(folder, name).stat().st_size
        return total

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            chroma, self._chroma = self._chroma, None
            if chroma:
                with suppress(Exception):
                    chroma.close()

    def _open_chroma(self, db: sqlite3.Connection, vector: Vector) -> VectorReader | None:
        with self._lock:
            if self._chroma or self._remembered.get("no chroma"):
                return self._chroma
            if not (self._chroma_folder / DATABASE).is_file():
                return None
            try:
                with chroma_lock(self._folder, _PATIENCE) as free:
                    # Noted leftovers mean that Chroma is being written, or was when it was killed.
                    if not free or _is_being_written(db):
                        return None
                    self._chroma = VectorReader(self._chroma_folder)
                    self._chroma.near(vector, 1, Filters())  # the first query reads the files
            except Exception as error:
                self._give_up_chroma(error)
            return self._chroma

    def _give_up_chroma(self, error: Exception) -> None:
        """Search exactly from now on, and let the next sync build Chroma again."""
        _log.warning("Chroma failed (%s); searching without it until the next sync.", error)
        with self._lock:
            self._remembered["no chroma"] = True
        with suppress(OSError):
            (self._chroma_folder / BROKEN).touch()

    def _open_words(self, db: sqlite3.Connection) -> keywords.KeywordReader | None:
        with self._lock:
            if self._words is None:
                if not keywords.is_whole(self._words_folder):
                    self._rebuild_words(db)
                if keywords.is_whole(self._words_folder):
                    self._words = keywords.KeywordReader(self._words_folder)
            return self._words

    def _rebuild_words(self, db: sqlite3.Connection) -> None:
        """Build a deleted keyword index again, unless a sync is about to."""
        with suppress(IndexBusy, OSError), writer_lock(self._folder, 0):
            keywords.build(self._words_folder, text_rows(db))


def _is_being_written(db: Any) -> bool:
    return bool(db.execute("SELECT 1 FROM leftovers LIMIT 1").fetchone())
