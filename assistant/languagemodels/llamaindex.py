"""Any `LLM` of LlamaIndex as a LanguageModel: one adapter for all of them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.languagemodels.calls import is_end, kinds_of, prepared
from assistant.languagemodels.failures import BrokenOff, EmptyReply, Garbage, Origin, explained
from assistant.languagemodels.model import Message
from assistant.languagemodels.streams import Emit, pulled
from assistant.languagemodels.trimming import before_repetition, before_stop, looks_broken

WINDOW = 4096
# English has about 4.5 bytes a token, digits and rare scripts fewer.
_BYTES_A_TOKEN = 3
# These say in their last piece that it is the last: without it, a server died.
_TELL_THEIR_END = {"Ollama", "OpenAI"}


class LlamaIndexModel:
    """Streams from an `LLM`, never waits longer than `seconds` for a piece, and tells failures."""

    def __init__(self, build: Callable[[], Any], origin: Origin, seconds: float) -> None:
        """Take what builds the `LLM`: it is called once, for the first reply."""
        self._build, self._origin, self._seconds = build, origin, seconds
        self._llm: Any = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Who answers."""
        return self._origin.name

    @property
    def window(self) -> int:
        """The context window that the `LLM` tells, or 4096."""
        try:
            return self._built().metadata.context_window or WINDOW
        except ModelUnavailable:
            raise
        except Exception:  # a name that its class does not know, or a server that does not answer
            return WINDOW

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: exact in-process, else rather too many."""
        llm = self._built()
        if "GgufLLM" in kinds_of(llm):
            return int(llm.tokens(text))
        return -(-len(text.encode()) // _BYTES_A_TOKEN)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        limit: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str, None, None]:
        """Yield the reply piece by piece; see LanguageModel."""
        llm, options = prepared(self._built(), limit, stop, schema)
        chat = _chat_messages(messages)
        pieces = self._guarded(lambda emit: _chat(llm, chat, options, emit))
        with closing(pieces):
            yield from before_repetition(before_stop(_at_most(limit, pieces), stop))

    def _guarded(self, push: Callable[[Emit[str]], None]) -> Generator[str, None, None]:
        """Yield what comes; whatever goes wrong is a ModelUnavailable."""
        text = ""
        try:
            with closing(pulled(push, self._seconds)) as pieces:
                for piece in pieces:
                    text += piece
                    if looks_broken(text):
                        raise Garbage
                    yield piece
                if not text.strip():
                    raise EmptyReply
        except Exception as error:
            raise explained(error, self._origin, self._seconds, bool(text)) from None

    def _built(self) -> Any:
        with self._lock:
            if self._llm is None:
                try:
                    self._llm = self._build()
                except Exception as error:
                    raise explained(error, self._origin, self._seconds, begun=False) from None
            return self._llm


def _chat_messages(messages: Sequence[Message]) -> list[Any]:
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role=role, content=text) for role, text in messages]


def _chat(llm: Any, chat: list[Any], options: Mapping[str, Any], emit: Emit[str]) -> None:
    """Emit the pieces of a reply until it ends or nobody reads it."""
    ended = not kinds_of(llm) & _TELL_THEIR_END
    with closing(llm.stream_chat(chat, **options)) as responses:
        for response in responses:
            ended = ended or is_end(response.raw)
            if emit(response.delta or ""):
                break
        else:
            if not ended:
                raise BrokenOff
            return
    # OpenAI's stream refers to itself: until it is collected, its server goes on.
    gc.collect()


def _at_most(limit: int, pieces: Iterator[str]) -> Iterator[str]:
    """Yield until `limit` pieces have said something: no piece is less than one token."""
    said = 0
    for piece in pieces:
        yield piece
        said += bool(piece)
        if said >= limit:
            return
