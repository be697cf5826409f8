"""Addresses of model servers: where Ollama listens, and what is on this machine."""

from __future__ import annotations

import ipaddress
import os
from urllib.parse import urlsplit

OPENAI = "https://api.openai.com/v1"
_OLLAMA_PORT = 11434


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


def shown(address: str) -> str:
    """Return an address without the name and the password that it may hold."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
