"""The scale of another reader: what brings its log odds to those of the shipped one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, stdev

from assistant.answering.sentences import read_sentences
from assistant.errors import AssistantError
from assistant.models.reader import Reader, SpanReader
from assistant.question.query import Query
from assistant.retrieve.retriever import Evidence
from assistant.store.snapshot import Snapshot

_FEWEST = 20  # questions: the spread of fewer says little


def reader_scale(
    snapshot: Snapshot, reader: Reader, asked: Sequence[tuple[Query, Evidence]]
) -> tuple[float, float]:
    """Return (slope, intercept): with them both readers' best odds have one mean and spread.

    Raises AssistantError for fewer than 20 questions, or where a reader tells none from another.
    """
    if len(asked) < _FEWEST:
        raise AssistantError(f"Ask at least {_FEWEST} questions to find the scale of a reader.")
    ours = _best(snapshot, SpanReader(), asked)
    theirs = _best(snapshot, reader, asked)
    spread = stdev(theirs)
    if not spread:
        raise AssistantError("This reader says the same of every question: it cannot be used.")
    slope = stdev(ours) / spread
    return round(slope, 4), round(mean(ours) - slope * mean(theirs), 4)


def _best(
    snapshot: Snapshot, reader: Reader, asked: Sequence[tuple[Query, Evidence]]
) -> list[float]:
    """Return the log odds of the best span for each question."""
    return [
        max((each.span.score for each in read_sentences(snapshot, *pair, reader)), default=0.0)
        for pair in asked
    ]
