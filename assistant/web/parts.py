"""What a served chat has beside the assistant: kept conversations, articles to manage, memory."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from assistant.web.access import Gate, Users
from assistant.web.chat import ChatAssistant
from assistant.web.conversations import Conversations
from assistant.web.requestlog import LogForm
from assistant.web.updating import Syncing, Updater, Watcher
from assistant.web.uploads import Uploads

_M_ARENA_MAX = -8  # of glibc's malloc.h
_HEAPS = 2


class ServedAssistant(ChatAssistant, Syncing, Protocol):
    """The part of `assistant.Assistant` that a served chat, and programs beside it, need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the chat is served; `corpus` is where uploads go to, None where there are none.

    `hosts` are the names under which it is reached besides those of this machine. With
    `log_questions` the log holds the words of questions.
    """

    hosts: tuple[str, ...] = ()
    state: Path | None = None
    corpus: Path | None = None
    watch: bool = False
    users: Path | None = None
    log: LogForm = "none"
    log_questions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts, ready to use."""

    updater: Updater
    conversations: Conversations | None = None
    uploads: Uploads | None = None
    users: Users | None = None
    hosts: tuple[str, ...] = ()
    gate: Gate = field(default_factory=Gate)


@contextlib.contextmanager
def opened(assistant: ServedAssistant, serving: Serving) -> Iterator[Parts]:
    """Give the parts while the context lasts, then let go of what they hold."""
    with contextlib.ExitStack() as stack:
        users = Users.read(serving.users) if serving.users else None
        conversations = Conversations(serving.state) if serving.state else None
        if conversations:
            stack.callback(conversations.close)
        updater = Updater(assistant)
        stack.callback(updater.close)
        if serving.watch:
            stack.callback(Watcher(assistant, updater).close)
        yield Parts(
            updater=updater,
            conversations=conversations,
            uploads=Uploads(serving.corpus) if serving.corpus else None,
            users=users,
            hosts=serving.hosts,
        )


def share_heaps() -> None:
    """Let all threads share two heaps, where the C library is glibc; elsewhere change nothing.

    It would give each of many threads a heap of its own, and what they have freed there stays with
    the process: tens of MB after a thousand answers (`benchmarks.users`).
    """
    if told := _of_the_c_library("mallopt"):
        told(_M_ARENA_MAX, _HEAPS)


def return_free_memory() -> None:
    """Give the pages that lie free between others back to the system; takes 5 ms."""
    if told := _of_the_c_library("malloc_trim"):
        told(0)


def _of_the_c_library(name: str) -> Any:
    """Return a function of glibc's; None where the C library is another."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
