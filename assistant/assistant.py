"""The assistant: sync a folder of articles, ask, search, read."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType

from assistant.answering.asking import EVIDENCE, Asked, Material, default_as_of, read_query
from assistant.answering.confidence import reader_scale
from assistant.answering.lookup import Lookup
from assistant.answering.quotation import quote_by_quote
from assistant.answering.quoting import QuotingAnswerer
from assistant.answering.suggestions import examples, suggest
from assistant.corpus import AS_USUAL, FileState, ReadingPolicy, scan
from assistant.errors import IndexUnwritable, QuestionError
from assistant.question.conversation import FollowUp
from assistant.question.smalltalk import SmallTalk
from assistant.question.timewords import without_time
from assistant.retrieve.retriever import Retriever
from assistant.schema import (
    Answer,
    Article,
    ArticleHead,
    Filters,
    IndexInfo,
    Passage,
    Progress,
    SyncReport,
    Turn,
)
from assistant.store.index import Index
from assistant.store.snapshot import Snapshot
from assistant.text.visible import typed
from assistant.verification import Statement, statements
from assistant.verification.verifier import ClaimChecker
from assistant.writing.rewriting import Rewriter
from assistant.writing.writer import Writer

_log = logging.getLogger(__name__)

LONGEST_QUESTION = 2000  # characters


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
        policy: ReadingPolicy = AS_USUAL,
        writer: Writer | None = None,
        rewriter: Rewriter | None = None,
    ) -> None:
        self._corpus = corpus
        self._policy = policy
        self._index = index
        self._retriever = retriever
        self._answerer = answerer
        self._lookup = Lookup(retriever, answerer, threshold, ClaimChecker(retriever.embedder))
        self._writer = writer
        self._rewriter = rewriter
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

    @property
    def language_model(self) -> str:
        """The name of the language model that words the answers, or ""."""
        return self._writer.name if self._writer else ""

    def warm(self) -> None:
        """Load the models now, so that the first question need not wait; raises what loading does.

        Without this they are loaded when they are first needed. A language model that cannot be
        had is no error here: each answer tells of it.
        """
        self._retriever.embedder.embed_question("")
        self._answerer.reader.warm()
        if self._writer:
            self._writer.warm()

    def sync(
        self,
        on_progress: Callable[[Progress], None] | None = None,
        *,
        forget_missing: bool = False,
    ) -> SyncReport:
        """Bring the index up to date with the folder of articles.

        Where the files of most articles are gone, as when a disk is not there, the articles stay
        and `failed` says so, unless they are to be forgotten. Raises CorpusError when there is no
        folder or nothing in it (what is indexed stays), IndexBusy when another process is writing
        for too long, and IndexUnwritable when the disk is full or the index is read-only; it can be
        asked all the same.
        """
        with self._syncing:
            seen = self._scan()
            report = self._index.sync(
                self._corpus, on_progress=on_progress, forget_missing=forget_missing
            )
            self._synced = seen
            return report

    def sync_if_changed(self) -> None:
        """Sync unless the folder looks as it did at the last sync of this object.

        Where the index cannot be written, what is in it stays, and a line in the log says so.
        """
        if self._synced and self._scan() == self._synced:
            return
        try:
            self.sync()
        except IndexUnwritable as error:
            if not self._index.generation():
                raise
            _log.warning("%s", error)
            self._synced = self._scan()

    def check(self) -> list[str]:
        """Check the whole index against what was written down; one line for each finding."""
        return self._index.check()

    def repair(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        """Sync, and mend all that `check` finds, from the folder of articles."""
        self._index.suspect()
        return self.sync(on_progress)

    def fingerprint(self) -> str:
        """Name the state of the folder of articles: the same until one of its files changes."""
        return hashlib.sha256(repr(self._scan()).encode()).hexdigest()

    def _scan(self) -> list[FileState]:
        return scan(self._corpus, follow_links=self._policy.follow_links)

    def answer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """Answer with cited sentences, or say that the articles do not.

        `as_of` is the day the question is asked as of: today, or the newest article's day if that
        is earlier, when not given. Raises QuestionError and IndexMissing.
        """
        *_, complete = self.stream(question, history=history, as_of=as_of, filters=filters)
        return complete

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Answer]:
        """Yield growing answers, each in place of the one before; the last is complete.

        With a language model the first is the quoted answer, of which nothing is final yet.
        """
        started = time.perf_counter()
        plain = typed(question)
        _check(plain)
        for answer in self._growing(Asked(plain, history, as_of, filters)):
            elapsed = time.perf_counter() - started
            yield replace(answer, seconds={**answer.seconds, "total": elapsed})

    async def aanswer(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """Answer as `answer` does, in a thread of its own while other tasks go on."""
        return await asyncio.to_thread(
            self.answer, question, history=history, as_of=as_of, filters=filters
        )

    async def astream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> AsyncIterator[Answer]:
        """Yield growing answers as `stream` does, while other tasks go on."""
        growing = self.stream(question, history=history, as_of=as_of, filters=filters)
        while answer := await asyncio.to_thread(next, growing, None):
            yield answer

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> list[Passage]:
        """Return the passages that fit best, best first."""
        plain = typed(question)
        _check(plain)
        with self._index.snapshot() as snapshot:
            query = read_query(snapshot, plain, as_of, filters)
            return list(self._retriever.retrieve(snapshot, query, limit).passages)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the unit vector of each text, of the model with which articles are searched.

        The model that ships with the assistant reads the first 256 word pieces of a text.
        """
        rows, _ = self._retriever.embedder.embed(texts, [()] * len(texts))
        vectors: list[list[float]] = rows.tolist()
        return vectors

    def word_pieces(self, texts: Sequence[str]) -> int:
        """Return how many word pieces of these texts `embed` reads, all together."""
        return self._retriever.embedder.pieces(texts)

    def reader_scale(self, questions: Sequence[str]) -> tuple[float, float]:
        """Return the setting `reader_scale` for a reader of the user's own, from questions.

        Raises AssistantError for too few of them.
        """
        with self._index.snapshot() as snapshot:
            queries = [read_query(snapshot, each, None, None) for each in questions]
            asked = [(each, self._retriever.retrieve(snapshot, each, EVIDENCE)) for each in queries]
            return reader_scale(snapshot, self._answerer.reader.unscaled, asked)

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
        """Return questions to begin with: those that articles bring with them come first."""
        with self._index.snapshot() as snapshot:
            return examples(snapshot.heads(), limit)

    def suggestions(self, answer: Answer, limit: int = 3) -> list[str]:
        """Return follow-up questions that the articles answer and this answer does not.

        They are put to the articles as quotes, never to a language model.
        """
        with self._index.snapshot() as snapshot:
            usual = answer.as_of == default_as_of(snapshot)
            ask = self._asking(snapshot, None if usual else answer.as_of)
            return suggest(answer, snapshot.heads(), ask, limit)

    def undated(self, answer: Answer) -> str:
        """Return the question of an answer without its time words, or "" when it has none."""
        return without_time(answer.question, answer.as_of or date.today())

    def _asking(self, snapshot: Snapshot, as_of: date | None = None) -> Callable[[str], Answer]:
        """Return what answers a question that stands alone with quotes."""

        def ask(question: str) -> Answer:
            asked = Asked(question, as_of=as_of)
            return self._lookup.find(snapshot, asked, self._lookup.read(asked)).quoted

        return ask

    def _growing(self, asked: Asked) -> Iterator[Answer]:
        """Yield the quoted answer quote by quote; with a language model, then the written one."""
        read = self._lookup.read(asked)
        material, said = self._find(asked, read)
        if self._writer is None:
            yield from quote_by_quote(material.quoted)
            return
        if material.quoted.facts:  # of the index, which needs no other words
            yield from quote_by_quote(material.quoted)
            return
        if self._rewriter and asked.history and isinstance(read, FollowUp):
            yield replace(material.quoted, checked=0)
            text = self._rewriter.rewrite(asked.question, asked.history)
            if text:
                material, said = self._find(asked, FollowUp(text, text, read.topic))
        yield from self._writer.write(material, said)

    def _find(self, asked: Asked, read: FollowUp | SmallTalk) -> tuple[Material, list[Statement]]:
        """Return the quoted answer, and what may bear out a written one."""
        with self._index.snapshot() as snapshot:
            found = self._lookup.find(snapshot, asked, read)
            if self._writer is None or not found.quotes:
                return found, []
            return found, statements(snapshot, [each.id for each in found.quoted.passages])


def _check(question: str) -> None:
    if not question.strip():
        raise QuestionError("The question is empty. Ask something about the articles.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are "
            "read. Ask a shorter one."
        )
