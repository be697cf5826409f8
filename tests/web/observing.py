"""A server whose log is read, for the tests of what operators see."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from assistant.web import key_and_line
from assistant.web.access import user_line
from assistant.web.parts import Serving
from assistant.web.requestlog import LogForm
from assistant.web.server import running
from tests.web.callers import PASSWORD
from tests.web.scripted import ScriptedAssistant


@dataclass(frozen=True)
class Observed:
    """A server with one user, ana; her key opens it."""

    address: str
    key: str
    log: io.StringIO

    def client(self, **headers: str) -> httpx.Client:
        own = {"Authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.address, headers=own | headers, timeout=60)

    def ask(self, question: str) -> httpx.Response:
        with self.client() as client:
            return client.post("/api/v1/ask", json={"question": question})

    def lines(self) -> list[dict[str, Any]]:
        """What was logged, as JSON has it."""
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def line_of(self, event: str, request_id: str) -> dict[str, Any]:
        """The line about a request; it is written when its response was sent."""
        for _ in range(100):
            for line in self.lines():
                if (line["event"], line.get("request_id")) == (event, request_id):
                    return line
            time.sleep(0.05)
        raise AssertionError(f"no {event} of {request_id} in {self.log.getvalue()}")


def visit(address: str, method: str = "GET", **how: Any) -> httpx.Response:
    """What a stranger gets, who is as patient as a busy machine needs."""
    return httpx.request(method, address, timeout=60, **how)


@contextmanager
def observed_server(
    folder: Path, log: LogForm = "json", *, log_questions: bool = False
) -> Iterator[Observed]:
    key, line = key_and_line("ana")
    users = folder / "users"
    users.write_text(f"{user_line('ana', PASSWORD)}\n{line}\n")
    users.chmod(0o600)
    serving = Serving(users=users, state=folder / "state", log=log, log_questions=log_questions)
    with redirect_stderr(io.StringIO()) as written:
        server = running(ScriptedAssistant(), "127.0.0.1", 0, serving)
        address = server.__enter__()
    try:
        yield Observed(address, key, written)
    finally:
        server.__exit__(None, None, None)
