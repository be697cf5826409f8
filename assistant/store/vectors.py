"""Vectors: nearest passages by Chroma or by comparing all, and the form in which they are kept.

Chroma shares its engine between clients of one path in a process, and an engine never sees what
another process writes. So every opening here uses a spelling of the path that no open client uses.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from assistant.schema import Filters
from assistant.store import checks
from assistant.store.records import Vector, day_bounds

Metadata = Mapping[str, int | str]

DATABASE = "chroma.sqlite3"
_COLLECTION = "passages"
_HNSW: dict[str, Any] = {
    "space": "cosine",
    # Measured on 23,000 passages and 200 questions: one of the 100 nearest is missing for one
    # question (with 100, 1000 and 16, and half the time to build, for one in twelve, not the same
    # ones after a rebuild). A wider construction or a higher threshold makes opening slow: what was
    # added since the last thousand is put in again.
    "ef_construction": 200,
    "ef_search": 2000,
    "max_neighbors": 32,
    "sync_threshold": 1000,
}
_spellings_in_use: set[str] = set()
_spellings_lock = threading.Lock()
_DIGITS = 6  # the last bits of a product depend on the size of the matrix
_LEVELS = 127  # of a number of a packed row, on each side of zero


@contextlib.contextmanager
def chroma_lock(folder: Path, wait: float = -1) -> Iterator[bool]:
    """Keep writing to Chroma and opening it apart; false if the wait (seconds) was in vain."""
    lock = FileLock(str(folder / "chroma.lock"), thread_local=False)
    try:
        lock.acquire(timeout=wait, poll_interval=0.005)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


class VectorWriter:
    """Adds and removes vectors in one Chroma folder, apart from readers that open it.

    Hold the writer lock while using it; `index` is the folder of the whole index.
    """

    def __init__(self, index: Path, folder: Path) -> None:
        self._index = index
        with chroma_lock(index):
            if folder.is_dir():
                checks.drop_notes(folder)
            self._client, self._collection, self._spelling = _open(folder, create=True)
        self.batch_size = min(500, self._client.get_max_batch_size())

    def __enter__(self) -> VectorWriter:
        return self

    def __exit__(self, *failure: object) -> None:
        with chroma_lock(self._index):
            _close(self._client, self._spelling)

    def add(self, ids: Sequence[str], vectors: Vector, metadatas: Sequence[Metadata]) -> None:
        """Add one batch of 1 to `batch_size` vectors; ids that are there are overwritten."""
        with chroma_lock(self._index):
            self._collection.upsert(
                ids=list(ids), embeddings=vectors, metadatas=[dict(each) for each in metadatas]
            )

    def remove(self, ids: Sequence[str]) -> None:
        """Remove one batch of ids; unknown ids do no harm."""
        with chroma_lock(self._index):
            self._collection.delete(ids=list(ids))


class VectorReader:
    """Queries one Chroma folder as it was when it was opened; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._client, self._collection, self._spelling = _open(folder, create=False)

    def near(self, vector: Vector, limit: int) -> list[str]:
        """Return the ids of about the `limit` nearest vectors."""
        with _no_panic():
            found = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=limit,
                include=[],
            )
        return [str(each) for each in found["ids"][0]]

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of the files."""
        _close(self._client, self._spelling)


def _open(folder: Path, *, create: bool) -> tuple[Any, Any, str]:
    import chromadb
    from chromadb.config import Settings

    if not create and not (folder / DATABASE).is_file():
        raise FileNotFoundError(folder / DATABASE)
    spelling = _free_spelling(folder)
    configuration: Any = {"hnsw": _HNSW}
    client = None
    try:
        with _no_panic():
            client = chromadb.PersistentClient(
                path=spelling, settings=Settings(anonymized_telemetry=False)
            )
        if create:
            collection = client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration=configuration
            )
        else:
            collection = client.get_collection(_COLLECTION, embedding_function=None)
    except BaseException:
        _close(client, spelling)
        raise
    return client, collection, spelling


@contextlib.contextmanager
def _no_panic() -> Iterator[None]:
    """Raise an ordinary error where Rust panics, which Python takes for a wish to end."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(str(error)) from error
        raise


def _free_spelling(folder: Path) -> str:
    with _spellings_lock:
        spelling = str(folder)
        while spelling in _spellings_in_use:
            spelling += "/."
        _spellings_in_use.add(spelling)
    return spelling


def _close(client: Any, spelling: str) -> None:
    try:
        if client is not None:
            client.close()
    finally:
        with _spellings_lock:
            _spellings_in_use.discard(spelling)


@dataclass(frozen=True, slots=True)
class Table:
    """Passages in memory: ids, unit vectors, day numbers and sources, row by row."""

    ids: Sequence[str]
    vectors: Vector
    days: NDArray[np.int64]
    sources: NDArray[np.str_]

    def nearest(self, vector: Vector, limit: int, filters: Filters) -> list[str]:
        """Return the ids of the nearest rows that pass, best first, ties in the order of ids."""
        if not self.ids or limit < 1:
            return []
        places = np.flatnonzero(self._passing(filters))
        scores = np.round(self.vectors @ vector, _DIGITS)[places]
        if len(places) > limit:
            # everything that ties with the last place has to be sorted, too
            kept = scores >= np.partition(scores, -limit)[-limit]
            places, scores = places[kept], scores[kept]
        ranked = sorted(
            zip((-scores).tolist(), (self.ids[place] for place in places.tolist()), strict=True)
        )
        return [key for _, key in ranked[:limit]]

    def _passing(self, filters: Filters) -> NDArray[np.bool_]:
        passing = np.ones(len(self.ids), dtype=np.bool_)
        if filters.since or filters.until:
            first, last = day_bounds(filters)
            passing &= (first <= self.days) & (self.days <= last)
        if filters.sources:
            passing &= np.isin(self.sources, filters.sources)
        return passing


def as_matrix(blobs: Sequence[bytes]) -> Vector:
    """Return stored vectors as the rows of a matrix."""
    if not blobs:
        return np.empty((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(blobs), -1)


def pack(rows: Vector) -> bytes:
    """Return rows as bytes: each row's largest number, then all numbers as shares of it.

    A cosine with a unit vector changes by about 0.0005.
    """
    largest = np.maximum(np.abs(rows).max(axis=1, initial=0.0), np.float32(1e-12))
    levels = np.round(rows / largest[:, None] * _LEVELS).astype(np.int8)
    return b"".join([largest.astype(np.float32).tobytes(), levels.tobytes()])


def unpack(blob: bytes, dimensions: int) -> Vector:
    """Return the rows that were packed; `dimensions` is the length of one."""
    count = len(blob) // (dimensions + 4)
    largest = np.frombuffer(blob, dtype=np.float32, count=count)
    levels = np.frombuffer(blob, dtype=np.int8, offset=4 * count).reshape(count, dimensions)
    rows: Vector = levels.astype(np.float32) * (largest[:, None] / np.float32(_LEVELS))
    return rows
