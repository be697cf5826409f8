"""The index: bring it up to date, and look at it as it is at one moment."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.corpus import AS_USUAL, ReadingPolicy
from assistant.errors import IndexMissing
from assistant.models.embedding import Embedder
from assistant.schema import Progress, SyncReport
from assistant.store.changes import CorpusFiles
from assistant.store.database import FILE_NAME, SCHEMA_VERSION, connect, writer_lock
from assistant.store.derived import View
from assistant.store.snapshot import Snapshot
from assistant.store.sync import sync

_META = "SELECT key, value FROM meta WHERE key IN ('schema', 'generation', 'chroma', 'keywords')"


class Index:
    """A folder that holds the derived store; safe to share between threads.

    Nothing is opened before it is needed, and `embedder` is called by `sync` alone.
    """

    def __init__(
        self,
        folder: Path,
        embedder: Callable[[], Embedder],
        *,
        wait: float = 30.0,
        policy: ReadingPolicy = AS_USUAL,
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._wait = wait
        self._policy = policy
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._file: tuple[int, int] | None = None
        self._view: View | None = None

    def sync(
        self,
        corpus: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        forget_missing: bool = False,
    ) -> SyncReport:
        """Bring the index up to date with a folder of articles.

        Articles whose files are gone stay where those are most of all, unless that is said.
        Raises CorpusError if there is none, and IndexBusy if another sync goes on for too long.
        """
        with writer_lock(self._folder, self._wait):
            files = CorpusFiles(corpus, self._policy, forget_missing=forget_missing)
            return sync(self._folder, files, self._embedder, on_progress or _ignore)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Give one consistent view of the index, whatever a sync does meanwhile."""
        with self._reading() as (db, meta):
            view = self._use_view(meta)
            try:
                yield Snapshot(db, view)
            finally:
                self._leave_view(view)

    def generation(self) -> int:
        """Return a number that grows with every change; 0 before the first sync."""
        try:
            with self._reading() as (_, meta):
                return int(meta["generation"])
        except IndexMissing:
            return 0

    def close(self) -> None:
        """Let go of all files; a snapshot that is open stays usable until it is left."""
        with self._lock:
            self._close_idle()
            view, self._view = self._view, None
        if view and not view.users:
            view.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, dict[str, str]]]:
        """Give a connection inside a read transaction, with what `meta` says in it."""
        db, file = self._connection()
        try:
            db.execute("BEGIN")
            meta = dict(db.execute(_META).fetchall())
            if meta.get("schema") != SCHEMA_VERSION or "generation" not in meta:
                raise self._missing()
            yield db, meta
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                raise self._missing() from None
            raise
        except sqlite3.DatabaseError as error:
            raise self._missing() from error
        finally:
            self._give_back(db, file)

    def _connection(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        path = self._folder / FILE_NAME
        try:
            found = path.stat()
        except OSError:
            raise self._missing() from None
        file = (found.st_dev, found.st_ino)
        with self._lock:
            if file != self._file:  # deleted and built anew: what is open is a ghost
                self._close_idle()
                self._file = file
            if self._idle:
                return self._idle.pop(), file
        return connect(path), file

    def _give_back(self, db: sqlite3.Connection, file: tuple[int, int]) -> None:
        if db.in_transaction:
            db.execute("ROLLBACK")
        with self._lock:
            if file == self._file:
                self._idle.append(db)
                return
        db.close()

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().close()
        self._file = None

    def _use_view(self, meta: dict[str, str]) -> View:
        """Return the view of the generation that was read; all that read the newest share one."""
        generation = int(meta["generation"])
        with self._lock:
            view = old = self._view
            if view is None or view.generation != generation:
                names = meta.get("chroma", "0"), meta.get("keywords", "0")
                view = View(self._folder, generation, *names)
            if old is None or old.generation < generation:
                self._view = view
            view.users += 1
            replaced = old if old is not self._view else None
        if replaced is not None and not replaced.users:
            replaced.close()
        return view

    def _leave_view(self, view: View) -> None:
        with self._lock:
            view.users -= 1
            unused = not view.users and view is not self._view
        if unused:
            view.close()

    def _missing(self) -> IndexMissing:
        return IndexMissing(
            f"There is no index in {self._folder}{os.sep}. Build it with: assistant index"
        )


def _ignore(progress: Progress) -> None:
    """Hear of progress and do nothing."""
