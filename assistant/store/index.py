"""The index: bring it up to date, and look at it as it is at one moment."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.corpus import AS_USUAL, ReadingPolicy
from assistant.errors import AssistantError, IndexMissing
from assistant.models.embedding import Embedder
from assistant.schema import Progress, SyncReport
from assistant.store.audit import Findings, audit, is_number
from assistant.store.changes import CorpusFiles
from assistant.store.checks import is_as_left, is_stamped, look
from assistant.store.database import (
    FILE_NAME,
    SCHEMA_VERSION,
    connect,
    connect_to_read_only,
    writer_lock,
)
from assistant.store.derived import Folders, damaged_indexes
from assistant.store.failures import damaged, leave_mark, unreadable_index, unwritable_index
from assistant.store.snapshot import Snapshot
from assistant.store.sync import sync
from assistant.store.view import View

_META = (
    "SELECT key, value FROM meta"
    " WHERE key IN ('schema', 'generation', 'chroma', 'keywords', 'owner')"
)


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
        self._seen = ""
        self._altered = ""

    def sync(
        self,
        corpus: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        forget_missing: bool = False,
    ) -> SyncReport:
        """Bring the index up to date with a folder of articles.

        Articles whose files are gone stay where those are most of all, unless that is said.
        Raises CorpusError if there is none, IndexBusy if another sync goes on for too long, and
        IndexUnwritable if the disk is full or the index is read-only.
        """
        try:
            with writer_lock(self._folder, self._wait):
                files = CorpusFiles(corpus, self._policy, forget_missing=forget_missing)
                return sync(self._folder, files, self._embedder, on_progress or _ignore)
        except OSError as error:
            if told := unwritable_index(self._folder, error):
                raise told from error
            raise

    def suspect(self) -> None:
        """Let the next sync check everything, and mend it."""
        leave_mark(self._folder)

    def check(self) -> list[str]:
        """Check everything against what was written down; return one line for each finding."""
        with self._reading() as (db, meta):
            found = audit(db).lines()
            named = Folders.named(self._folder, meta)
            for folder in damaged_indexes(self._folder, named, thorough=True):
                found.append(f"The index in {folder} is missing, damaged, or of another state.")
            return found

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Give one consistent view of the index, whatever a sync does meanwhile.

        Raises IndexMissing, and IndexAltered if it is damaged or cannot be read.
        """
        with self._reading() as (db, meta):
            self._look(db)
            view = self._use_view(meta)
            try:
                yield Snapshot(db, view, self._altered)
            except Exception as error:
                raise self._explained(db, error) from error
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
        try:
            db, file = self._connection()
        except (OSError, sqlite3.Error) as error:
            raise unreadable_index(self._folder, error) from error
        try:
            db.execute("BEGIN")
            meta = dict(db.execute(_META).fetchall())
            if meta.get("schema") != SCHEMA_VERSION or "generation" not in meta:
                raise self._missing()
            if not all(is_number(meta[key]) for key in meta if key != "owner"):
                raise damaged(self._folder, "a number is none")
            yield db, meta
        except sqlite3.Error as error:
            if "no such table: meta" in str(error):
                raise self._missing() from None
            raise unreadable_index(self._folder, error) from error
        finally:
            self._give_back(db, file)

    def _look(self, db: sqlite3.Connection) -> None:
        """Check everything if somebody else has changed the manifest since its writer left it."""
        path = self._folder / FILE_NAME
        seen = look(path)
        if seen == self._seen:
            return
        findings = Findings()
        if is_stamped(path) and not is_as_left(path):
            findings = audit(db)
        if findings.structure:
            raise damaged(self._folder, findings.structure)
        self._altered = findings.lines()[0] if findings.reach_answers else ""
        self._seen = seen

    def _explained(self, db: sqlite3.Connection, error: Exception) -> Exception:
        """Return an error of the index where damage to it may be the reason, or the same error."""
        if isinstance(error, AssistantError):
            return error
        if isinstance(error, sqlite3.Error):
            return unreadable_index(self._folder, error)
        lines = audit(db).lines()
        return damaged(self._folder, lines[0]) if lines else error

    def _connection(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        path = self._folder / FILE_NAME
        try:
            found = path.stat()
        except FileNotFoundError:
            raise self._missing() from None
        file = (found.st_dev, found.st_ino)
        with self._lock:
            if file != self._file:  # deleted and built anew: what is open is a ghost
                self._close_idle()
                self._file = file
            if self._idle:
                return self._idle.pop(), file
        try:
            db = connect(path)
            db.execute("SELECT 1 FROM sqlite_master")  # makes what SQLite needs beside the file
            return db, file
        except sqlite3.OperationalError:
            # Never kept: it would not see what others write.
            return connect_to_read_only(path), (0, 0)

    def _give_back(self, db: sqlite3.Connection, file: tuple[int, int]) -> None:
        with contextlib.suppress(sqlite3.Error):  # of a file that is damaged
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
                view = View(self._folder, generation, Folders.named(self._folder, meta))
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
