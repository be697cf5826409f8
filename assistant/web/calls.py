"""What a browser may have Gradio do: an event of the page, told in values of the kinds it takes.

Gradio itself takes more: the path of any file of this machine as one that was brought, values of
any kind, events that the page has not. What does not fit is refused before Gradio sees it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

ENDPOINT = "ask"
"""The name of the one event that other programs may call."""

Opened = Callable[[str], str | None]
"""Returns the file that a browser means by a name; None where it is none that it brought."""


class Misfit(ValueError):
    """What was sent is nothing that the page sends."""


@dataclass(frozen=True, slots=True)
class _Event:
    takes: tuple[type, ...]
    waits: bool  # in Gradio's queue


class Calls:
    """All events of a page, and what each takes."""

    def __init__(self, page: gr.Blocks) -> None:
        self._events = {
            number: _Event(tuple(type(each) for each in event.inputs), event.queue)
            for number, event in page.fns.items()
            if event.fn
        }
        self._endpoint = next(n for n, each in page.fns.items() if each.api_name == ENDPOINT)

    def read(self, body: bytes, opened: Opened, *, waits: bool) -> dict[str, Any]:
        """Return what one event is told; raises Misfit. `waits` says whether it shall be queued."""
        told = _object(body)
        event = self._events.get(told.get("fn_index", -1))
        if event is None or event.waits != waits or not isinstance(told.get("session_hash"), str):
            raise Misfit
        # Without what tells Gradio of other ways to run it, and of what it need not know.
        return {
            "fn_index": told["fn_index"],
            "session_hash": told["session_hash"],
            "data": _values(event.takes, told.get("data"), opened),
            "event_data": _plain(told.get("event_data")),
        }

    def read_question(self, body: bytes) -> dict[str, Any]:
        """Return what the endpoint is told; raises Misfit."""
        takes = self._events[self._endpoint].takes
        return {"data": _values(takes, _object(body).get("data"), lambda name: None)}


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Misfit from None
    if not isinstance(told, dict) or not _is_number(told.get("fn_index", 0)):
        raise Misfit
    return told


def _values(takes: tuple[type, ...], data: object, opened: Opened) -> list[Any]:
    if not isinstance(data, list) or len(data) != len(takes):
        raise Misfit
    return [_value(kind, each, opened) for kind, each in zip(takes, data, strict=True)]


def _value(kind: type, value: object, opened: Opened) -> Any:
    if issubclass(kind, gr.State):
        return None  # which the server keeps itself
    if issubclass(kind, gr.File):
        return _files(value, opened)
    if issubclass(kind, gr.JSON):
        return _plain(value)
    if not isinstance(value, str | None):
        raise Misfit
    return value or ""


def _files(value: object, opened: Opened) -> list[Any] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise Misfit
    names = [each.get("path") if isinstance(each, dict) else None for each in value]
    paths = [opened(name) if isinstance(name, str) else None for name in names]
    if None in paths:
        raise Misfit
    return [{"path": path, "meta": {"_type": "gradio.FileData"}} for path in paths]


def _plain(value: object) -> object:
    """Return a value that holds at most names with texts and numbers, or lists of these.

    None stands for any other: nothing on the page sends it, and Gradio finds files in it.
    """
    held = list(value.values()) if isinstance(value, dict) else [value]
    flat = [each for item in held for each in (item if isinstance(item, list) else [item])]
    nested = any(isinstance(each, dict | list) for each in flat)
    return None if nested or (isinstance(value, dict) and "path" in value) else value


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
