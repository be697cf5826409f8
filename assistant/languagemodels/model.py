"""What the rest of the assistant knows of a language model: its replies, and how it fails.

A failure is one line that says what failed and what mends it, and holds no key. The libraries of
the servers share no exceptions, so these are known by what all carry: a status code, or a name.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.errors import ModelUnavailable
from assistant.languagemodels.streams import Stalled

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]

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


class LanguageModel(Protocol):
    """Replies to messages, the same reply to the same messages as far as it lies with us."""

    @property
    def name(self) -> str:
        """Who answers: `ollama:llama3.2`, `openai:gpt-4o-mini`; of a file its name alone."""

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: exact in-process, else rather too many."""

    def stream(self, messages: Sequence[Message], *, limit: int) -> Generator[str, None, None]:
        """Yield the reply piece by piece, at most `limit` tokens; closing it stops the model.

        An empty piece says that the model is at work on the messages. A reply ends where it repeats
        itself. Raises ModelUnavailable with one line that says what failed and what mends it.
        """


class BrokenOff(Exception):
    """A reply ended before its model said that it had ended."""


class EmptyReply(Exception):
    """A reply ended without a word."""


class Garbage(Exception):
    """What came is no reply."""


class RequestRefused(Exception):
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
    if status == 400 or isinstance(error, RequestRefused):
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
