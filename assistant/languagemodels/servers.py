"""Models behind a server, as the LLMs that LlamaIndex has for them."""

from __future__ import annotations

import os
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.languagemodels.addresses import OPENAI, is_loopback
from assistant.languagemodels.calls import is_reasoning

_WINDOW = 4096
# Questions are far apart; a connection that is kept would have to be closed by somebody.
_HEADERS = {"Connection": "close"}
KEY = "OPENAI_API_KEY"


def ollama(model: str, address: str, seconds: float) -> Any:
    """Return a model of an Ollama server."""
    from llama_index.llms.ollama import Ollama
    from ollama import Client

    # A proxy that is set for the network is none for this machine.
    direct = is_loopback(address)
    client = Client(host=address, timeout=seconds, trust_env=not direct, headers=_HEADERS)
    return Ollama(
        model=model,
        base_url=address,
        temperature=0,
        # Unset, it would ask for the longest that the model can, and for the memory of it.
        context_window=_WINDOW,
        request_timeout=seconds,
        thinking=False,
        client=client,
    )


def openai(model: str, address: str, seconds: float) -> Any:
    """Return a model of any server that speaks OpenAI's protocol; the key is in OPENAI_API_KEY."""
    from llama_index.llms.openai_like import OpenAILike
    from openai import DefaultHttpxClient

    key = os.environ.get(KEY, "")
    if not key and address == OPENAI:
        raise ModelUnavailable(f"openai:{model}: no key. Set the variable {KEY}.")
    client = DefaultHttpxClient(timeout=seconds, trust_env=not is_loopback(address))
    arguments: dict[str, Any] = {
        "model": model,
        "api_base": address,
        "api_key": key or "none",  # the client wants one even where the server does not
        "is_chat_model": True,
        "context_window": _WINDOW,
        "temperature": 1 if is_reasoning(model) else 0,
        "timeout": seconds,
        "max_retries": 0,
        "http_client": client,
        "default_headers": _HEADERS,
    }
    return OpenAILike(**arguments)
