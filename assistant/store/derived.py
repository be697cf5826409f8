"""The indexes that follow the manifest, Chroma and keywords, each in a folder that it names."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

from assistant.errors import IndexAltered, IndexBusy
from assistant.schema import Article
from assistant.store import checks, keywords
from assistant.store.database import text_rows, writer_lock
from assistant.store.failures import ALTERED, damaged
from assistant.store.keywords import KeywordReader, KeywordRow
from assistant.store.manifest import Manifest
from assistant.store.records import Entry, Vector, day_number
from assistant.store.vectors import DATABASE, VectorReader, VectorWriter, as_matrix, chroma_lock

_Item = TypeVar("_Item")
_Value = TypeVar("_Value")

_KINDS = ("chroma", "keywords")
_BROKEN = "broken"  # a file that a reader leaves in a Chroma folder that it could not use
_PATIENCE = 0.5  # seconds for a writer to finish a batch; exact search is the alternative

_log = logging.getLogger(__name__)


class Derived:
    """The writer's side of both derived indexes; hold the writer lock while using it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest

    def needs_rebuild(self) -> bool:
        """Tell whether an index is missing, broken, or was being written when its sync ended."""
        if not self._manifest.get("generation"):
            return False
        names = self._manifest.get("chroma"), self._manifest.get("keywords")
        thorough = (self._folder / ALTERED).exists()
        damage = damaged_indexes(self._folder, names, thorough=thorough)
        return bool(damage or self._manifest.leftovers())

    def note(self) -> None:
        """Write down the checksums of Chroma, if nobody has since it was written."""
        with chroma_lock(self._folder):
            chroma = self._named("chroma")
            if chroma.is_dir() and not checks.is_noted(chroma):
                checks.note(chroma)

    def is_worn_by(self, removed: int, added: int) -> bool:
        """Tell whether Chroma should be built anew because much of it would be removed ids."""
        live = self._manifest.count("passages") + added - removed
        return int(self._manifest.get("worn") or 0) + removed > live / 2

    def write_vectors(self, fresh: Sequence[Entry]) -> None:
        """Add passages to Chroma, noted first, so that a kill leaves nothing unknown there."""
        with self._manifest.change():
            if not self._manifest.get("generation"):
                # A first sync may have been killed here before: leave what it wrote alone.
                self._manifest.clear_leftovers()
                _clear(self._next("chroma"))
            self._manifest.expect_leftovers(row.id for each in fresh for row in each.passages)
        rows = [(row, each.article) for each in fresh for row in each.passages]
        with VectorWriter(self._folder, self._named("chroma")) as writer:
            for part in _chunks(rows, writer.batch_size):
                vectors = self._manifest.vectors_of([row.hash for row, _ in part])
                metadatas = [_metadata(article) for _, article in part]
                writer.add([row.id for row, _ in part], vectors, metadatas)

    def switch(self, fresh: Sequence[Entry], old: Sequence[str]) -> None:
        """Name the next keyword index and note what Chroma has to drop, in the transaction."""
        before = self._named("keywords")
        after = self._next("keywords")
        _clear(after)
        if old or not keywords.is_whole(before):
            keywords.build(after, self._manifest.text_rows())
        else:
            keywords.extend(before, after, _keyword_rows(fresh))
        self._manifest.expect_leftovers(old)
        self._manifest.settle_leftovers()
        self._manifest.put("worn", str(int(self._manifest.get("worn") or 0) + len(old)))

    def rebuild(self) -> None:
        """Build both from the manifest in new folders, in the transaction that names them."""
        chroma = self._next("chroma")
        _clear(chroma)
        with VectorWriter(self._folder, chroma) as writer:
            for part in _chunks(self._manifest.vector_rows(), writer.batch_size):
                writer.add(
                    [row[0] for row in part],
                    as_matrix([row[1] for row in part]),
                    [{"published": row[2], "source": row[3]} for row in part],
                )
        words = self._next("keywords")
        _clear(words)
        keywords.build(words, self._manifest.text_rows())
        self._manifest.clear_leftovers()
        self._manifest.put("worn", "0")

    def clean(self) -> None:
        """Remove what the manifest no longer names."""
        old = self._manifest.leftovers()
        if old:
            with VectorWriter(self._folder, self._named("chroma")) as writer:
                for part in _chunks(old, writer.batch_size):
                    writer.remove(part)
            with self._manifest.change():
                self._manifest.clear_leftovers()
        self.note()
        self._sweep("chroma", 1)  # a reader that comes too late for it searches exactly
        self._sweep("keywords", 2)

    def _named(self, kind: str) -> Path:
        return self._folder / kind / (self._manifest.get(kind) or "0")

    def _next(self, kind: str) -> Path:
        number = int(self._manifest.get(kind) or 0) + 1
        self._manifest.put(kind, str(number))
        return self._folder / kind / str(number)

    def _sweep(self, kind: str, keep: int) -> None:
        """Delete the folders of older generations but the last `keep`."""
        current = int(self._manifest.get(kind) or 0)
        kept = {str(number) for number in range(current - keep + 1, current + 1)}
        for path in (self._folder / kind).iterdir():
            if path.name not in kept:
                with suppress(OSError):
                    _clear(path)


