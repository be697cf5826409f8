"""A question with what is expected of it, and what became of it: the nouns of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.schema import Turn

CITED = "gold_cited"  # the kind of evidence that people named; other kinds were found by machine


class EvaluationError(AssistantError):
    """A set of questions or an earlier evaluation cannot be read."""


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """An article that answers a question, and the words in it that do, if they are known."""

    article_id: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what is expected of it; `place` says where it stands ("my.csv:3").

    A right answer holds one of `answers`, and of each of `items` one wording. `chain` is the id of
    the conversation that it is a turn of: the turns before it are asked before it.
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()
    answerable: bool = True
    evidence: tuple[GoldEvidence, ...] = ()
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    kind: str = ""
    chain: str = ""
    place: str = ""

    @property
    def group(self) -> str:
        """`gold_cited` where people named an article, else nothing."""
        return CITED if any(each.kind == CITED for each in self.evidence) else ""

    @property
    def gold_articles(self) -> frozenset[str]:
        """The articles that count as hits: those that people named, or all where nobody did."""
        named = [each for each in self.evidence if not self.group or each.kind == CITED]
        return frozenset(each.article_id for each in named) if self.answerable else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """The questions of one folder or file, and what in it could not be read.

    `articles` is the file of articles that they are asked over; None: the assistant's own corpus.
    """

    name: str
    cases: tuple[Case, ...]
    articles: Path | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation of an answer, and whether the article and the answer say exactly that there."""

    article_id: str
    part: str
    start: int
    end: int
    quote: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question with its answer. `scores` has only what can be measured on this question.

    Of a list `expected` are all items, and `missing` those that the answer does not name.
    """

    id: str
    question: str
    searched: str
    as_of: str | None
    answerable: bool
    expected: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    group: str = ""
    kind: str = ""
    chain: str = ""
    status: str
    confidence: float
    answer: str
    citations: tuple[Cited, ...] = ()
    articles: tuple[str, ...] = ()
    rank: int | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers."""
        return asdict(self)


def outcome_from(record: Mapping[str, Any]) -> Outcome:
    """Return the outcome that `to_dict` wrote."""
    given = dict(record)
    given["citations"] = tuple(Cited(**each) for each in given["citations"])
    for name in ("expected", "missing", "articles"):
        given[name] = tuple(given.get(name, ()))
    return Outcome(**given)
