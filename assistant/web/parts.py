"""What a served chat has beside the assistant: kept conversations, articles to manage, a gate."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assistant.web.chat import ChatAssistant
from assistant.web.conversations import Conversations
from assistant.web.gate import Gate
from assistant.web.passwords import Users
from assistant.web.updating import Syncing, Updater, Watcher
from assistant.web.uploads import Uploads


class ServedAssistant(ChatAssistant, Syncing, Protocol):
    """The part of `assistant.Assistant` that a served chat needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the chat is served; `corpus` is where uploads go to, None where there are none."""

    state: Path | None = None
    corpus: Path | None = None
    watch: bool = False
    users: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts, ready to use."""

    updater: Updater
    conversations: Conversations | None = None
    uploads: Uploads | None = None
    users: Users | None = None
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
        )
