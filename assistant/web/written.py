"""An exchange as the text under which it is kept."""

from __future__ import annotations

import dataclasses
import json

from assistant.schema import Answer
from assistant.web.conversation import Exchange
from assistant.web.limits import Limits


def exchange_as_text(exchange: Exchange) -> str:
    """Return an exchange as text that `read_exchange` reads."""
    # ASCII only: articles may hold lone surrogates, which SQLite could not keep.
    names = ("number", "question", "problem", "state", "suggestions", "undated")
    plain = {name: getattr(exchange, name) for name in names}
    answer = exchange.answer and exchange.answer.to_dict()
    said = {"comment": exchange.comment} if exchange.comment else {}
    return json.dumps({**plain, "answer": answer, "limits": exchange.limits.plain(), **said})


def read_exchange(content: str, helpful: int | None = None) -> Exchange:
    """Return an exchange that was written; one that was still running counts as stopped."""
    plain = json.loads(content)
    answer = Answer.from_dict(plain.pop("answer")) if plain["answer"] else None
    limits = Limits.read(plain.pop("limits", None))
    suggestions = tuple(plain.pop("suggestions", ()))
    plain.pop("answer", None)
    exchange = Exchange(
        **plain,
        answer=answer,
        limits=limits,
        suggestions=suggestions,
        helpful=None if helpful is None else bool(helpful),
    )
    if exchange.state == "running":
        return dataclasses.replace(exchange, state="stopped")
    return exchange


def as_written_now(content: str) -> str:
    """Return text of an earlier time as it would be written now."""
    return exchange_as_text(read_exchange(content))


def asked_in(content: str) -> str:
    """Return what was asked in an exchange, within what, and how it was read."""
    plain = json.loads(content)
    read = plain["answer"] and plain["answer"].get("question")
    return json.dumps([plain["question"], plain.get("limits"), read])
