"""From a setting to a language model, and which settings would work here.

A setting is "ollama:NAME", "openai:NAME", "gguf:PATH" or an LLM of LlamaIndex. Each of the three
kinds needs an optional extra of the same name. Of keys it is told that they are set, never what
they are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import AssistantError, ModelUnavailable
from assistant.languagemodels.catalogue import data_folder
from assistant.languagemodels.llamaindex import LlamaIndexModel
from assistant.languagemodels.model import LanguageModel, Origin
from assistant.languagemodels.servers import (
    OPENAI_ADDRESS,
    OPENAI_KEY,
    ask_directly,
    is_loopback,
    ollama,
    ollama_address,
    openai,
)

_ACCEPTED = '"ollama:NAME", "openai:NAME", "gguf:PATH" or an LLM of LlamaIndex'
# What each extra brings; it is looked for, not imported.
_BRINGS = {
    "ollama": "llama_index.llms.ollama",
    "openai": "llama_index.llms.openai_like",
    "gguf": "xllamacpp",
}
_MAGIC = b"GGUF"
_SECONDS = 1.0
# The later parts of a model in several files, and what projects images into a model's words.
_NO_MODEL = re.compile(r"-(?!00001)\d{5}-of-\d{5}\.gguf$|mmproj", re.IGNORECASE)


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
    name = name.strip()
    if kind not in _BRINGS or not name:
        raise AssistantError(f"The language model {setting!r} is none of {_ACCEPTED}.")
    if kind == "gguf":
        origin, build = _gguf(name)
    elif kind == "ollama":
        origin, build = _ollama(name, base_url or ollama_address(), timeout)
    else:
        origin, build = _openai(name, base_url or OPENAI_ADDRESS, timeout)
    return LlamaIndexModel(partial(_built, kind, build), origin, timeout)


def _given(llm: Any, timeout: float) -> LanguageModel:
    if not hasattr(llm, "stream_chat") or not hasattr(llm, "metadata"):
        kind = type(llm).__name__
        raise AssistantError(f"The language model is a {kind}, and none of {_ACCEPTED}.")
    name = str(getattr(llm, "model", "") or llm.class_name())
    return LlamaIndexModel(lambda: llm, Origin(name), timeout)


def _ollama(name: str, address: str, timeout: float) -> tuple[Origin, Callable[[], Any]]:
    origin = Origin(
        f"ollama:{name}",
        server=f"the Ollama server {_without_password(address)}",
        start="Start it with `ollama serve`, or set base_url to where it listens.",
        key="Set the variable OLLAMA_API_KEY.",
        model=f"`ollama pull {name}` fetches it.",
    )
    return origin, partial(ollama, name, address, timeout)


def _openai(name: str, address: str, timeout: float) -> tuple[Origin, Callable[[], Any]]:
    origin = Origin(
        f"openai:{name}",
        server=f"the server {_without_password(address)}",
        start="Start it, or set base_url to where one listens.",
        key=f"Set the variable {OPENAI_KEY} to a key of this server.",
        model="Check its name, and that base_url is complete: many end in /v1.",
    )
    return origin, partial(openai, name, address, timeout)


def _gguf(name: str) -> tuple[Origin, Callable[[], Any]]:
    path = Path(name).expanduser()
    if not path.is_file():
        raise AssistantError(f"The language model gguf:{name} is not there: no such file.")
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise AssistantError(f"The language model gguf:{name} is no GGUF file.")

    def build() -> Any:
        from assistant.languagemodels.gguf import GgufLLM

        return GgufLLM(path=str(path))

    return Origin(path.stem, server=f"the model in {path}"), build


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _built(extra: str, build: Callable[[], Any]) -> Any:
    """Build a model, or tell how to install what it needs."""
    command = install_command(extra)
    if command:
        raise ModelUnavailable(f"Models of {extra}:… need an extra: {command}.")
    return build()


def install_command(extra: str) -> str:
    """Return the command that installs an extra ("gguf"); nothing where it is installed."""
    try:
        found = find_spec(_BRINGS[extra])
    except ModuleNotFoundError:
        found = None
    return "" if found else f"pip install 'article-assistant[{extra}]'"


@dataclass(frozen=True)
class Offer:
    """One way to a language model: what was found, the settings that use it, what is missing."""

    extra: str
    found: str
    settings: tuple[str, ...]
    install: str  # the command that is needed first, or nothing


def offers(folders: Sequence[Path] = ()) -> list[Offer]:
    """Return each way to a language model with what is here for it; this machine only is asked.

    GGUF files are looked for in `folders`; without, in `models`, in the working directory and where
    `fetch_model` puts them.
    """
    looked = folders or (Path("models"), Path(), data_folder())
    ways = {"ollama": _ollama_here(), "openai": _openai_here(), "gguf": _gguf_here(looked)}
    return [
        Offer(extra, found, settings, install_command(extra))
        for extra, (found, settings) in ways.items()
    ]


def _ollama_here() -> tuple[str, tuple[str, ...]]:
    address = ollama_address()
    if not is_loopback(address):
        return "OLLAMA_HOST names another machine, which was not asked", ("ollama:NAME",)
    try:
        models = ask_directly(f"{address}/api/tags", _SECONDS)["models"]
        names = sorted(str(model["name"]) for model in models)
    except (OSError, ValueError, LookupError, TypeError):
        return f"no server answers at {address}", ()
    if not names:
        return f"a server without models at {address}; `ollama pull NAME` fetches one", ()
    return f"a server at {address}", tuple(f"ollama:{name}" for name in names)


def _openai_here() -> tuple[str, tuple[str, ...]]:
    if os.environ.get(OPENAI_KEY):
        return f"{OPENAI_KEY} is set", ("openai:NAME",)
    return f"{OPENAI_KEY} is not set; a server of your own may need none, at base_url", ()


def _gguf_here(folders: Sequence[Path]) -> tuple[str, tuple[str, ...]]:
    paths = (path for folder in folders for path in sorted(folder.glob("*.gguf")))
    models = (_without_home(path) for path in paths if not _NO_MODEL.search(path.name))
    settings = tuple(f"gguf:{model}" for model in models)
    named = ", ".join(_without_home(folder) for folder in folders)
    return f"{len(settings) or 'no'} file{'s' * (len(settings) != 1)} in {named}", settings


def _without_home(path: Path) -> str:
    """Return a path as a setting takes it, without the folders of this user in it."""
    if path.is_relative_to(Path.home()):
        return f"~/{path.relative_to(Path.home())}"
    return str(path) if path != Path() else "the working directory"
