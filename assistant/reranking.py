"""A second reading by a reranker: what it does to passages, to sentences and to the confidence.

A reranker reads question and text together, which is better than comparing vectors, and too slow
for more than a few texts. So it sees the best that was found without it, and its opinion is one
more term of every score: it can reorder what is there and adds nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.candidates import TITLE, Candidate, find_candidates, has_headline
from assistant.embedding import Embedder
from assistant.question import Query
from assistant.quoting import Draft, QuotingAnswerer
from assistant.retrieval import Evidence, Found, Retriever
from assistant.store.snapshot import Snapshot


class Reranker(Protocol):
    """Reads a question and a text together."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return for each text how likely it answers the question (0..1)."""


# Chosen with simulated models that are more and less right, not fitted to a real one. A passage
# can gain as much as a cosine of 0.4 more would give it, and a sentence about as much as lies
# between the best and one that is no longer quoted beside it.
PASSAGES, PASSAGE_WEIGHT = 20, 0.2
SENTENCES, SENTENCE_WEIGHT = 16, 2.5
# Log odds that the reranker gives count half, for it reads the same words that the other signs
# are made of, and up to 4, for cross-encoders are surer than they are right. So it moves an even
# chance to 0.12 at the least and to 0.88 at the most.
TRUST, SUREST = 0.5, 4.0
_DIGITS = 6  # scores that differ less are ties
_EPSILON = 1e-6


class RerankedRetriever(Retriever):
    """Finds passages as ever, and orders the best of them anew."""

    def __init__(self, embedder: Embedder, reranker: Reranker) -> None:
        super().__init__(embedder)
        self._reranker = reranker

    def retrieve(self, snapshot: Snapshot, query: Query, limit: int) -> Evidence:
        """Return the `limit` best passages, best first; equal scores in the order of ids."""
        evidence = super().retrieve(snapshot, query, max(limit, PASSAGES))
        passages = [each.stored.passage for each in evidence.found[:PASSAGES]]
        texts = [f"{passage.title}\n{passage.text}" for passage in passages]
        found = reordered(evidence.found, self._reranker.scores(query.text, texts))
        return replace(evidence, found=tuple(found[:limit]))


class RerankedAnswerer(QuotingAnswerer):
    """Quotes as ever, of sentences that a reranker has read too, and is sure where it is."""

    def __init__(self, reranker: Reranker, *, words: int = 55, list_words: int = 120) -> None:
        super().__init__(words=words, list_words=list_words)
        self._reranker = reranker

    def answer(self, snapshot: Snapshot, query: Query, evidence: Evidence) -> Draft:
        """Quote what answers the question best; no quotes and 0 when there is nothing to quote."""
        ranked = find_candidates(snapshot, query, evidence)
        if not ranked:
            return self.draft(query, evidence, ranked)
        texts = [_in_context(each) for each in ranked[:SENTENCES]]
        scores = self._reranker.scores(query.text, texts)
        anew = ranked_anew(ranked, scores)
        draft = self.draft(query, evidence, anew)
        said = dict(zip((each.key for each in ranked), scores, strict=False))
        # Of what ranks first, not the highest: the highest of many is often high by luck.
        return replace(draft, confidence=second_opinion(draft.confidence, said[anew[0].key]))


def reordered(found: Sequence[Found], scores: Sequence[float]) -> list[Found]:
    """Add what a reranker says of the first passages to their scores, and sort them by it."""
    first = [
        replace(each, score=round(each.score + PASSAGE_WEIGHT * score, _DIGITS))
        for each, score in zip(found, scores, strict=False)
    ]
    first.sort(key=lambda each: (-each.score, each.stored.passage.id))
    return [*first, *found[len(first) :]]


def ranked_anew(ranked: Sequence[Candidate], scores: Sequence[float]) -> list[Candidate]:
    """Add what a reranker says of the first sentences to their scores, and sort them by it."""
    first = [
        replace(each, score=round(each.score + SENTENCE_WEIGHT * score, _DIGITS))
        for each, score in zip(ranked, scores, strict=False)
    ]
    first.sort(key=lambda each: (-each.score, each.key))
    return [*first, *ranked[len(first) :]]


def second_opinion(confidence: float, answers: float) -> float:
    """Return a confidence in the light of how likely the first sentence answers.

    Rises with both; a reranker that cannot tell (0.5) changes nothing.
    """
    said = max(-SUREST, min(SUREST, _log_odds(answers)))
    return round(1.0 / (1.0 + math.exp(-_log_odds(confidence) - TRUST * said)), 4)


def _log_odds(probability: float) -> float:
    inside = max(_EPSILON, min(1 - _EPSILON, probability))
    return math.log(inside / (1 - inside))


def _in_context(each: Candidate) -> str:
    """Return a sentence below its headline, which says who "the company" is."""
    if each.place == TITLE or not has_headline(each.article.article):
        return each.text
    return f"{each.article.article.title}\n{each.text}"
