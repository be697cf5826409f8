"""The sentences and headlines that may be quoted, and how well each answers the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.embedding import Embedder
from assistant.question import Kind, Query
from assistant.retrieval import Evidence, Found
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.store.snapshot import Snapshot
from assistant.words import stems

TITLE = -1  # the place of a headline, before the first sentence
# Comparing by meaning is what an answer spends most of its time on: so many sentences are compared,
# and twice as many where several things are asked for.
EMBEDDED = 6
_READ = 8  # passages
_LONGEST = 450  # characters: what is longer is seldom a sentence, and never a good quote


@dataclass(frozen=True)
class Candidate:
    """One sentence (or the headline, `place` -1) of an article, with the score of its passage.

    `before` is what stands around it for the reader: headline and sentence before, as stems.
    """

    article: StoredArticle
    part: Literal["text", "title"]
    place: int
    start: int
    end: int
    passage_score: float
    before: frozenset[str]
    similarity: float = 0.0
    score: float = 0.0

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands: article id and place."""
        return self.article.article.id, self.place

    @cached_property
    def text(self) -> str:
        """Its words, exactly as they stand."""
        article = self.article.article
        whole = article.title if self.part == "title" else article.text
        return whole[self.start : self.end]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its distinct stems."""
        return frozenset(stems(self.text))

    @cached_property
    def length(self) -> int:
        """Its length in words."""
        return len(self.text.split())


# Fitted by logistic regression on which sentences hold the answer of a news question, rounded;
# benchmarks/quality.py measures them.
_SIMILARITY, _COVERAGE, _PASSAGE, _KIND, _TITLE = 2.5, 1.5, 5.0, 0.9, 0.8
_LENGTH, _LATE, _SHORT = 0.6, -0.3, -1.0


def find_candidates(
    snapshot: Snapshot, embedder: Embedder, query: Query, evidence: Evidence
) -> list[Candidate]:
    """Return what may be quoted from the best passages, best first; ties in reading order."""
    most = 2 * EMBEDDED if query.several else EMBEDDED
    rough = rank(query, _candidates(snapshot, evidence.found[:_READ]))[:most]
    if not rough:
        return []
    vectors = embedder.embed([each.text for each in rough])
    return rank(query, _with_similarity(rough, vectors @ evidence.vector))


def rank(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Score candidates and sort them, best first."""
    best = max((each.passage_score for each in candidates), default=0.0)
    scored = [replace(each, score=_score(query, each, best)) for each in candidates]
    return sorted(scored, key=lambda each: (-each.score, each.key))


def coverage(query: Query, found: frozenset[str]) -> float:
    """Return the share of the question's words, weighed by rarity, that stand among stems."""
    total = sum(query.terms.values())
    return (
        sum(weight for term, weight in query.terms.items() if query.meets(term, found)) / total
        if total
        else 0.0
    )


def _score(query: Query, each: Candidate, best: float) -> float:
    score = _SIMILARITY * each.similarity
    score += _COVERAGE * coverage(query, each.stems | each.before)
    score += _PASSAGE * (each.passage_score - best)
    if not query.several or query.kind in _PATTERNS:  # one name is not the whole of several things
        score += _KIND * offers(query, each.text)
    if each.place == TITLE:  # a headline names one thing, and seldom one of several
        score += -_TITLE if query.several else _TITLE
    score += _LENGTH * min(each.length, 60) / 60
    score += _LATE * min(max(each.place, 0), 20) / 20
    score += _SHORT * (each.length < 5)
    return round(score, 6)


_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundreds?|"
    r"thousands?|millions?|billions?|half|third|quarter|twice|first|second)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:\d{4}|january|february|march|april|june|july|august|september|october|november|"
    r"december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|years?|months?|weeks?|days?|century|"
    r"morning|night|yesterday|today)\b|\bMay\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|of|across)\s+(?:the\s+)?[A-Z]")
_REASON = re.compile(
    r"\b(?:because|due to|after|since|so that|in order|avoid|amid|following|over|caused?|reasons?|"
    r"result|therefore|citing|blamed?)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:should|must|needs?|requir\w+|demand\w*|(?:pre)?conditions?|if|unless|provided|propos\w+|"
    r"call(?:s|ed)? for|insist\w*|want(?:s|ed)?|ask(?:s|ed)? for|terms)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")
_PATTERNS: Mapping[Kind, re.Pattern[str]] = {
    Kind.NUMBER: _NUMBER,
    Kind.TIME: _TIME,
    Kind.PLACE: _PLACE,
    Kind.REASON: _REASON,
    Kind.DEMAND: _DEMAND,
}


def offers(query: Query, text: str) -> bool:
    """Tell whether a text holds the sort of thing that was asked for: a number, a new name, ..."""
    pattern = _PATTERNS.get(query.kind)
    if pattern:
        return bool(pattern.search(text))
    asked = query.text.lower()
    return any(name.lower() not in asked for name in _NAME.findall(text))


def _candidates(snapshot: Snapshot, found: Sequence[Found]) -> list[Candidate]:
    articles: dict[str, StoredArticle] = {}
    candidates: dict[tuple[str, int], Candidate] = {}
    for each in found:
        key = each.stored.passage.article_id
        if key not in articles:
            articles[key] = snapshot.article(key)
        for candidate in _of_passage(articles[key], each):
            candidates.setdefault(candidate.key, candidate)
    return _quotable(list(candidates.values()))


def _quotable(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is too long to be quoted whole, unless there is nothing else."""
    return [each for each in candidates if each.end - each.start <= _LONGEST] or candidates


def _of_passage(stored: StoredArticle, found: Found) -> list[Candidate]:
    article, passage = stored.article, found.stored.passage
    title = frozenset(stems(article.title))
    made = [_headline(stored, found.score)] if has_headline(article) else []
    before = title
    for place, (start, end) in enumerate(stored.sentences):
        if passage.start <= start and end <= passage.end:
            candidate = Candidate(stored, "text", place, start, end, found.score, before)
            made.append(candidate)
            before = title | candidate.stems
    return made


def has_headline(article: Article) -> bool:
    """Tell whether a title is more than the first words of the text, taken for want of one."""
    return bool(article.title) and not article.text.startswith(article.title.rstrip("…").rstrip())


def _headline(stored: StoredArticle, score: float) -> Candidate:
    return Candidate(stored, "title", TITLE, 0, len(stored.article.title), score, frozenset())


def _with_similarity(
    candidates: Sequence[Candidate], similarities: NDArray[np.float32]
) -> list[Candidate]:
    return [
        replace(each, similarity=round(float(similarity), 4))
        for each, similarity in zip(candidates, similarities, strict=True)
    ]
