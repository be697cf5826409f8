"""Sets of questions with known answers: their nouns, and where a set is read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import AssistantError
from assistant.schema import Turn

CITED = "gold_cited"  # the kind of evidence that people named; other kinds were found by machine


class EvaluationError(AssistantError):
    """A set of questions or an earlier evaluation cannot be read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article that answers a question, and the words in it that do, if they are known."""

    article_id: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what is expected of it; `place` says where it stands ("my.csv:3")."""

    id: str
    question: str
    answers: tuple[str, ...] = ()
    answerable: bool = True
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
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


def spread(cases: Sequence[Case], limit: int | None) -> tuple[Case, ...]:
    """Return at most `limit` questions at even distances, the same ones every time."""
    if limit is None or limit >= len(cases):
        return tuple(cases)
    return tuple(cases[place * len(cases) // limit] for place in range(limit))
