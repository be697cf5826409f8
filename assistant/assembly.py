"""The one place where parts are built from settings and put together."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.answering.quoting import QuotingAnswerer
from assistant.assistant import Assistant
from assistant.corpus import ReadingPolicy
from assistant.languagemodels import open_language_model
from assistant.models.embedding import Embedder, SentenceEmbedder
from assistant.models.reader import SpanReader
from assistant.retrieve.retriever import Retriever
from assistant.schema import Answer, Filters, Turn
from assistant.settings import Settings
from assistant.store.index import Index
from assistant.verification.entailment import CrossEncoderEntailment
from assistant.verification.verifier import Verifier
from assistant.writing.rewriting import Rewriter
from assistant.writing.writer import Writer

_open: dict[tuple[Path, Path], Assistant] = {}
_lock = threading.Lock()


def open_assistant(settings: Settings | None = None) -> Assistant:
    """Return an assistant over a folder of articles; close it, or use it in a `with` block.

    Opening is cheap: models and indexes are loaded when they are first needed.
    """
    settings = settings or Settings()
    embedder = SentenceEmbedder(settings.embedder, settings.precision)
    policy = ReadingPolicy(settings.follow_links, settings.file_seconds)
    index = Index(settings.index, lambda: embedder, wait=settings.lock_seconds, policy=policy)
    reader = SpanReader(settings.reader, settings.reader_scale)
    lengths = {"words": settings.quote_words, "list_words": settings.list_words}
    writer, rewriter = _wording(settings, embedder)
    return Assistant(
        corpus=settings.corpus,
        policy=policy,
        index=index,
        retriever=Retriever(embedder),
        answerer=QuotingAnswerer(reader, embedder, **lengths),
        threshold=settings.threshold,
        writer=writer,
        rewriter=rewriter,
    )


def _wording(settings: Settings, embedder: Embedder) -> tuple[Writer | None, Rewriter | None]:
    """Return what words answers and rewrites follow-ups, where a language model is set."""
    if settings.language_model is None:
        return None, None
    model = open_language_model(
        settings.language_model, base_url=settings.base_url, timeout=settings.model_seconds
    )
    verifier = _verifier(settings, embedder)
    return Writer(model, verifier, words=settings.answer_words), Rewriter(model)


def _verifier(settings: Settings, embedder: Embedder) -> Verifier:
    """Return what checks the sentences of a language model, with inference where it is set."""
    name = settings.entailment
    return Verifier(embedder, CrossEncoderEntailment(name) if name else None)


def answer(
    question: str,
    *,
    history: Sequence[Turn] = (),
    as_of: date | None = None,
    filters: Filters | None = None,
) -> Answer:
    """Answer from `corpus/` and `index/` of the working directory, synced if the folder changed.

    One assistant is kept per (corpus, index) for the process and closed at exit; safe to call
    from several threads. Raises AssistantError, by name, for what a user can mend.
    """
    assistant = _shared(Settings())
    assistant.sync_if_changed()
    return assistant.answer(question, history=history, as_of=as_of, filters=filters)


def _shared(settings: Settings) -> Assistant:
    key = settings.corpus.absolute(), settings.index.absolute()
    with _lock:
        if key not in _open:
            _open[key] = open_assistant(settings)
            if len(_open) == 1:
                atexit.register(_close_all)
        return _open[key]


def _close_all() -> None:
    with _lock:
        while _open:
            _open.popitem()[1].close()
