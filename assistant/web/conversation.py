"""What one browser tab has asked and been told, and the one reply that may add to it."""

from __future__ import annotations

import dataclasses
import secrets
import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from assistant.schema import Answer, Turn
from assistant.web.limits import NO_LIMITS, Asking, Limits

KEPT_EXCHANGES = 30
"""Older exchanges leave the page, so that a tab that stays open for days stays small."""

HISTORY_TURNS = 8
"""How many earlier turns a follow-up is read with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and what came of it: a growing answer, or a problem in one line.

    `limits` are what it was asked within, `suggestions` what could be asked next, and `undated`
    the question without its time words, when it was not found and had any. `helpful` is what its
    reader said of the answer, if anything, and `comment` in what words.
    """

    number: int
    question: str
    answer: Answer | None = None
    problem: str = ""
    state: Literal["running", "done", "stopped"] = "running"
    limits: Limits = NO_LIMITS
    suggestions: tuple[str, ...] = ()
    undated: str = ""
    helpful: bool | None = None
    comment: str = ""

    def again_without(self, names: Collection[str]) -> Asking:
        """Return this question without some of its limits; `"words"` are its time words."""
        question = self.undated if "words" in names and self.undated else self.question
        return Asking(question, self.limits.without(names))


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one session, oldest first; every change returns a new conversation."""

    exchanges: tuple[Exchange, ...] = ()

    @property
    def last(self) -> Exchange | None:
        """The newest exchange, if there is one."""
        return self.exchanges[-1] if self.exchanges else None

    @property
    def running(self) -> bool:
        """Whether the newest exchange is still being answered."""
        return self.last is not None and self.last.state == "running"

    def begin(self, question: str, limits: Limits = NO_LIMITS) -> Exchange:
        """Return a new exchange, numbered after the last one."""
        number = self.last.number + 1 if self.last else 1
        return Exchange(number=number, question=question, limits=limits)

    def having(self, exchange: Exchange) -> Conversation:
        """Return the conversation with this exchange added, or replaced if its number is known."""
        others = tuple(kept for kept in self.exchanges if kept.number != exchange.number)
        return Conversation((*others, exchange)[-KEPT_EXCHANGES:])

    def judged(self, number: int, helpful: bool | None) -> Conversation:
        """Return the conversation with what its reader said of the answer with this number."""
        return Conversation(
            tuple(
                dataclasses.replace(kept, helpful=helpful) if kept.number == number else kept
                for kept in self.exchanges
            )
        )

    def without_last(self) -> Conversation:
        """Return the conversation before its newest exchange."""
        return Conversation(self.exchanges[:-1])

    def stopped(self) -> Conversation:
        """Return the conversation with a running exchange marked as stopped by the reader."""
        if self.last is None or not self.running:
            return self
        return self.having(dataclasses.replace(self.last, state="stopped"))

    def exchange(self, number: int) -> Exchange | None:
        """Return the exchange with this number, or None when it is unknown or has left."""
        return next((kept for kept in self.exchanges if kept.number == number), None)

    def turns(self) -> list[Turn]:
        """Return what follow-ups are read with: the newest finished exchanges."""
        finished = [
            Turn(kept.question, kept.answer)
            for kept in self.exchanges
            if kept.answer is not None and kept.state == "done" and not kept.problem
        ]
        return finished[-HISTORY_TURNS:]


class Session:
    """A conversation and the one reply that may write to it.

    A stopped reply may have an update on its way when its reader stops or clears. Only whoever
    holds the claim writes, so that a late update cannot bring back what is gone. For the same
    reason events change this object and never return another: Gradio would keep the later one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._claim: object = None
        self._conversation = Conversation()
        self._key = _new_key()
        self.listed_as = ""
        """The key under which the tab's own list shows the conversation; empty before."""
        self.kept_at = 0.0
        """When the conversation was last kept or read as it is here; 0 before."""
        self.keeping = threading.Lock()
        """Held while what is here is kept elsewhere, so that nothing older overtakes it."""

    def __deepcopy__(self, memo: object) -> Session:
        """Gradio copies the first value for every tab; a tab begins with an empty session."""
        return Session()

    @property
    def conversation(self) -> Conversation:
        """The conversation as it is now."""
        return self._conversation

    @property
    def kept_as(self) -> tuple[str, Conversation]:
        """The key under which the conversation is kept, and the conversation."""
        with self._lock:
            return self._key, self._conversation

    @property
    def busy(self) -> bool:
        """Whether a reply is under way."""
        return self._claim is not None

    def claim(self) -> object:
        """Return the right to write, or None while another reply holds it."""
        with self._lock:
            if self._claim is not None:
                return None
            self._claim = object()
            return self._claim

    def write(self, claim: object, conversation: Conversation) -> bool:
        """Put in the newest exchange if the claim still holds; tell whether it does."""
        with self._lock:
            if claim is None or claim is not self._claim:
                return False
            # The others stay as they are here: their reader may have judged one meanwhile.
            if conversation.last:
                self._conversation = self._conversation.having(conversation.last)
            return True

    def judge(self, number: int, helpful: bool | None) -> None:
        """Remember what the reader said of an answer."""
        with self._lock:
            self._conversation = self._conversation.judged(number, helpful)

    def release(self, claim: object) -> None:
        """Give a claim back; what it left unfinished counts as stopped."""
        with self._lock:
            if claim is not None and claim is self._claim:
                self._halt(self._conversation.stopped())

    def stop(self) -> None:
        """Take the claim from a running reply and keep what it said so far."""
        with self._lock:
            self._halt(self._conversation.stopped())

    def clear(self) -> None:
        """Take the claim from a running reply and forget everything."""
        self.resume(Conversation())

    def resume(self, conversation: Conversation, key: str = "", kept_at: float = 0.0) -> None:
        """Go on with an earlier conversation; without its key, with a copy of it."""
        with self._lock:
            self._halt(conversation)
            self._key = key or _new_key()
            self.kept_at = kept_at

    def part(self) -> None:
        """Go on as a conversation of its own, apart from what is kept under its key."""
        with self._lock:
            self._key = _new_key()
            self.kept_at = 0.0

    def take_back(self) -> None:
        """Remove the newest exchange; nothing while a reply runs."""
        with self._lock:
            if self._claim is None:
                self._conversation = self._conversation.without_last()

    def _halt(self, conversation: Conversation) -> None:
        self._claim = None
        self._conversation = conversation


def _new_key() -> str:
    return secrets.token_urlsafe(16)
