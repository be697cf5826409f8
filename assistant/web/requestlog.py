"""The log of a server: a line a request and a line a question, each with the request's id.

No line holds a question, an answer, a key, a cookie or an address as it was typed: of an address
there is the route that it belongs to.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Literal, TypeVar

_Item = TypeVar("_Item")

LogForm = Literal["none", "text", "json"]
"""How the log is written; `none` leaves logging as it is, and tells warnings and errors alone."""

_LOG = logging.getLogger(__name__)
_FIELDS = "assistant_fields"  # of a record: what a line says beside its event
_REQUEST: ContextVar[str] = ContextVar("assistant_request", default="")


@contextlib.contextmanager
def logged_to_stderr(form: LogForm) -> Iterator[None]:
    """Write the log of this process to standard error in a form while the context lasts."""
    if form == "none":
        yield
        return
    handler, root = logging.StreamHandler(sys.stderr), logging.getLogger()
    handler.setFormatter(_Json() if form == "json" else _Text())
    level = _LOG.level
    root.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        _LOG.setLevel(level)
        root.removeHandler(handler)


def log_line(event: str, fields: Mapping[str, object]) -> None:
    """Write one line about an event."""
    _LOG.info("%s", event, extra={_FIELDS: fields})


def current_request() -> str:
    """Return the id of the request that is being served here, or ""."""
    return _REQUEST.get()


@contextlib.contextmanager
def in_request(request_id: str) -> Iterator[None]:
    """Let all that is logged meanwhile belong to a request."""
    token = _REQUEST.set(request_id)
    try:
        yield
    finally:
        _REQUEST.reset(token)


def each_in_request(request_id: str, items: Iterator[_Item]) -> Iterator[_Item]:
    """Yield what an iterator gives, each made as a part of a request, in whatever thread."""
    while True:
        with in_request(request_id):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line says, in the order in which it says it."""
    told: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage(),
    }
    own: Mapping[str, object] = getattr(record, _FIELDS, {})
    if "request_id" not in own and (request_id := current_request()):
        told["request_id"] = request_id
    return told | dict(own)


class _Json(logging.Formatter):
    """Each record as one line of JSON; a traceback is a field of it."""

    def format(self, record: logging.LogRecord) -> str:
        told = _fields(record)
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)  # in ASCII, which any terminal and any file takes


class _Text(logging.Formatter):
    """Each record as time, level, event and name=value; a traceback follows."""

    def format(self, record: logging.LogRecord) -> str:
        time, level, event, *others = _fields(record).items()
        pairs = [f"{name}={_shown(value)}" for name, value in others]
        line = " ".join(
            [str(time[1]), str(level[1]).upper(), _shown(event[1], quote=False), *pairs]
        )
        if record.exc_info:
            return f"{line}\n{self.formatException(record.exc_info)}"
        return line


def _shown(value: object, *, quote: bool = True) -> str:
    """Return a value on one line, in quotes where it has spaces."""
    told = json.dumps(value, default=str)
    plain = told.strip('"') if isinstance(value, str) and "\\" not in told else told
    return told if quote and " " in told else plain
