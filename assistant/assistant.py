"""The assistant: sync a folder of articles, ask, search, read."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from assistant import overview
from assistant.conversation import read_follow_up
from assistant.corpus import FileState, scan
from assistant.errors import QuestionError
from assistant.missing import missing_notes
from assistant.periods import spoken_day
from assistant.question import Query
from assistant.quotation import compose
from assistant.quoting import Draft, QuotingAnswerer
from assistant.retrieval import Evidence, Retriever
from assistant.schema import (
    NOT_FOUND_TEXT,
    Answer,
    Article,
    ArticleHead,
    Filters,
    IndexInfo,
    Note,
    Passage,
    Progress,
    SyncReport,
    Turn,
)
from assistant.shortanswer import short_answer
from assistant.smalltalk import read_smalltalk, strip_greeting
from assistant.store.index import Index
from assistant.store.snapshot import Snapshot
from assistant.wording import read_worded

LONGEST_QUESTION = 2000  # characters
_EVIDENCE = 10  # passages


class Assistant:
    """Answers questions over one folder of articles; safe to share between threads."""

    def __init__(
        self,
        *,
        corpus: Path,
        index: Index,
        retriever: Retriever,
        answerer: QuotingAnswerer,
        threshold: float,
    ) -> None:
        self._corpus = corpus
        self._index = index
        self._retriever = retriever
        self._answerer = answerer
        self._threshold = threshold
        self._synced: list[FileState] = []
        self._syncing = threading.Lock()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of every file."""
        self._index.close()

    def sync(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        """Bring the index up to date with the folder of articles.

        Raises CorpusError when there is none (what is indexed stays), and IndexBusy when another
        process is writing for too long.
        """
        with self._syncing:
            seen = scan(self._corpus)
            report = self._index.sync(self._corpus, on_progress=on_progress)
            self._synced = seen
            return report

    def sync_if_changed(self) -> None:
        """Sync unless the folder looks as it did at the last sync of this object."""
        if not self._synced or scan(self._corpus) != self._synced:
            self.sync()

    def fingerprint(self) -> str:
        """Name the state of the folder of articles: the same until one of its files changes."""
        return hashlib.sha256(repr(scan(self._corpus)).encode()).hexdigest()

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """Answer with quotes, each cited to its exact place, or say that the articles do not.

        `as_of` is the day the question is asked as of: today, or the newest article's day if that
        is earlier, when not given. Raises QuestionError and IndexMissing.
        """
        started = time.perf_counter()
        _check(question)
        asked = read_follow_up(strip_greeting(question), history)
        with self._index.snapshot() as snapshot:
            query = _read(snapshot, asked.text, as_of, filters)
            query = replace(query, plain=asked.plain, topic=asked.topic)
            talk = read_smalltalk(question)
            if talk is not None:
                found = overview.answer(snapshot, self._retriever, query, talk, history)
            else:
                found = self._quoted(snapshot, query)
            found = replace(found, notes=(*found.notes, *_notes(snapshot, query)))
        seconds = {**found.seconds, "total": time.perf_counter() - started}
        return replace(found, seconds=seconds, checked=len(found.text))

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Answer]:
        """Yield growing answers, each in place of the one before; the last is complete."""
        complete = self.answer(question, history=history, as_of=as_of, filters=filters)
        for citation in complete.citations[:-1]:
            following = complete.citations[citation.number]
            if following.answer_end > citation.answer_end:
                yield _part(complete, citation.number, following.answer_start)
        yield complete

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> list[Passage]:
        """Return the passages that fit best, best first."""
        _check(question)
        with self._index.snapshot() as snapshot:
            query = _read(snapshot, question, as_of, filters)
            return list(self._retriever.retrieve(snapshot, query, limit).passages)

    def article(self, article_id: str) -> Article:
        """Return an article as it was indexed; raises UnknownArticle."""
        with self._index.snapshot() as snapshot:
            return snapshot.article(article_id).article

    def articles(self) -> list[ArticleHead]:
        """Return every indexed article without its text, in the order of ids."""
        with self._index.snapshot() as snapshot:
            return list(snapshot.heads())

    def info(self) -> IndexInfo:
        """Return what the index holds."""
        with self._index.snapshot() as snapshot:
            return snapshot.info()

    def examples(self, limit: int = 4) -> list[str]:
        """Return questions that these articles answer."""
        with self._index.snapshot() as snapshot:
            return overview.examples(snapshot, limit)

    def _quoted(self, snapshot: Snapshot, query: Query) -> Answer:
        started = time.perf_counter()
        evidence = self._retriever.retrieve(snapshot, query, _EVIDENCE)
        retrieved = time.perf_counter()
        draft = self._answerer.answer(snapshot, query, evidence)
        seconds = {
            "retrieve": retrieved - started,
            "answer": time.perf_counter() - retrieved,
        }
        found = replace(self._decide(query, evidence, draft), seconds=seconds)
        if found.status == "answered":
            return found
        return replace(found, notes=missing_notes(snapshot, query, evidence))

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


def _check(question: str) -> None:
    if not question.strip():
        raise QuestionError("The question is empty. Ask something about the articles.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are "
            "read. Ask a shorter one."
        )


def _read(snapshot: Snapshot, question: str, as_of: date | None, filters: Filters | None) -> Query:
    heads = snapshot.heads()
    return read_worded(
        question,
        snapshot,
        as_of=as_of or _default_as_of(snapshot),
        dated=as_of is not None,
        sources=sorted({head.source for head in heads}),
        filters=filters,
    )


def _default_as_of(snapshot: Snapshot) -> date:
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


def _part(complete: Answer, number: int, end: int) -> Answer:
    """Return an answer up to its citation `number`, all of it final."""
    text = complete.text[:end].rstrip()
    return replace(
        complete,
        text=text,
        citations=complete.citations[:number],
        highlights=tuple(span for span in complete.highlights if span[1] <= len(text)),
        checked=len(text),
        notes=(),
    )