class View:
    """The reader's side of both, as one generation names them; shared between threads.

    What else is read of that generation is remembered here, too.
    """

    def __init__(self, folder: Path, generation: int, chroma: str, words: str) -> None:
        self.generation = generation
        self._folder = folder
        self._chroma_folder = folder / "chroma" / chroma
        self._words_folder = folder / "keywords" / words
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
        if not keywords.is_whole(self._words_folder):
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
        if self._words_folder.exists():
            _log.warning(
                "The keyword index in %s is damaged; building it anew.", self._words_folder
            )
        try:
            with suppress(IndexBusy), writer_lock(self._folder, 0):
                _clear(self._words_folder)
                keywords.build(self._words_folder, text_rows(db))
        except OSError:  # the index is read-only, or the disk is full
            keywords.build(self._use_spare(), text_rows(db))

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
            if self._chroma or not (self._chroma_folder / DATABASE).is_file():
                return self._chroma
            try:
                with chroma_lock(self._folder, _PATIENCE) as free:
                    # Noted leftovers mean that Chroma is being written, or was when it was killed.
                    if not free or _is_being_written(db):
                        return None
                    # Not opened if it is damaged: that could end the process.
                    if not _is_usable(self._chroma_folder):
                        raise ValueError("its files are damaged")
                    self._chroma = VectorReader(self._chroma_folder)
                    self._chroma.near(vector, 1)  # the first query reads the files
                    checks.note_changes(self._chroma_folder)  # opening wrote to it
            except Exception as error:
                self._give_up_chroma(error)
            return None if self._gave_up else self._chroma

    def _give_up_chroma(self, error: Exception) -> None:
        """Search exactly from now on, and let the next sync build Chroma again."""
        _log.warning("Chroma failed (%s); searching without it until the next sync.", error)
        with self._lock:
            self._gave_up = True
        with suppress(OSError):
            (self._chroma_folder / _BROKEN).touch()


def damaged_indexes(folder: Path, names: tuple[str, str], *, thorough: bool) -> list[str]:
    """Return which of Chroma and the keyword index, under their names, are missing or damaged."""
    chroma, words = (
        folder / kind / (name or "0") for kind, name in zip(_KINDS, names, strict=True)
    )
    with suppress(OSError), chroma_lock(folder):  # a folder that is read-only has no lock
        return [
            *(() if _is_usable(chroma, thorough=thorough) else _KINDS[:1]),
            *(() if keywords.is_whole(words, thorough=thorough) else _KINDS[1:]),
        ]
    return []


def _is_usable(chroma: Path, *, thorough: bool = False) -> bool:
    """Tell whether a Chroma folder may be opened; hold the lock of Chroma."""
    try:
        there = (chroma / DATABASE).is_file() and not (chroma / _BROKEN).exists()
        return there and checks.is_sound(chroma, thorough=thorough)
    except OSError:
        return False


def _clear(path: Path) -> None:
    """Make room for a folder, whatever is there."""
    for file in (path.parent, path):
        if file.is_symlink() or file.is_file():
            file.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _chunks(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def _metadata(article: Article) -> dict[str, int | str]:
    return {"published": day_number(article.published), "source": article.source}


def _keyword_rows(fresh: Sequence[Entry]) -> Iterator[KeywordRow]:
    for each in fresh:
        article = each.article
        published = day_number(article.published)
        for row in each.passages:
            text = article.text[row.start : row.end]
            yield row.id, article.title, text, published, article.source, article.language


def _is_being_written(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM leftovers LIMIT 1").fetchone())
