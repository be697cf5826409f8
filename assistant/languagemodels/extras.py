"""The optional extras that language models need, and whether they are installed."""

from __future__ import annotations

from importlib.util import find_spec

# What each brings; it is looked for, not imported.
_BRINGS = {
    "gguf": "xllamacpp",
    "ollama": "llama_index.llms.ollama",
    "openai": "llama_index.llms.openai_like",
}


def is_installed(extra: str) -> bool:
    """Tell whether an extra is installed."""
    try:
        return find_spec(_BRINGS[extra]) is not None
    except ModuleNotFoundError:
        return False


def install(extra: str) -> str:
    """Return the command that installs an extra."""
    return f"pip install 'article-assistant[{extra}]'"
