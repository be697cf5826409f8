"""The sentences and headlines that may be quoted, and how well each answers the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from assistant.boilerplate import is_boilerplate, lists_topics, own_words, whole_words
from assistant.echoes import asks_again
from assistant.question import Kind, Query, coverage
from assistant.retrieval import Evidence, Found
from assistant.schema import Article
from assistant.store.records import StoredArticle, sentences_within
from assistant.store.snapshot import Snapshot
from assistant.strength import strength
from assistant.words import stems

TITLE = -1  # the place of a headline, before the first sentence
_READ = 8  # passages
_WEIGHED = 16  # of the best sentences are read for a short answer
_DIGITS = 4  # of a similarity: what differs less is a tie
_LONGEST = 450  # characters: what is longer is seldom a sentence, and never a good quote


@dataclass(frozen=True)
class Candidate:
    """One sentence (or the headline, `place` -1) of an article, with the score of its passage.

    `before` is what stands around it for the reader: headline and sentence before, as stems;
    `strength` says how good a short answer it holds.
    """

    article: StoredArticle
    part: Literal["text", "title"]
    place: int
    start: int
    end: int
    passage_score: float
    before: frozenset[str]
    similarity: float = 0.0
    strength: float = 0.0
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


# Found by random search for the quotes that hold the answer (realtimeqa_2022, and the even halves
# of onestopqa and clapnq_dev, at about 50 words), then rounded; that of cues was set by hand, for
# too few questions there ask for a demand. benchmarks/quality.py measures them.
_SIMILARITY, _COVERAGE, _OWN_COVERAGE, _PASSAGE, _CUE, _TITLE = 4.3, 3.4, 1.7, 8.2, 1.2, 0.4
_STRENGTH, _LATE, _SHORT = 0.7, -0.2, -0.4


def find_candidates(snapshot: Snapshot, query: Query, evidence: Evidence) -> list[Candidate]:
    """Return what may be quoted from the best passages, best first; ties in reading order."""
    ranked = rank(query, _candidates(snapshot, query, evidence))
    # What is not among the best stays behind them: it is not worth the time.
    weighed = [
        replace(each, strength=round(strength(query, each.text, each.article.article), _DIGITS))
        for each in ranked[:_WEIGHED]
    ]
    return [*rank(query, weighed), *ranked[_WEIGHED:]]


def rank(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Score candidates and sort them, best first."""
    best = max((each.passage_score for each in candidates), default=0.0)
    scored = [replace(each, score=_score(query, each, best)) for each in candidates]
    return sorted(scored, key=lambda each: (-each.score, each.key))


def _score(query: Query, each: Candidate, best: float) -> float:
    score = _SIMILARITY * each.similarity
    score += _COVERAGE * coverage(query, each.stems | each.before)
    score += _OWN_COVERAGE * coverage(query, each.stems)
    score += _PASSAGE * (each.passage_score - best)
    score += _CUE * cues(query, each.text)
    if each.place == TITLE:  # a headline names one thing, and seldom one of several
        score += -_TITLE if query.several else _TITLE
    score += _STRENGTH * each.strength
    score += _LATE * min(max(each.place, 0), 20) / 20
    score += _SHORT * (each.length < 5)
    return round(score, 6)


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
_CUES: Mapping[Kind, re.Pattern[str]] = {Kind.REASON: _REASON, Kind.DEMAND: _DEMAND}


def cues(query: Query, text: str) -> int:
    """Count the cues for what was asked, up to two: "because" for a reason, "must" for a demand."""
    cue = _CUES.get(query.kind)
    return min(len({match.lower() for match in cue.findall(text)}), 2) if cue else 0


def _candidates(snapshot: Snapshot, query: Query, evidence: Evidence) -> list[Candidate]:
    found = evidence.found[:_READ]
    parts = snapshot.parts([each.stored.passage.id for each in found])
    articles: dict[str, StoredArticle] = {}
    candidates: dict[tuple[str, int], Candidate] = {}
    for each in found:
        passage = each.stored.passage
        if passage.article_id not in articles:
            articles[passage.article_id] = snapshot.article(passage.article_id)
        similarities = np.round(parts[passage.id] @ evidence.vector, _DIGITS).tolist()
        for candidate in _of_passage(articles[passage.article_id], each, similarities):
            if _says_something(query, candidate):
                candidates.setdefault(candidate.key, candidate)
    return _quotable(list(candidates.values()))


def _says_something(query: Query, each: Candidate) -> bool:
    """Tell whether a sentence is neither boilerplate nor the question itself."""
    if each.place == TITLE and lists_topics(each.text):
        return False
    return not is_boilerplate(each.text) and not asks_again(query, each.text)


def _quotable(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is too long to be quoted whole, unless there is nothing else."""
    return [each for each in candidates if each.end - each.start <= _LONGEST] or candidates


def _of_passage(
    stored: StoredArticle, found: Found, similarities: Sequence[float]
) -> list[Candidate]:
    """Return the headline and the sentences of a passage; similarities are in the same order."""
    article, passage = stored.article, found.stored.passage
    before = title = frozenset(stems(article.title))
    made = [_headline(stored, found.score, similarities[0])] if has_headline(article) else []
    places = sentences_within(stored.sentences, passage.start, passage.end)
    for place, similarity in zip(places, similarities[1:], strict=True):
        start, end = own_words(article.text, *stored.sentences[place])
        candidate = Candidate(stored, "text", place, start, end, found.score, before, similarity)
        made.append(candidate)
        before = title | candidate.stems
    return made


def has_headline(article: Article) -> bool:
    """Tell whether a title is more than the first words of the text, taken for want of one."""
    return bool(article.title) and not article.text.startswith(article.title.rstrip("…").rstrip())


def _headline(stored: StoredArticle, score: float, similarity: float) -> Candidate:
    end = whole_words(stored.article.title, stored.article.text)
    return Candidate(stored, "title", TITLE, 0, end, score, frozenset(), similarity)
