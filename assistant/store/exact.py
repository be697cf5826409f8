"""Exact search over vectors in memory: complete, always in the same order, without Chroma."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.schema import Filters
from assistant.store.records import Vector, day_number

_DIGITS = 6  # the last bits of a product depend on the size of the matrix


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
            passing &= self.days >= (day_number(filters.since) or 1)
        if filters.until:
            passing &= self.days <= day_number(filters.until)
        if filters.sources:
            passing &= np.isin(self.sources, filters.sources)
        return passing
