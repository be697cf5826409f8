"""What keeps other sites out: known hosts, own origin, few routes, bodies of a size, own cookies.

A page of another site that a reader visits can make their browser send requests here. Such a
request names the other site as its origin, or, where that site had its name pointed at this
machine, a host that nobody here knows; addresses in figures cannot be pointed elsewhere.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import socket
import time
from collections.abc import Collection
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.interfaces.programs import is_for_programs, worded
from assistant.web.belongings import UPLOAD
from assistant.web.policy import Policy
from assistant.web.signin import Sessions

LARGEST_REQUEST = 1_000_000
"""Bytes of a request where no articles are added."""

LARGEST_PASTED = 32_000_000
"""Bytes of a request where they are: of a text that is pasted."""

LARGEST_UPLOAD = 500_000_000
"""Bytes of a request where they are: of all files that are sent at once."""

LARGEST_BEFORE_SIGN_IN = 64 * 1024
"""Bytes of a request by somebody who is not signed in, where users sign in."""

SECONDS_BETWEEN_PIECES = 30.0
"""How long the next piece of a body may take to come."""

SLOWEST = 10_000
"""Bytes a second that a body comes with, after the time that its first piece may take."""

# All that the page and the one endpoint for programs need. Gradio has as many routes again.
_SERVED = re.compile(
    r"/(health|metrics|login|logout|config/?|theme\.css|favicon\.ico|manifest\.json|robots\.txt|"
    r"(assets|static|svelte)/.+|gradio_api/(info/?|startup-events|queue/(join|data)|"
    r"heartbeat/[^/]+|run/predict|call/ask(/[^/]+)?|upload|upload_progress))?"
)
_HOST = re.compile(r"([\w.-]+|\[[\d:a-f.%]+\])(:\d+)?", re.ASCII | re.IGNORECASE)
_STATIC = ("/assets/", "/static/", "/svelte/", "/theme.css", "/favicon")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOG = logging.getLogger(__name__)


class Guard:
    """Refuses requests of other sites, and of a size, before anything reads them."""

    def __init__(
        self,
        app: ASGIApp,
        bound: str,
        named: Collection[str],
        *,
        uploads: bool,
        sessions: Sessions | None,
        scripts: Collection[str] = (),
    ) -> None:
        self._app = app
        self._named = frozenset(host.lower() for host in named)
        self._hosts = self._named | _own_names() | {bound.lower()}
        self._uploads = uploads
        self._sessions = sessions
        self._scripts = scripts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or say why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        policed = Policy(send, self._scripts)
        sending = self._answering(scope, policed)
        refused = self._refused(scope, Headers(scope=scope))
        if refused is not None:
            await worded(refused, scope["path"])(scope, receive, sending)
            return
        try:
            await self._app(scope, _limited(receive, self._limit(scope)), sending)
        except ClientDisconnect:
            if not policed.started:
                told = PlainTextResponse("The request did not come whole, or is too large.", 408)
                await worded(told, scope["path"])(scope, receive, sending)
        except RuntimeError as error:
            # Gradio tells of a tab that it does not know when the answer has begun already.
            if not isinstance(error.__cause__, HTTPException):
                raise
            _LOG.warning("%r: %s", scope["path"], error.__cause__.detail)
            await sending({"type": "http.response.body"})

    def _refused(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        for host in (headers.get("host", ""), headers.get("x-forwarded-host")):
            if host is not None and not (_HOST.fullmatch(host) and self._is_known(f"//{host}")):
                told = f"This server is not known as {host[:100]!r}."
                return PlainTextResponse(f"{told} Allow the name with --allow-host.", 421)
        if self._is_foreign(scope, headers):
            return PlainTextResponse("Requests from other sites are refused.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._limit(scope):
            return PlainTextResponse("The request is too large.", 413)
        served = _SERVED.fullmatch(scope["path"]) or is_for_programs(scope["path"])
        if scope["type"] != "http" or not served:
            return PlainTextResponse("Nothing is here.", 404)
        return None

    def _is_known(self, address: str) -> bool:
        host = _name_of(address)
        return host in self._hosts or _is_address(host)

    def _is_foreign(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether another site made the browser send this; a link to the page is fine."""
        opens = (scope.get("method"), scope["path"]) == ("GET", "/")
        opens = opens and headers.get("sec-fetch-mode") == "navigate"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not opens:
            return True
        origin = headers.get("origin")
        same = origin and origin.partition("://")[2].lower() == headers.get("host", "").lower()
        return origin is not None and not same and _name_of(origin) not in self._named

    def _limit(self, scope: Scope) -> int:
        if self._sessions and self._sessions.caller(scope) is None:
            return LARGEST_BEFORE_SIGN_IN
        if not self._uploads or is_for_programs(scope["path"]):
            return LARGEST_REQUEST
        return LARGEST_UPLOAD if scope["path"] == UPLOAD else LARGEST_PASTED

    def _answering(self, scope: Scope, policed: Policy) -> Send:
        """Return what sends a response with the headers that keep it private."""
        private = self._sessions is not None or scope["path"] != "/"
        kept = private and not scope["path"].startswith(_STATIC)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS | ({"Cache-Control": "no-store"} if kept else {}))
                _keep_cookies_here(message, scope["scheme"] == "https")
            await policed(message)

        return sending


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset(("localhost", name, f"{name.partition('.')[0]}.local"))


def _name_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host.endswith(".localhost")  # which browsers resolve themselves
    return True


def _limited(receive: Receive, limit: int) -> Receive:
    """Return what reads a body, and hangs up where one is too large or stays away."""
    read, whole, began = 0, False, time.monotonic()

    async def reading() -> Message:
        nonlocal read, whole
        left = began + read / SLOWEST - time.monotonic()
        try:
            async with asyncio.timeout(None if whole else SECONDS_BETWEEN_PIECES + min(0.0, left)):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        read, whole = read + len(message.get("body", b"")), not message.get("more_body")
        return message if read <= limit else {"type": "http.disconnect"}

    return reading


def _keep_cookies_here(message: Message, secure: bool) -> None:
    """Hide cookies from scripts and from requests that other sites cause, and from plain http."""
    attributes = b"; HttpOnly; SameSite=Lax" + (b"; Secure" if secure else b"")
    message["headers"] = [
        (name, _bare(value) + attributes) if name.lower() == b"set-cookie" else (name, value)
        for name, value in message["headers"]
    ]


def _bare(cookie: bytes) -> bytes:
    return b";".join(
        each
        for each in cookie.split(b";")
        if not each.strip().lower().startswith((b"samesite", b"httponly", b"secure"))
    )
