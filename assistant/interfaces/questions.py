"""Questions of programs: so many are answered at a time, the others wait in turn.

Each is answered in a thread and to its end as fast as that goes; whoever reads slowly holds up
nobody else, and is sent the newest state of what grows.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from starlette.concurrency import run_in_threadpool

from assistant.errors import AssistantError
from assistant.schema import Answer, Article, ArticleHead, Filters, IndexInfo, Passage, Turn

_T = TypeVar("_T")

ANSWERED_AT_ONCE = 8
WAITING = 256
WAITING_OF_ONE = 64  # client


class Articles(Protocol):
    """The part of `assistant.Assistant` that programs use."""

    @property
    def language_model(self) -> str:
        """The name of the language model that words the answers, or ""."""

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Answer]:
        """Yield growing answers; each replaces the last, the last is complete."""

    def search(
        self,
        question: str,
        limit: int = 10,
        *,
        as_of: date | None = None,
        filters: Filters | None = None,
    ) -> list[Passage]:
        """Return the passages that fit best, best first."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the unit vector of each text."""

    def word_pieces(self, texts: Sequence[str]) -> int:
        """Return how many word pieces of these texts `embed` reads."""

    def article(self, article_id: str) -> Article:
        """Return the indexed version of an article."""

    def articles(self) -> list[ArticleHead]:
        """Return every indexed article without its text."""

    def info(self) -> IndexInfo:
        """Return what the index holds."""


class Answering(Protocol):
    """What counts the answers that are being made, and lets none begin once the server stops."""

    def answering(self) -> contextlib.AbstractContextManager[None]:
        """Count one answer while it is made; raises an AssistantError when none may begin."""


class TooMany(AssistantError):
    """As many questions wait as may wait."""


class TooManyOfOne(TooMany):
    """One client has as many questions waiting as one may have."""


class QuestionQueue:
    """Does what programs ask for in threads; used from one event loop."""

    def __init__(self, gate: Answering) -> None:
        self._gate = gate
        self._turns = asyncio.Semaphore(ANSWERED_AT_ONCE)
        self._waiting: Counter[str] = Counter()  # by client

    async def call(self, client: str, work: Callable[[], _T]) -> _T:
        """Return what a function gives, when it is its turn; raises what it raises, and TooMany."""

        def counted() -> _T:
            with self._gate.answering():
                return work()

        with self._place(client):
            async with self._turns:
                return await run_in_threadpool(counted)

    async def stream(self, client: str, work: Callable[[], Iterator[_T]]) -> AsyncGenerator[_T]:
        """Yield what an iterator gives; where it is faster than its reader, the newest only.

        Where its reader leaves, it is broken off, and makes room for the next once it has ended.
        """
        loop, left = asyncio.get_running_loop(), threading.Event()
        newest, changed = list[_T](), asyncio.Event()

        def tell(each: _T) -> None:
            newest[:] = [each]
            changed.set()

        def run() -> None:
            if left.is_set():
                return
            for each in work():
                if left.is_set():
                    return
                loop.call_soon_threadsafe(tell, each)

        running = asyncio.ensure_future(self.call(client, run))
        running.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        running.add_done_callback(lambda _: changed.set())
        try:
            while newest or not running.done():
                await changed.wait()
                changed.clear()
                while newest:
                    yield newest.pop()
            running.result()
        finally:
            left.set()

    @contextlib.contextmanager
    def _place(self, client: str) -> Iterator[None]:
        if self._waiting[client] >= WAITING_OF_ONE:
            raise TooManyOfOne("You have too many questions waiting. Ask again in a moment.")
        if self._waiting.total() >= WAITING:
            raise TooMany("Too many questions are waiting. Ask again in a moment.")
        self._waiting[client] += 1
        try:
            yield
        finally:
            self._waiting[client] -= 1
            if not self._waiting[client]:
                del self._waiting[client]
