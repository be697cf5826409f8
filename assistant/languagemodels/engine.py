"""A GGUF file in this process: loaded once, one reply at a time, the prompt cache on.

xllamacpp is the server of llama.cpp as a library. It opens a port of this machine even where
nobody asks for one, so the port is locked with a key that only this process knows.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import urllib.request
import weakref
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.languagemodels.failures import Refused
from assistant.languagemodels.streams import Emit, pulled

# So many tokens of a prompt are read between two chances to say so, and to stop.
_BATCH = 256
# Prompts that were read before and gave way to others are kept in so much memory.
_CACHE_MIB = 256
_BEAT_SECONDS = 1.0
_EXIT_SECONDS = 10.0
_MIB = 1 << 20

_engines: weakref.WeakValueDictionary[tuple[Path, int], Engine] = weakref.WeakValueDictionary()
_loading = threading.Lock()


def engine(path: Path, window: int) -> Engine:
    """Return the loaded model of a file: the same one for all who use it in this process."""
    key = path.resolve(), window
    with _loading:
        found = _engines.get(key)
        if found is None:
            found = _engines[key] = Engine(*key)
        return found


class Engine:
    """A loaded model; it leaves the memory when nobody uses it any more."""

    def __init__(self, path: Path, window: int) -> None:
        self._key = secrets.token_hex()
        self._server = _load(path, window, self._key)
        self._turn, self._ending = threading.Lock(), threading.Event()
        # Also when the program ends: a native thread must not call back into an ended Python.
        weakref.finalize(self, _finish, self._turn, self._ending)

    def stream(self, request: Mapping[str, Any]) -> Generator[str, None, None]:
        """Yield the reply to a request of the chat protocol; "" while others or the prompt wait."""

        def push(emit: Emit[str]) -> None:
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
            f"{self._server.listening_address}/tokenize",
            data=json.dumps({"content": text}).encode(),
            headers={"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
        )
        # A proxy that is set for the network is none for this machine.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request) as response:
            return len(json.load(response)["tokens"])

    def _generate(self, request: dict[str, Any], emit: Emit[str]) -> None:
        problems: list[str] = []

        def on_chunk(chunk: dict[str, Any]) -> bool:
            if "error" in chunk:
                problems.append(str(chunk["error"].get("message", chunk["error"])))
                return True
            return emit(_said(chunk)) or self._ending.is_set()

        fixed = {"stream": True, "return_progress": True, "cache_prompt": True}
        self._server.handle_chat_completions({**request, **fixed}, on_chunk)
        if problems:
            raise Refused(problems[0])


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


def _finish(turn: threading.Lock, ending: threading.Event) -> None:
    ending.set()
    turn.acquire(timeout=_EXIT_SECONDS)
