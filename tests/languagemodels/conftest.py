"""Model servers on loopback for one test, and the key that must never be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.languagemodels import wire

Serve = Callable[[Callable[[wire.Handler], None]], wire.Wire]

KEY = "sk-never-to-be-seen-0123456789"


@pytest.fixture(autouse=True)
def key(monkeypatch) -> str:
    """The key that is set; a developer's own is never used, nor a proxy or an Ollama address."""
    for name in ("OLLAMA_HOST", "OLLAMA_API_KEY", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return KEY


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(script)`: a server whose every request the script answers."""
    started = []

    def begin(script: Callable[[wire.Handler], None]) -> wire.Wire:
        server, seen = wire.start(script)
        started.append((server, seen))
        return seen

    yield begin
    for server, seen in started:
        seen.released.set()
        server.shutdown()
        server.server_close()
