"""From a setting to a language model: "ollama:NAME", "openai:NAME", "gguf:PATH" or an LLM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, ModelUnavailable
from assistant.languagemodels.addresses import OPENAI, ollama_address, shown
from assistant.languagemodels.extras import install, is_installed
from assistant.languagemodels.failures import Origin
from assistant.languagemodels.llamaindex import LlamaIndexModel
from assistant.languagemodels.model import LanguageModel

ACCEPTED = '"ollama:NAME", "openai:NAME", "gguf:PATH" or an LLM of LlamaIndex'
_MAGIC = b"GGUF"


def open_language_model(setting: object, *, base_url: str | None, timeout: float) -> LanguageModel:
    """Return the model of a setting; nothing is loaded or asked before its first reply.

    Args:
        setting: "ollama:NAME", "openai:NAME", "gguf:PATH", or any `LLM` object of LlamaIndex.
        base_url: Where the server listens, if not at its usual address.
        timeout: How many seconds to wait for a piece of the reply.

    Raises:
        AssistantError: The setting is none of these, or the file is not there.
    """
    if not isinstance(setting, str):
        return _given(setting, timeout)
    kind, _, name = setting.strip().partition(":")
    openers = {"ollama": _ollama, "openai": _openai, "gguf": _gguf}
    if kind not in openers or not name.strip():
        raise AssistantError(f"The language model {setting!r} is none of {ACCEPTED}.")
    return openers[kind](name.strip(), base_url, timeout)


def _ollama(name: str, base_url: str | None, timeout: float) -> LanguageModel:
    address = base_url or ollama_address()
    origin = Origin(
        f"ollama:{name}",
        server=f"the Ollama server {shown(address)}",
        start="Start it with `ollama serve`, or set base_url to where it listens.",
        key="Set the variable OLLAMA_API_KEY.",
        model=f"`ollama pull {name}` fetches it.",
    )

    def build() -> Any:
        from assistant.languagemodels.servers import ollama

        return ollama(name, address, timeout)

    return LlamaIndexModel(_with("ollama", build), origin, timeout)


def _openai(name: str, base_url: str | None, timeout: float) -> LanguageModel:
    address = base_url or OPENAI
    origin = Origin(
        f"openai:{name}",
        server=f"the server {shown(address)}",
        start="Start it, or set base_url to where one listens.",
        key="Set the variable OPENAI_API_KEY to a key of this server.",
        model="Check its name, and that base_url is complete: many end in /v1.",
    )

    def build() -> Any:
        from assistant.languagemodels.servers import openai

        return openai(name, address, timeout)

    return LlamaIndexModel(_with("openai", build), origin, timeout)


def _gguf(name: str, base_url: str | None, timeout: float) -> LanguageModel:
    path = Path(name).expanduser()
    if not path.is_file():
        raise AssistantError(f"The language model gguf:{name} is not there: no such file.")
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise AssistantError(f"The language model gguf:{name} is no GGUF file.")

    def build() -> Any:
        from assistant.languagemodels.gguf import GgufLLM

        return GgufLLM(path=str(path))

    origin = Origin(path.stem, server=f"the model in {path}")
    return LlamaIndexModel(_with("gguf", build), origin, timeout)


def _with(extra: str, build: Callable[[], Any]) -> Callable[[], Any]:
    """Return what builds a model, or tells how to install what it needs."""

    def checked() -> Any:
        if not is_installed(extra):
            raise ModelUnavailable(f"Models of {extra}:… need an extra: {install(extra)}.")
        return build()

    return checked


def _given(llm: Any, timeout: float) -> LanguageModel:
    if not hasattr(llm, "stream_chat") or not hasattr(llm, "metadata"):
        kind = type(llm).__name__
        raise AssistantError(f"The language model is a {kind}, and none of {ACCEPTED}.")
    return LlamaIndexModel(lambda: llm, Origin(_name(llm)), timeout)


def _name(llm: Any) -> str:
    return str(getattr(llm, "model", "") or llm.class_name())
