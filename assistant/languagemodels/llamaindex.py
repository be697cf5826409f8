"""Any `LLM` of LlamaIndex as a LanguageModel: one adapter for all of them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from typing import Any

from assistant.languagemodels.model import (
    BrokenOff,
    EmptyReply,
    Garbage,
    Message,
    Origin,
    explained,
)
from assistant.languagemodels.servers import is_reasoning
from assistant.languagemodels.streams import (
    Emit,
    at_most,
    before_repetition,
    looks_broken,
    pulled,
)

_SEED = 1
_THOUGHTS = 2048  # tokens for what a model thinks before it replies
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

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: exact in-process, else rather too many."""
        llm = self._built()
        if "GgufLLM" in _kinds_of(llm):
            return int(llm.tokens(text))
        return -(-len(text.encode()) // _BYTES_A_TOKEN)

    def stream(self, messages: Sequence[Message], *, limit: int) -> Generator[str, None, None]:
        """Yield the reply piece by piece; see LanguageModel."""
        llm, options = _prepared(self._built(), limit)
        chat = _chat_messages(messages)
        with closing(self._guarded(lambda emit: _chat(llm, chat, options, emit))) as pieces:
            yield from before_repetition(at_most(limit, pieces))

    def _guarded(self, push: Callable[[Emit], None]) -> Generator[str, None, None]:
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


def _chat(llm: Any, chat: list[Any], options: Mapping[str, Any], emit: Emit) -> None:
    """Emit the pieces of a reply until it ends or nobody reads it."""
    ended = not _kinds_of(llm) & _TELL_THEIR_END
    with closing(llm.stream_chat(chat, **options)) as responses:
        for response in responses:
            ended = ended or _is_end(response.raw)
            if emit(response.delta or ""):
                break
        else:
            if not ended:
                raise BrokenOff
            return
    # OpenAI's stream refers to itself: until it is collected, its server goes on.
    gc.collect()


def _prepared(llm: Any, limit: int) -> tuple[Any, dict[str, Any]]:
    """Return the model to call, and what tells it the limit and to be deterministic.

    LlamaIndex has no common words for these; a kind that we do not know is called plainly.
    """
    kinds = _kinds_of(llm)
    if "Ollama" in kinds:
        options = {"temperature": 0, "seed": _SEED, "num_predict": limit}
        changed = {"additional_kwargs": {**llm.additional_kwargs, **options}}
        return llm.model_copy(update=changed), {}
    if "OpenAI" in kinds and is_reasoning(llm.model):
        return llm, {"max_completion_tokens": limit + _THOUGHTS}
    if kinds & {"OpenAI", "GgufLLM"}:
        return llm, {"max_tokens": limit, "temperature": 0, "seed": _SEED}
    if "temperature" in getattr(type(llm), "model_fields", {}):
        return llm.model_copy(update={"temperature": 0}), {}
    return llm, {}


def _kinds_of(llm: Any) -> set[str]:
    """Return the names of a model's class and of all that it is made from.

    To import the class and ask would need every integration installed.
    """
    return {kind.__name__ for kind in type(llm).__mro__}


def _is_end(raw: Any) -> bool:
    """Tell whether a server's raw piece says that the reply is complete."""
    if isinstance(raw, Mapping):
        return bool(raw.get("done"))
    choices = getattr(raw, "choices", None) or ()
    return any(choice.finish_reason for choice in choices)
