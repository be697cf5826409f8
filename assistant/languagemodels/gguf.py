"""A GGUF file in this process: loaded once, one reply at a time, the prompt cache on.

xllamacpp is the server of llama.cpp as a library, with the chat template that the file brings. It
opens a port of this machine even where nobody asks for one, so the port is locked with a key that
only this process knows.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import urllib.request
import weakref
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from llama_index.core.base.llms.generic_utils import (
    chat_response_to_completion_response,
    stream_chat_response_to_completion_response,
)
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms import CustomLLM

from assistant.errors import ModelUnavailable
from assistant.languagemodels.model import RequestRefused
from assistant.languagemodels.servers import WINDOW, ask_directly
from assistant.languagemodels.streams import Emit, pulled

# So many tokens of a prompt are read between two chances to say so, and to stop.
_BATCH = 256
# Prompts that were read before and gave way to others are kept in so much memory.
_CACHE_MIB = 256
_BEAT_SECONDS = 1.0
_EXIT_SECONDS = 10.0
_MIB = 1 << 20

_engines: weakref.WeakValueDictionary[tuple[Path, int], _Engine] = weakref.WeakValueDictionary()
_loading = threading.Lock()


def _shared(path: Path, window: int) -> _Engine:
    """Return the loaded model of a file: the same one for all who use it in this process."""
    key = path.resolve(), window
    with _loading:
        found = _engines.get(key)
        if found is None:
            found = _engines[key] = _Engine(*key)
        return found


class _Engine:
    """A loaded model; it leaves the memory when nobody uses it any more."""

    def __init__(self, path: Path, window: int) -> None:
        self._key = secrets.token_hex()
        self._server = [_load(path, window, self._key)]  # held here alone, so that it can end
        self._turn, self._ending = threading.Lock(), threading.Event()
        # Also when the program ends: a native thread must not call back into an ended Python, and
        # one that still runs while the program's own memory is taken down ends it with a crash.
        weakref.finalize(self, _finish, self._turn, self._ending, self._server)

    def stream(self, request: Mapping[str, Any]) -> Generator[str, None, None]:
        """Yield the reply to a request of the chat protocol; "" while others or the prompt wait."""

        def push(emit: Emit) -> None:
            while not self._turn.acquire(timeout=_BEAT_SECONDS):
                if emit("") or self._ending.is_set():
                    return
            try:
                self._generate(dict(request), emit)
            finally:
                self._turn.release()

        return pulled(push)

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has."""
        request = urllib.request.Request(
            f"{self._server[0].listening_address}/tokenize",
            data=json.dumps({"content": text}).encode(),
            headers={"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
        )
        return len(ask_directly(request)["tokens"])

    def _generate(self, request: dict[str, Any], emit: Emit) -> None:
        problems: list[str] = []

        def on_chunk(chunk: dict[str, Any]) -> bool:
            if "error" in chunk:
                problems.append(str(chunk["error"].get("message", chunk["error"])))
                return True
            return emit(_said(chunk)) or self._ending.is_set()

        fixed = {"stream": True, "return_progress": True, "cache_prompt": True}
        self._server[0].handle_chat_completions({**request, **fixed}, on_chunk)
        if problems:
            raise RequestRefused(problems[0])


def _said(chunk: Mapping[str, Any]) -> str:
    return "".join(choice["delta"].get("content") or "" for choice in chunk["choices"])


def _load(path: Path, window: int, key: str) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = window
    params.n_batch = params.n_ubatch = _BATCH
    params.cache_ram_mib = _CACHE_MIB
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _cores()
    params.enable_reasoning = 0
    params.offline, params.warmup, params.verbosity = True, False, 0
    params.api_keys = [key]
    params.endpoint_slots = params.ui = False
    try:
        return xllamacpp.Server(params)
    except RuntimeError:
        size = path.stat().st_size // _MIB
        raise ModelUnavailable(
            f"The model in {path} could not be loaded. It needs {size:,} MiB of memory and more; "
            "if there is enough, the file may be damaged or of too new a kind for xllamacpp."
        ) from None


def _cores() -> int:
    """Return how many cores this process may use, which in a container are not all."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _finish(turn: threading.Lock, ending: threading.Event, server: list[Any]) -> None:
    ending.set()
    if turn.acquire(timeout=_EXIT_SECONDS):
        server.clear()


class GgufLLM(CustomLLM):
    """Runs a GGUF file in this process; options are those of the chat protocol (max_tokens, …)."""

    path: str
    context_window: int = WINDOW

    _engine: _Engine = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Load the file, unless this process has it already."""
        super().model_post_init(context)
        self._engine = _shared(Path(self.path), self.context_window)

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex knows of the model."""
        return LLMMetadata(
            context_window=self.context_window,
            model_name=self.model,
            is_chat_model=True,
        )

    @property
    def model(self) -> str:
        """The name of its file, which is what it is called in answers."""
        return Path(self.path).stem

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has."""
        return self._engine.tokens(text)

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """Reply piece by piece; a piece without a word says that the prompt is being read."""
        chat = [{"role": each.role.value, "content": each.content or ""} for each in messages]

        def responses() -> ChatResponseGen:
            text = ""
            for delta in self._engine.stream({**kwargs, "messages": chat}):
                text += delta
                yield ChatResponse(message=_assistant(text), delta=delta)

        return responses()

    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """Reply at once."""
        deltas = [each.delta or "" for each in self.stream_chat(messages, **kwargs)]
        return ChatResponse(message=_assistant("".join(deltas)))

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Reply to one message."""
        return chat_response_to_completion_response(self.chat(_asked(prompt), **kwargs))

    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        """Reply to one message piece by piece."""
        return stream_chat_response_to_completion_response(
            self.stream_chat(_asked(prompt), **kwargs)
        )


def _assistant(text: str) -> ChatMessage:
    return ChatMessage(role=MessageRole.ASSISTANT, content=text)


def _asked(prompt: str) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole.USER, content=prompt)]
