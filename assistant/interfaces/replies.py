"""What is sent to programs: nouns as JSON, and events of a stream."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import date
from typing import Any, TypeVar

from starlette.responses import Response, StreamingResponse

_T = TypeVar("_T")

_EVENT = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
}
EVENT_STREAM: dict[str, Any] = {
    "description": "Server-sent events.",
    "content": {"text/event-stream": {"schema": _EVENT}},
}
"""How OpenAPI describes a response with events."""


class Nouns(Response):
    """One of our dataclasses, or a list of them, as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Return the bytes that are sent."""
        return as_json(content).encode()


def as_json(content: Any) -> str:
    """Return one line of JSON; a lone surrogate, which no JSON can carry, becomes a sign."""
    told = json.dumps(content, default=_plain, ensure_ascii=False, separators=(",", ":"))
    return told.encode(errors="replace").decode()


def event(content: str, name: str = "") -> str:
    """Return one event of a stream; its content is one line."""
    return (f"event: {name}\n" if name else "") + f"data: {content}\n\n"


async def begun(items: AsyncGenerator[_T]) -> AsyncIterator[_T]:
    """Wait for the first item, so that what goes wrong before it is no broken stream."""
    first = await anext(items)

    async def all_of_them() -> AsyncIterator[_T]:
        async with aclosing(items):
            yield first
            async for each in items:
                yield each

    return all_of_them()


def events_response(events: AsyncIterator[str]) -> StreamingResponse:
    """Return a response that sends events as they come; no proxy is to hold them back."""
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(events, headers=headers, media_type="text/event-stream")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return dataclasses.asdict(value)
