"""From a question to its quoted answer, and to all that a written one is made from."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import overview
from assistant.conversation import FollowUp
from assistant.missing import missing_notes
from assistant.periods import spoken_day
from assistant.question import Query
from assistant.quotation import compose
from assistant.quoting import Draft, QuotingAnswerer
from assistant.retrieval import Evidence, Retriever
from assistant.schema import NOT_FOUND_TEXT, Answer, Filters, Note, Turn
from assistant.shortanswer import short_answer
from assistant.smalltalk import read_smalltalk
from assistant.store.snapshot import Snapshot
from assistant.wording import read_worded
from assistant.writing.draft import Material

EVIDENCE = 10  # passages


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, with what goes along with it."""

    question: str
    history: Sequence[Turn] = ()
    as_of: date | None = None
    filters: Filters | None = None


class Lookup:
    """Answers with quotes; holds no state of its own."""

    def __init__(self, retriever: Retriever, answerer: QuotingAnswerer, threshold: float) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._threshold = threshold

    def find(self, snapshot: Snapshot, asked: Asked, standalone: FollowUp) -> Material:
        """Return the quoted answer with its notes, or what small talk gets."""
        query = read_query(snapshot, standalone.text, asked.as_of, asked.filters)
        query = replace(query, plain=standalone.plain, topic=standalone.topic)
        talk = read_smalltalk(asked.question)
        if talk is None:
            found = self._quoted(snapshot, query)
        else:
            told = overview.answer(snapshot, self._retriever, query, talk, asked.history)
            found = Material(query, told)
        notes = (*found.quoted.notes, *_notes(snapshot, query))
        quoted = replace(found.quoted, notes=notes, checked=len(found.quoted.text))
        return replace(found, quoted=quoted)

    def _quoted(self, snapshot: Snapshot, query: Query) -> Material:
        started = time.perf_counter()
        evidence = self._retriever.retrieve(snapshot, query, EVIDENCE)
        retrieved = time.perf_counter()
        draft = self._answerer.answer(snapshot, query, evidence)
        seconds = {
            "retrieve": retrieved - started,
            "answer": time.perf_counter() - retrieved,
        }
        found = replace(self._decide(query, evidence, draft), seconds=seconds)
        if found.status == "not_found":
            notes = missing_notes(snapshot, query, evidence)
            return Material(query, replace(found, notes=notes))
        return Material(query, found, draft.quotes)

    def _decide(self, query: Query, evidence: Evidence, draft: Draft) -> Answer:
        """Answer if it is sure enough; otherwise the passages are leads."""
        found = bool(draft.quotes) and draft.confidence >= self._threshold
        text, citations = compose(draft.quotes) if found else (NOT_FOUND_TEXT, ())
        return Answer(
            text=text,
            status="answered" if found else "not_found",
            citations=citations,
            passages=evidence.passages,
            question=query.text,
            as_of=query.as_of,
            date_range=query.period,
            confidence=draft.confidence,
            highlights=short_answer(query, text, citations),
            notes=draft.notes if found else (),
        )


def read_query(
    snapshot: Snapshot, question: str, as_of: date | None, filters: Filters | None
) -> Query:
    """Return a question as it is searched in an index."""
    heads = snapshot.heads()
    return read_worded(
        question,
        snapshot,
        as_of=as_of or default_as_of(snapshot),
        dated=as_of is not None,
        sources=sorted({head.source for head in heads}),
        filters=filters,
    )


def default_as_of(snapshot: Snapshot) -> date:
    """Return today, or the newest article's day if that is earlier; the future does not count."""
    today = date.today()
    days = [head.published for head in snapshot.heads() if head.published]
    return max((day for day in days if day <= today), default=today)


def _notes(snapshot: Snapshot, query: Query) -> list[Note]:
    notes = []
    if query.corrections:
        changes = ", ".join(f"“{meant}” instead of “{typed}”" for typed, meant in query.corrections)
        notes.append(Note(kind="spelling", text=f"Searched for {changes}."))
    if query.period_words:
        notes.append(
            Note(kind="dates", text=f"Read as asking about the time {query.period_words}.")
        )
    if query.period or query.dated or query.recent:
        notes.append(Note(kind="as_of", text=f"As of {spoken_day(query.as_of)}."))
    undated = sum(head.published is None for head in snapshot.heads())
    if undated and (query.filters.since or query.filters.until):
        noun = "article was" if undated == 1 else "articles were"
        notes.append(
            Note(kind="undated", text=f"{undated} undated {noun} left out by the date filter.")
        )
    return notes
