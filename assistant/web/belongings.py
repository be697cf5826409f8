"""Tabs, questions and files of one owner, which nobody else can name."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.calls import ENDPOINT, Calls, Misfit
from assistant.web.owners import owner_in

_API = "/gradio_api/"
UPLOAD = f"{_API}upload"
JOIN = f"{_API}queue/join"
RUN = f"{_API}run/predict"
CALL = f"{_API}call/{ENDPOINT}"
_HEARTBEAT = f"{_API}heartbeat/"
_OWN = ("session_hash", "upload_id")
_ASKED = {*_OWN, "answer", "conversation", "__theme"}
"""What an address may ask for; Gradio would take more."""

_LOG = logging.getLogger(__name__)


class OwnTabs:
    """Lets the names of tabs, events and files mean those of their owner and nobody else's.

    Gradio finds what a tab holds, and what is on its way there, by such a name alone. Here a tab
    gets a digest of its name and its owner; events and files get names that are sealed for one.
    """

    def __init__(self, app: ASGIApp, calls: Calls, files: Path) -> None:
        self._app = app
        self._calls = calls
        self._files = files
        self._key = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request with its owner's names."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        owner, scope, path = owner_in(scope), dict(scope), scope["path"]
        scope["query_string"] = self._query(owner, scope["query_string"])
        if path == UPLOAD:
            await self._upload(owner, scope, receive, send)
            return
        try:
            if path.startswith(_HEARTBEAT):
                _go_to(scope, _HEARTBEAT + self._own(owner, path.removeprefix(_HEARTBEAT)))
            elif path.startswith(f"{CALL}/"):
                _go_to(scope, f"{CALL}/{self._unsealed(owner, path.removeprefix(f'{CALL}/'))}")
            elif scope["method"] == "POST" and path.startswith(_API):
                body = await Request(scope, receive).body()
                receive = _first(json.dumps(self._told(owner, path, body)).encode(), receive)
        except Misfit:
            await PlainTextResponse("The page sends nothing like it.", 422)(scope, receive, send)
            return
        if path == CALL:
            send = _Retold(send, lambda told: {"event_id": self._sealed(owner, told["event_id"])})
        await self._app(scope, receive, send)

    def _query(self, owner: str, query: bytes) -> bytes:
        asked = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
        own = {name: self._own(owner, asked[name]) for name in _OWN if name in asked}
        known = {name: value for name, value in asked.items() if name in _ASKED}
        return urlencode(known | own).encode()

    def _told(self, owner: str, path: str, body: bytes) -> dict[str, Any]:
        """Return what Gradio is told."""
        if path == CALL:
            return self._calls.read_question(body)

        def opened(name: str) -> str | None:
            file = self._files / self._unsealed(owner, name)
            return str(file) if file.is_file() else None

        told = self._calls.read(body, opened, waits=path == JOIN)
        return told | {"session_hash": self._own(owner, told["session_hash"])}

    async def _upload(self, owner: str, scope: Scope, receive: Receive, send: Send) -> None:
        def sealed(paths: list[str]) -> list[str]:
            names = (Path(path).relative_to(self._files).as_posix() for path in paths)
            return [self._sealed(owner, name) for name in names]

        try:
            self._files.mkdir(mode=0o700, exist_ok=True)  # where what tidies up has removed it
            await self._app(scope, receive, _Retold(send, sealed))
        except ClientDisconnect:
            raise
        except Exception as error:  # of Gradio, about what it was sent
            _LOG.warning("Files could not be taken: %s: %s", type(error).__name__, error)

    def _own(self, owner: str, name: str) -> str:
        told = json.dumps([owner, name]).encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def _sealed(self, owner: str, name: str) -> str:
        return f"{self._own(owner, f'sealed {name}')}-{name}"

    def _unsealed(self, owner: str, sealed: str) -> str:
        """Return the name that was sealed for this owner; raises Misfit where none was."""
        name = sealed.partition("-")[2]
        expected = self._sealed(owner, name).encode(errors="surrogatepass")
        if not hmac.compare_digest(expected, sealed.encode(errors="surrogatepass")):
            raise Misfit
        return name


class _Retold:
    """Sends a response of JSON as `tell` tells it, and a failure as what was sent amiss."""

    def __init__(self, send: Send, tell: Callable[[Any], Any]) -> None:
        self._send = send
        self._tell = tell
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send on a message of a response, once all of it is there."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        if self._start["status"] == 200:
            self._body = json.dumps(self._tell(json.loads(self._body))).encode()
        elif self._start["status"] >= 500:
            self._start["status"], self._body = 422, b"That could not be read."
        MutableHeaders(scope=self._start)["content-length"] = str(len(self._body))
        await self._send(self._start)
        await self._send({**message, "body": self._body})


def _go_to(scope: Scope, path: str) -> None:
    scope["path"], scope["raw_path"] = path, path.encode()


def _first(body: bytes, receive: Receive) -> Receive:
    """Return what reads this body, and then goes on as before."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def reading() -> Message:
        return messages.pop() if messages else await receive()

    return reading
