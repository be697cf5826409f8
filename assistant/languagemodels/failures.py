"""What failed in a language model, and what mends it, in one line that holds no key.

The libraries of the servers share no exceptions, so these are known by what they all carry: a
status code, or a name.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from assistant.errors import ModelUnavailable
from assistant.languagemodels.streams import Stalled

_UNREACHABLE = {"APIConnectionError", "ConnectError", "ConnectionError"}
_BROKEN_OFF = {"TransportError", "ConnectionError", "BrokenOff"}
_GARBAGE = {
    "APIResponseValidationError",
    "Garbage",
    "JSONDecodeError",
    "UnicodeDecodeError",
    "ValidationError",
}
_LONGEST = 200


class BrokenOff(Exception):
    """A reply ended before its model said that it had ended."""


class EmptyReply(Exception):
    """A reply ended without a word."""


class Garbage(Exception):
    """What came is no reply."""


class Refused(Exception):
    """The model does not take the messages, for they are too long or malformed."""


@dataclass(frozen=True)
class Origin:
    """Who replies, and what to do when it does not."""

    name: str
    server: str = "its server"
    start: str = "Start it."
    key: str = "Check its key."
    model: str = "Check the name of the model."


def explained(
    error: BaseException, origin: Origin, seconds: float, begun: bool
) -> ModelUnavailable:
    """Return what to tell; `begun` when a part of the reply had come."""
    if isinstance(error, ModelUnavailable):
        return error
    return ModelUnavailable(f"{origin.name}: {_line(error, origin, seconds, begun)}")


def _line(error: BaseException, origin: Origin, seconds: float, begun: bool) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None)
    if isinstance(error, Stalled) or any("Timeout" in kind for kind in kinds):
        return f"nothing came for {seconds:g} s. Ask again, or raise the setting model_seconds."
    if isinstance(error, EmptyReply):
        return "the reply is empty. Ask again, or use another model."
    if status in (401, 403):
        return f"{origin.server} refuses the key. {origin.key}"
    if status == 404:
        return f"{origin.server} does not know this model. {origin.model}"
    if status == 400 or isinstance(error, Refused):
        return f"{origin.server} does not take the question ({_told(error)})."
    if status == 429:
        return f"{origin.server} takes no more questions for now (429). Wait, or check your quota."
    if kinds & _BROKEN_OFF and begun:
        return "the reply broke off in the middle. Ask again; its server may have stopped."
    if kinds & _UNREACHABLE:
        return f"nothing answers at {origin.server}. {origin.start}"
    if kinds & (_GARBAGE | _BROKEN_OFF):
        return f"what {origin.server} sent is no reply. Check that it is the right server."
    return f"it failed ({_told(error)}). Ask again, or see what its server says."


def _told(error: BaseException) -> str:
    """Return the kind and the first line of an error, with every key that is set taken out."""
    text = " ".join(str(error).split())
    for name, value in os.environ.items():
        if name.endswith("_API_KEY") and value:
            text = text.replace(value, f"<{name}>")
    return f"{type(error).__name__}: {text}"[:_LONGEST]
