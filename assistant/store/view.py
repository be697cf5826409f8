"""Reading what follows the manifest, Chroma and keywords, as one generation names them."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from assistant.errors import IndexAltered, IndexBusy
from assistant.store import checks, keywords
from assistant.store.database import text_rows, writer_lock
from assistant.store.derived import BROKEN, Folders, clear, is_usable
from assistant.store.failures import damaged
from assistant.store.keywords import KeywordReader
from assistant.store.records import Vector
from assistant.store.vectors import DATABASE, VectorReader, chroma_lock

_Value = TypeVar("_Value")

_PATIENCE = 0.5  # seconds for a writer to finish a batch; exact search is the alternative

_log = logging.getLogger(__name__)


class View:
    """The reader's side of both, as one generation names them; shared between threads.

    What else is read of that generation is remembered here, too.
    """

    def __init__(self, folder: Path, generation: int, named: Folders) -> None:
        self.generation = generation
        self._folder = folder
        self._named = named
        self._words_folder = named.keywords
        self._lock = threading.RLock()
        self._chroma: VectorReader | None = None
        self._words: KeywordReader | None = None
        self._gave_up = False
        self._spare: tempfile.TemporaryDirectory[str] | None = None
        self._remembered: dict[str, object] = {}
        self.users = 0  # counted by the index, which closes the view after the last one

    def once(self, name: str, read: Callable[[], _Value]) -> _Value:
        """Return what was read under this name before, or read and remember it."""
        with self._lock:
            if name not in self._remembered:
                self._remembered[name] = read()
            return cast(_Value, self._remembered[name])

    def candidates(self, db: sqlite3.Connection, vector: Vector, limit: int) -> list[str]:
        """Return the ids that Chroma finds nearest, in its own order; none if it cannot."""
        chroma = self._open_chroma(db, vector)
        if chroma is None:
            return []
        try:
            return chroma.near(vector, limit)
        except Exception as error:  # Chroma raises its own, and Rust's panics, by many names
            self._give_up_chroma(error)
            return []

    def words(self, db: sqlite3.Connection) -> KeywordReader | None:
        """Return the keyword index; None if it is missing and a sync is about to build it."""
        with self._lock:
            if self._words is None:
                self._words = self._open_words()
            if self._words is None:
                self._rebuild_words(db)
                self._words = self._open_words()
            return self._words

    def _open_words(self) -> KeywordReader | None:
        """Open the keyword index, if it is whole."""
        if not keywords.is_whole(self._words_folder, self._named.owner, thorough=True):
            return None
        try:
            if not os.access(self._words_folder, os.W_OK):  # where opening leaves a lock
                keywords.mirror(self._words_folder, self._use_spare())
            return KeywordReader(self._words_folder)
        except (OSError, ValueError) as error:
            _log.warning("The keyword index cannot be opened (%s).", error)
            return None

    def _rebuild_words(self, db: sqlite3.Connection) -> None:
        """Build a deleted or damaged keyword index again, unless a sync is about to."""
        try:
            if self._words_folder.exists():
                told = "The keyword index in %s is damaged; building it anew."
                _log.warning(told, self._words_folder)
            with suppress(IndexBusy), writer_lock(self._folder, 0):
                clear(self._words_folder)
                keywords.build(self._words_folder, self._named.owner, text_rows(db))
        except OSError:  # the index is read-only, or the disk is full
            keywords.build(self._use_spare(), self._named.owner, text_rows(db))

    def _use_spare(self) -> Path:
        """Go on with a keyword index in a folder of our own."""
        self._spare = tempfile.TemporaryDirectory(prefix="keywords-")
        self._words_folder = Path(self._spare.name)
        return self._words_folder

    def size_on_disk(self) -> int:
        """Return the bytes of all files of the index."""
        total = 0
        # Not `rglob`: it raises where a sync removes a folder that it was about to enter.
        for folder, _, names in os.walk(self._folder):
            for name in names:
                with suppress(OSError):  # a sync may be removing it
                    total += Path(folder, name).stat().st_size
        return total

    def altered(self, told: str) -> IndexAltered:
        """Return what to tell of something that is not as it was written."""
        return damaged(self._folder, told)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            chroma, self._chroma = self._chroma, None
            if chroma:
                with suppress(Exception):
                    chroma.close()
            if self._spare:
                self._spare.cleanup()

    def _open_chroma(self, db: sqlite3.Connection, vector: Vector) -> VectorReader | None:
        with self._lock:
            # Opening Chroma writes to it. Where nothing can be written, all vectors are compared.
            if self._gave_up or not os.access(self._folder, os.W_OK):
                return None
            if self._chroma:
                return self._chroma
            try:
                folder = self._named.chroma
                if not (folder / DATABASE).is_file():
                    return None
                with chroma_lock(self._folder, _PATIENCE) as free:
                    # Noted leftovers mean that Chroma is being written, or was when it was killed;
                    # so does another owner, if it is not an older state of the manifest.
                    other = checks.noted(folder).owner != self._named.owner
                    if not free or _is_being_written(db) or other:
                        return None
                    # Not opened if it is damaged: that could end the process.
                    if not is_usable(self._named, thorough=True):
                        raise ValueError("its files are damaged")
                    self._chroma = VectorReader(folder)
                    self._chroma.near(vector, 1)  # the first query reads the files
                    checks.note_changes(folder)  # opening wrote to it
            except Exception as error:
                self._give_up_chroma(error)
            return None if self._gave_up else self._chroma

    def _give_up_chroma(self, error: Exception) -> None:
        """Search exactly from now on, and let the next sync build Chroma again."""
        _log.warning("Chroma failed (%s); searching without it until the next sync.", error)
        with self._lock:
            self._gave_up = True
        with suppress(OSError):
            (self._named.chroma / BROKEN).touch()


def _is_being_written(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM leftovers LIMIT 1").fetchone())
