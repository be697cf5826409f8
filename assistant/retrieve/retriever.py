"""From a question to passages: dense and keyword candidates, scored exactly, fused, dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.models.embedding import Embedder
from assistant.question.outlets import source_key
from assistant.question.query import Query, coverage
from assistant.retrieve.closeness import closeness, closeness_weight
from assistant.retrieve.versions import Superseded, superseded
from assistant.schema import ArticleHead, Filters, Passage
from assistant.store.records import StoredPassage, day_bounds, day_number
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems, stems

# All parts of the score are absolute: a cosine, the share of the BM25 score that a passage made of
# nothing but the question's words would get, and the share of those words, weighed by rarity, in
# the headline, which says what the article is about. So a score means the same in every list.
DENSE_WEIGHT = 0.5
KEYWORD_WEIGHT = 0.45
TITLE_WEIGHT = 0.15
# In a conversation: half of the meaning is that of the question together with the topic, and the
# topic's words add their BM25 share (benchmarks/followups.py).
TOPIC_SHARE = 0.5
TOPIC_WEIGHT = 0.16
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
    """What retrieval found for a question, best first; `vector` is that of the question alone.

    Older versions of articles that were found are left out, and named.
    """

    found: tuple[Found, ...]
    vector: NDArray[np.float32]
    superseded: tuple[Superseded, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages, best first."""
        return tuple(each.passage for each in self.found)


class Retriever:
    """Finds passages in a snapshot of the index; holds no state of its own."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def retrieve(
        self, snapshot: Snapshot, query: Query, limit: int, within: Sequence[str] = ()
    ) -> Evidence:
        """Return the `limit` best passages, best first; equal scores in the order of ids.

        They are those of the articles `within`, by their ids, where any are named.
        """
        asked = self.embedder.embed_question(query.text)
        vector = self._searched(query, asked)
        filters = _resolved(query.filters, [head.source for head in snapshot.heads()])
        terms, topic = (
            query.searched,
            list(dict.fromkeys(content_stems(query.topic, query.language))),
        )
        words = [*terms, *(stem for stem in topic if stem not in query.terms)]
        if within:
            held = {each.passage.id for key in within for each in snapshot.passages_of(key)}
        else:
            held = {each for each, _ in snapshot.matching(words, CANDIDATES, filters)}
            held.update(snapshot.near(vector, CANDIDATES, filters))
        ids = sorted(held)
        overlaps, topical = snapshot.match_shares(terms, ids), snapshot.match_shares(topic, ids)
        titled = cache(lambda title: coverage(query, frozenset(stems(title, query.language))))
        found = []
        for stored in snapshot.stored(ids):
            passage = stored.passage
            raised = TITLE_WEIGHT * titled(passage.title)
            raised += TOPIC_WEIGHT * topical.get(passage.id, 0.0)
            found.append(_score(query, stored, vector, overlaps.get(passage.id, 0.0), raised))
        found.sort(key=lambda each: (-each.score, each.stored.passage.id))
        gone = superseded(snapshot, (each.stored.passage for each in found[: 2 * limit]))
        left_out = {each.article.id for each in gone}
        kept = [each for each in found if each.stored.passage.article_id not in left_out]
        return Evidence(tuple(kept[:limit]), asked, gone)

    def _searched(self, query: Query, asked: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the vector to search by: with a topic, between the question and both together."""
        plain = query.plain or query.text
        vector = asked if plain == query.text else self.embedder.embed_question(plain)
        if not query.topic:
            return vector
        both = self.embedder.embed_question(f"{plain} {query.topic}")
        return (1 - TOPIC_SHARE) * vector + TOPIC_SHARE * both


def _score(
    query: Query,
    stored: StoredPassage,
    vector: NDArray[np.float32],
    overlap: float,
    raised: float,
) -> Found:
    passage = stored.passage
    similarity = float(stored.vector @ vector)
    close = closeness(query, passage.published, passage.text)
    score = DENSE_WEIGHT * similarity + KEYWORD_WEIGHT * overlap + raised
    score += closeness_weight(query) * close
    score += SOURCE_WEIGHT * (passage.source in query.sources)
    return Found(stored, similarity, overlap, close, round(score, _DIGITS))


def passes(head: ArticleHead, filters: Filters) -> bool:
    """Tell whether an article may be searched at all."""
    sources = {source_key(source) for source in filters.sources}
    if sources and source_key(head.source) not in sources:
        return False
    first, last = day_bounds(filters)
    dated = filters.since or filters.until
    return not dated or first <= day_number(head.published) <= last


def _resolved(filters: Filters, sources: Sequence[str]) -> Filters:
    """Replace the sources of a filter by how the index spells them: "CNN" by "cnn.com"."""
    if not filters.sources:
        return filters
    wanted = {source_key(source) for source in filters.sources}
    known = {source for source in sources if source_key(source) in wanted}
    return replace(filters, sources=tuple(sorted(known)) or filters.sources)


def narrowed(filters: Filters, sources: Sequence[str]) -> Filters | None:
    """Return filters that let only these outlets through, or None where they let none of them."""
    allowed = {source_key(each) for each in filters.sources or sources}
    kept = tuple(each for each in sources if source_key(each) in allowed)
    return replace(filters, sources=kept) if kept else None
