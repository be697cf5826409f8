"""Keeping the index up to date while the chat is served: on request, and by watching the folder."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.errors import AssistantError
from assistant.schema import Progress, SyncReport
from assistant.web.markup import problem_of

SECONDS_BETWEEN_LOOKS = 2.0
_SECONDS_BEFORE_ESTIMATE = 3.0
_log = logging.getLogger(__name__)


class Syncing(Protocol):
    """The part of `assistant.Assistant` that brings the index up to date."""

    def sync(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        """Read new, changed and removed articles."""

    def fingerprint(self) -> str:
        """Name the state of the folder of articles."""


@dataclass(frozen=True, slots=True)
class Update:
    """How far the newest update is; `number` counts the updates that have ended.

    `left` is how many seconds its stage may still take; 0 is not known yet.
    """

    running: bool = False
    number: int = 0
    progress: Progress | None = None
    left: float = 0.0
    stopped: bool = False
    report: SyncReport | None = None
    problem: str = ""


class _Stopped(Exception):
    """A reader has stopped the update."""


class Updater:
    """One thread that syncs when asked to; requests that come meanwhile become one more sync."""

    def __init__(self, assistant: Syncing) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._state = Update()
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="updater", daemon=True)
        self._thread.start()

    @property
    def state(self) -> Update:
        """How far it is; never half of one update and half of another."""
        return self._state

    def request(self) -> int:
        """Ask for an update; returns the number that `state` has when what is there now is in."""
        with self._lock:
            # A sync under way may have looked at the folder already: the next one counts.
            due = self._state.number + (2 if self._state.running else 1)
            self._wanted.set()
            return due

    def stop(self) -> None:
        """Break off the update that runs; the articles that it has put in stay."""
        self._stopping.set()

    def close(self) -> None:
        """Start no more updates, and wait a little for one that runs: the next start resumes it."""
        self._closed.set()
        self._wanted.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while self._wanted.wait() and not self._closed.is_set():
            with self._lock:
                self._wanted.clear()
                self._stopping.clear()
                number = self._state.number
                self._state = Update(running=True, number=number)
            ended = self._sync(number)
            with self._lock:
                self._state = dataclasses.replace(ended, number=number + 1)

    def _sync(self, number: int) -> Update:
        began: dict[str, float] = {}  # each stage

        def tell(progress: Progress) -> None:
            if self._stopping.is_set() and progress.stage != "writing":
                raise _Stopped
            passed = time.monotonic() - began.setdefault(progress.stage, time.monotonic())
            left = passed / progress.done * (progress.total - progress.done) if progress.done else 0
            told = left if passed > _SECONDS_BEFORE_ESTIMATE else 0
            self._state = Update(running=True, number=number, progress=progress, left=told)

        try:
            return Update(report=self._assistant.sync(on_progress=tell))
        except _Stopped:
            return Update(stopped=True)
        except AssistantError as error:
            return Update(problem=problem_of(error))
        except Exception:
            _log.exception("The articles could not be updated.")
            return Update(problem="The articles could not be updated; the server's log says why.")


class Watcher:
    """Looks at the folder every few seconds and asks for an update when it changed and is calm."""

    def __init__(
        self, assistant: Syncing, updater: Updater, seconds: float = SECONDS_BETWEEN_LOOKS
    ) -> None:
        self._assistant = assistant
        self._updater = updater
        self._seconds = seconds
        self._closed = threading.Event()
        self._synced = self._seen = self._look()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._closed.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._closed.wait(self._seconds):
            now = self._look()
            # Two looks alike: nobody is in the middle of copying files here.
            if now == self._seen and now != self._synced:
                self._synced = now
                self._updater.request()
            self._seen = now

    def _look(self) -> str:
        try:
            return self._assistant.fingerprint()
        except AssistantError as error:  # the folder is missing or empty, which nothing undoes
            return problem_of(error)
