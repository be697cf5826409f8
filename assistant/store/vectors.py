"""Nearest passages by Chroma: one writer fills a folder, many readers query it.

Chroma shares its engine between clients of one path in a process, and an engine never sees what
another process writes. So every opening here uses a spelling of the path that no open client uses.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.schema import Filters
from assistant.store.records import Vector, day_number

Metadata = Mapping[str, int | str]

DATABASE = "chroma.sqlite3"
_COLLECTION = "passages"
_HNSW: dict[str, Any] = {
    "space": "cosine",
    # Measured on 23,000 passages: more neighbours or a wider construction doubles the time to
    # build for a few missing neighbours less; a higher threshold makes opening slow.
    "ef_construction": 100,
    "ef_search": 1000,
    "max_neighbors": 16,
    "sync_threshold": 1000,
}
_spellings_in_use: set[str] = set()
_spellings_lock = threading.Lock()


class VectorWriter:
    """Adds and removes vectors in one Chroma folder; hold the writer lock while using it."""

    def __init__(self, folder: Path) -> None:
        self._client, self._collection, self._spelling = _open(folder, create=True)
        self.batch_size = min(500, self._client.get_max_batch_size())

    def add(self, ids: Sequence[str], vectors: Vector, metadatas: Sequence[Metadata]) -> None:
        """Add one batch of at most `batch_size` vectors; ids that are there are overwritten."""
        if ids:
            self._collection.upsert(
                ids=list(ids), embeddings=vectors, metadatas=[dict(each) for each in metadatas]
            )

    def remove(self, ids: Sequence[str]) -> None:
        """Remove one batch of ids; unknown ids do no harm."""
        if ids:
            self._collection.delete(ids=list(ids))

    def count(self) -> int:
        """Return how many vectors the folder holds."""
        return int(self._collection.count())

    def close(self) -> None:
        """Let go of the files."""
        _close(self._client, self._spelling)


class VectorReader:
    """Queries one Chroma folder as it was when it was opened; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._client, self._collection, self._spelling = _open(folder, create=False)

    def near(self, vector: Vector, limit: int, filters: Filters) -> list[str]:
        """Return the ids of about the `limit` nearest vectors that pass the filters."""
        found = self._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            n_results=limit,
            where=_where(filters),
            include=[],
        )
        return [str(each) for each in found["ids"][0]]

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


def _where(filters: Filters) -> Any:
    clauses: list[dict[str, Any]] = []
    if filters.since or filters.until:
        clauses.append({"published": {"$gte": day_number(filters.since) or 1}})
    if filters.until:
        clauses.append({"published": {"$lte": day_number(filters.until)}})
    if filters.sources:
        clauses.append({"source": {"$in": list(filters.sources)}})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}
