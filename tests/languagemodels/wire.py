"""Servers on loopback that speak as model servers do, well or badly.

No Ollama can run here: `ollama_lines` follows its documented wire format, and the client that reads
it is Ollama's own.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """A request as the server saw it."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Wire:
    """What a test knows of its server."""

    address: str
    asked: list[Asked] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the script of the test."""

    protocol_version = "HTTP/1.1"
    script: Callable[[Handler], None]
    wire: Wire

    def do_GET(self) -> None:
        self._note({})

    def do_POST(self) -> None:
        self._note(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _note(self, body: dict[str, Any]) -> None:
        self.wire.asked.append(
            Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        )
        type(self).script(self)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def whole(self, status: int, body: object) -> None:
        """Send a JSON document."""
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def pieces(self, kind: str, parts: Iterable[bytes], complete: bool = True) -> None:
        """Send a stream in chunks; a killed server's is not complete and lacks its end."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for part in parts:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            self.wfile.flush()
        if complete:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True


def start(script: Callable[[Handler], None]) -> tuple[ThreadingHTTPServer, Wire]:
    """Start a server with a script on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    wire = Wire(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Scripted", (Handler,), {"script": script, "wire": wire})
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server, wire


def openai_events(words: Iterable[str], end: bool = True) -> Iterable[bytes]:
    """Yield a reply as OpenAI's protocol streams it."""
    for word in words:
        yield _event({"content": word}, None)
    if end:
        yield _event({}, "stop")
        yield b"data: [DONE]\n\n"


def _event(delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return b"data: " + json.dumps({**chunk, "choices": [choice]}).encode() + b"\n\n"


def ollama_lines(words: Iterable[str], end: bool = True) -> Iterable[bytes]:
    """Yield a reply as Ollama's /api/chat streams it."""
    fixed = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
    for word in words:
        message = {"role": "assistant", "content": word}
        yield json.dumps({**fixed, "message": message, "done": False}).encode() + b"\n"
    if end:
        message = {"role": "assistant", "content": ""}
        last = {**fixed, "message": message, "done": True, "done_reason": "stop"}
        yield json.dumps({**last, "prompt_eval_count": 3, "eval_count": 2}).encode() + b"\n"
