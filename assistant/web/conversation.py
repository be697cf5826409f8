"""What one browser tab has asked and been told: immutable and bounded."""

from __future__ import annotations

import dataclasses
import json
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
    the question without its time words, when it was not found and had any.
    """

    number: int
    question: str
    answer: Answer | None = None
    problem: str = ""
    state: Literal["running", "done", "stopped"] = "running"
    limits: Limits = NO_LIMITS
    suggestions: tuple[str, ...] = ()
    undated: str = ""

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


def written(exchange: Exchange) -> str:
    """Return an exchange as text that `read` reads."""
    # ASCII only: articles may hold lone surrogates, which SQLite could not keep.
    names = ("number", "question", "problem", "state", "suggestions", "undated")
    plain = {name: getattr(exchange, name) for name in names}
    answer = exchange.answer and exchange.answer.to_dict()
    return json.dumps({**plain, "answer": answer, "limits": exchange.limits.plain()})


def read(content: str) -> Exchange:
    """Return an exchange that was written; one that was still running counts as stopped."""
    plain = json.loads(content)
    answer = Answer.from_dict(plain.pop("answer")) if plain["answer"] else None
    limits = Limits.read(plain.pop("limits", None))
    suggestions = tuple(plain.pop("suggestions", ()))
    plain.pop("answer", None)
    exchange = Exchange(**plain, answer=answer, limits=limits, suggestions=suggestions)
    if exchange.state == "running":
        return dataclasses.replace(exchange, state="stopped")
    return exchange
