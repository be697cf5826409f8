"""Models behind a server: where one listens, and the LLMs that LlamaIndex has for them."""

from __future__ import annotations

import ipaddress
import json
import os
import re
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from assistant.errors import ModelUnavailable

OPENAI_ADDRESS = "https://api.openai.com/v1"
OPENAI_KEY = "OPENAI_API_KEY"
WINDOW = 4096  # tokens that a prompt and its reply may have together
_OLLAMA_PORT = 11434
# Questions are far apart; a connection that is kept would have to be closed by somebody.
_HEADERS = {"Connection": "close"}
# They think before they reply, within the limit, and take no temperature.
_REASONING = re.compile(r"o\d|gpt-[5-9]")


def ollama_address() -> str:
    """Return where Ollama listens: what OLLAMA_HOST says, or its usual port of this machine."""
    said = os.environ.get("OLLAMA_HOST", "").strip()
    parts = urlsplit(said if "://" in said else f"http://{said}")
    host = parts.hostname or "127.0.0.1"
    # A server is told to listen on every address; one cannot be asked there.
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{parts.port or _OLLAMA_PORT}"


def is_loopback(address: str) -> bool:
    """Tell whether an address is of this machine, so that nothing leaves it."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def ask_directly(request: urllib.request.Request | str, seconds: float | None = None) -> Any:
    """Return the JSON that a server of this machine replies."""
    # A proxy that is set for the network is none for this machine.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=seconds) as response:
        return json.load(response)


def is_reasoning(model: str) -> bool:
    """Tell whether OpenAI's model of this name thinks before it replies."""
    return _REASONING.match(model) is not None


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
        context_window=WINDOW,
        request_timeout=seconds,
        thinking=False,
        client=client,
    )


def openai(model: str, address: str, seconds: float) -> Any:
    """Return a model of any server that speaks OpenAI's protocol; the key is in OPENAI_API_KEY."""
    from llama_index.llms.openai_like import OpenAILike
    from openai import DefaultHttpxClient

    key = os.environ.get(OPENAI_KEY, "")
    if not key and address == OPENAI_ADDRESS:
        raise ModelUnavailable(f"openai:{model}: no key. Set the variable {OPENAI_KEY}.")
    client = DefaultHttpxClient(timeout=seconds, trust_env=not is_loopback(address))
    arguments: dict[str, Any] = {
        "model": model,
        "api_base": address,
        "api_key": key or "none",  # the client wants one even where the server does not
        "is_chat_model": True,
        "context_window": WINDOW,
        "temperature": 1 if is_reasoning(model) else 0,
        "timeout": seconds,
        "max_retries": 0,
        "http_client": client,
        "default_headers": _HEADERS,
    }
    return OpenAILike(**arguments)
