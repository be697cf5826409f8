"""Sentence vectors on disk: a byte a number, a quarter of their size in memory."""

from __future__ import annotations

import numpy as np

from assistant.store.records import Vector

_LEVELS = 127


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
