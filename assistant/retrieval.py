"""From a question to passages: dense and keyword candidates, scored exactly, fused, dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.closeness import closeness, closeness_weight
from assistant.embedding import Embedder
from assistant.question import Query, source_key
from assistant.schema import Filters, Passage
from assistant.store.records import StoredPassage
from assistant.store.snapshot import Snapshot

# Both parts of the score are absolute: a cosine, and the share of the BM25 score that a passage
# made of nothing but the question's words would get. So a score means the same in every list.
DENSE_WEIGHT = 0.65
KEYWORD_WEIGHT = 0.35
SOURCE_WEIGHT = 0.1  # for passages of a source that the question names
CANDIDATES = 100  # from each of the two indexes
_DIGITS = 6  # scores that differ less are ties, broken by id


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate passage with the parts of its score, each absolute."""

    stored: StoredPassage
    similarity: float
    overlap: float
    closeness: float
    score: float

    @property
    def passage(self) -> Passage:
        """The passage with its score."""
        return replace(self.stored.passage, score=self.score)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What retrieval found for a question, best first."""

    found: tuple[Found, ...]
    vector: NDArray[np.float32]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, best first."""
        return tuple(each.passage for each in self.found)


class Retriever:
    """Finds passages in a snapshot of the index; holds no state of its own."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def retrieve(self, snapshot: Snapshot, query: Query, limit: int) -> Evidence:
        """Return the `limit` best passages, best first; equal scores in the order of ids."""
        vector = self._embedder.embed_question(query.text)
        filters = _resolved(query.filters, [head.source for head in snapshot.heads()])
        terms = query.searched
        matching = [each for each, _ in snapshot.matching(terms, CANDIDATES, filters)]
        near = snapshot.near(vector, CANDIDATES, filters)
        ids = sorted({*matching, *near})
        overlaps = snapshot.match_shares(terms, ids)
        found = [
            _score(query, each, vector, overlaps.get(each.passage.id, 0.0))
            for each in snapshot.stored(ids)
        ]
        found.sort(key=lambda each: (-each.score, each.stored.passage.id))
        return Evidence(tuple(found[:limit]), vector)


def _score(
    query: Query, stored: StoredPassage, vector: NDArray[np.float32], overlap: float
) -> Found:
    passage = stored.passage
    similarity = float(stored.vector @ vector)
    close = closeness(query, passage.published, passage.text)
    score = DENSE_WEIGHT * similarity + KEYWORD_WEIGHT * overlap
    score += closeness_weight(query) * close
    score += SOURCE_WEIGHT * (passage.source in query.sources)
    return Found(stored, similarity, overlap, close, round(score, _DIGITS))


def _resolved(filters: Filters, sources: Sequence[str]) -> Filters:
    """Replace the sources of a filter by how the index spells them: "CNN" by "cnn.com"."""
    if not filters.sources:
        return filters
    wanted = {source_key(source) for source in filters.sources}
    known = {source for source in sources if source_key(source) in wanted}
    return replace(filters, sources=tuple(sorted(known)) or filters.sources)
