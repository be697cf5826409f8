"""Whose a tab is: the user's who signed in, or the browser's, by a secret in a cookie."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    import gradio as gr

COOKIE = "assistant_browser"
USER = "assistant_user"
"""Where a request says who signed in."""

_A_YEAR = 365 * 24 * 3600
_SHORTEST = 32  # characters; a shorter value was not made here
_NAMES = ("session_hash", "upload_id")
_HEARTBEAT = "/gradio_api/heartbeat/"


def owner_of(request: gr.Request) -> str:
    """Return the name under which conversations are kept; empty for who has none."""
    return _owner(request.username, str(request.cookies.get(COOKIE, "")))


class BrowserCookie:
    """Gives each browser that opens the page a secret of its own; scripts cannot read it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and add the cookie to the page for a browser that has none."""
        opens_page = scope["type"] == "http" and scope["path"] == "/"
        if not opens_page or len(_secret(scope)) >= _SHORTEST:
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={secrets.token_urlsafe(32)}; Max-Age={_A_YEAR}; Path=/"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


class OwnTabs:
    """Lets the names that a browser gives its tabs and uploads mean its own and nobody else's.

    Gradio finds what a tab holds, and what is on its way there, by such a name alone. Here it gets
    a digest of the name and of the owner, so that whoever learns a name learns nothing by it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._key = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request with its owner's names."""
        if scope["type"] != "http" or not scope["path"].startswith("/gradio_api/"):
            await self._app(scope, receive, send)
            return
        owner, scope = _owner(scope.get(USER), _secret(scope)), dict(scope)
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        own = {name: self._own(owner, value) for name, value in query if name in _NAMES}
        scope["query_string"] = urlencode(dict(query) | own).encode()
        if scope["path"].startswith(_HEARTBEAT):
            scope["path"] = _HEARTBEAT + self._own(owner, scope["path"].removeprefix(_HEARTBEAT))
            scope["raw_path"] = scope["path"].encode()
        if scope["method"] == "POST" and scope["path"] != "/gradio_api/upload":
            told = _read(await Request(scope, receive).body())
            if told is None:
                await PlainTextResponse("Send a JSON object.", 422)(scope, receive, send)
                return
            if name := told.get("session_hash"):
                told["session_hash"] = self._own(owner, name)
            receive = _first(json.dumps(told).encode(), receive)
        await self._app(scope, receive, send)

    def _own(self, owner: str, name: str) -> str:
        told = json.dumps([owner, name]).encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()


def _read(body: bytes) -> dict[str, Any] | None:
    """Return the object in a body, or None where there is none that names a tab as one is named."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(told, dict) and isinstance(told.get("session_hash", ""), str | None)
    return told if fits else None


def _first(body: bytes, receive: Receive) -> Receive:
    """Return what reads this body, and then goes on as before."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def reading() -> Message:
        return messages.pop() if messages else await receive()

    return reading


def _owner(user: str | None, secret: str) -> str:
    if user:
        return f"user:{user}"
    if len(secret) < _SHORTEST:
        return ""
    # Hashed, so that the file of conversations gives nobody a cookie.
    return f"browser:{hashlib.sha256(secret.encode()).hexdigest()}"


def _secret(scope: Scope) -> str:
    return HTTPConnection(scope).cookies.get(COOKIE, "")
