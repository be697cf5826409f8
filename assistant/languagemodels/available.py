"""What language models could be used here. It looks and changes nothing; it asks this machine only.

Of keys it tells that they are set, never what they are.
"""

from __future__ import annotations

import json
import os
import re
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.languagemodels.addresses import is_loopback, ollama_address
from assistant.languagemodels.extras import install, is_installed

FOLDERS = (Path("models"), Path())
_SECONDS = 1.0
_KEY = "OPENAI_API_KEY"
# The later parts of a model in several files, and what projects images into a model's words.
_NO_MODEL = re.compile(r"-(?!00001)\d{5}-of-\d{5}\.gguf$|mmproj", re.IGNORECASE)


@dataclass(frozen=True)
class Offer:
    """One way to a language model: what was found, the settings that use it, what is missing."""

    extra: str
    found: str
    settings: tuple[str, ...]
    install: str  # the command that is needed first, or nothing


def offers(folders: Sequence[Path] = FOLDERS) -> list[Offer]:
    """Return each way to a language model with what is here for it."""
    ways = {"ollama": _ollama(), "openai": _openai(), "gguf": _gguf(folders)}
    return [
        Offer(extra, found, settings, "" if is_installed(extra) else install(extra))
        for extra, (found, settings) in ways.items()
    ]


def _ollama() -> tuple[str, tuple[str, ...]]:
    address = ollama_address()
    if not is_loopback(address):
        return "OLLAMA_HOST names another machine, which was not asked", ("ollama:NAME",)
    try:
        names = _models(address)
    except (OSError, ValueError, LookupError, TypeError):
        return f"no server answers at {address}", ()
    if not names:
        return f"a server without models at {address}; `ollama pull NAME` fetches one", ()
    return f"a server at {address}", tuple(f"ollama:{name}" for name in names)


def _models(address: str) -> list[str]:
    # A proxy that is set for the network is none for this machine.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(f"{address}/api/tags", timeout=_SECONDS) as response:
        return sorted(str(model["name"]) for model in json.load(response)["models"])


def _openai() -> tuple[str, tuple[str, ...]]:
    if os.environ.get(_KEY):
        return f"{_KEY} is set", ("openai:NAME",)
    return f"{_KEY} is not set; a server of your own may need none, at base_url", ()


def _gguf(folders: Sequence[Path]) -> tuple[str, tuple[str, ...]]:
    files = [
        path
        for folder in folders
        for path in sorted(folder.glob("*.gguf"))
        if not _NO_MODEL.search(path.name)
    ]
    named = " and ".join(str(folder.absolute()) for folder in folders)
    settings = tuple(f"gguf:{path}" for path in files)
    return f"{len(files) or 'no'} file{'s' * (len(files) != 1)} in {named}", settings
