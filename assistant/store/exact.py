"""Exact search over vectors in memory: the last word on order, and what works without Chroma."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.store.records import Vector

_DIGITS = 6  # the last bits of a product depend on the size of the matrix


def nearest(ids: Sequence[str], vectors: Vector, vector: Vector, limit: int) -> list[str]:
    """Return the ids of the nearest unit vectors, best first, ties in the order of ids."""
    if not ids:
        return []
    scores = np.round(vectors @ vector, _DIGITS)
    if len(ids) > limit:
        # everything that ties with the last place has to be sorted, too
        least = np.partition(scores, -limit)[-limit]
        places = np.flatnonzero(scores >= least)
    else:
        places = np.arange(len(ids))
    order = sorted(places.tolist(), key=lambda place: (-scores[place], ids[place]))
    return [ids[place] for place in order[:limit]]
