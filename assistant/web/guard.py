"""What keeps other sites out: known hosts, own origin, bodies of a size, cookies of one site.

A page of another site that a reader visits can make their browser send requests here. Such a
request names the other site as its origin, or, where that site had its name pointed at this
machine, a host that nobody here knows; addresses in figures cannot be pointed elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 1_000_000
"""Bytes of a request where no articles are added."""

LARGEST_UPLOAD = 500_000_000
"""Bytes of a request where they are: of all files that are sent at once."""

LARGEST_BEFORE_SIGN_IN = 64 * 1024
"""Bytes of a request by somebody who is not signed in, where users sign in."""

_STATIC = ("/assets/", "/static/", "/svelte/", "/theme.css", "/favicon")
_POLICY = "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"


class Guard:
    """Refuses requests of other sites, and of a size, before anything reads them."""

    def __init__(
        self, app: ASGIApp, bound: str, named: Collection[str], *, largest: int, private: bool
    ) -> None:
        self._app = app
        self._named = frozenset(host.lower() for host in named)
        self._hosts = self._named | _own_names() | {bound.lower()}
        self._largest = largest
        self._private = private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or say why not."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope, Headers(scope=scope))
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self._app(scope, _limited(receive, self._limit(scope)), self._answering(scope, send))

    def _refused(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = _name_of(f"//{headers.get('host', '')}")
        if not (host in self._hosts or _is_address(host)):
            told = f"This server is not known as {host[:100]!r}. Allow the name with --allow-host."
            return PlainTextResponse(told, 421)
        if self._is_foreign(headers):
            return PlainTextResponse("Requests from other sites are refused.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._limit(scope):
            return PlainTextResponse("The request is too large.", 413)
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Tell whether another site made the browser send this; to follow a link here is fine."""
        origin = headers.get("origin")
        if origin is not None:
            same = urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
            return not same and _name_of(origin) not in self._named
        site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "")
        return site not in ("none", "same-origin") and mode != "navigate"

    def _limit(self, scope: Scope) -> int:
        return (
            self._largest if not self._private or _is_signed_in(scope) else LARGEST_BEFORE_SIGN_IN
        )

    def _answering(self, scope: Scope, send: Send) -> Send:
        """Return what sends a response with the headers that keep it private."""
        kept = not scope["path"].startswith(_STATIC)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Content-Security-Policy"] = _POLICY
                if kept and (self._private or scope["path"] != "/"):
                    headers["Cache-Control"] = "no-store"
                _keep_cookies_here(message)
            await send(message)

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


def _is_signed_in(scope: Scope) -> bool:
    """Tell whether a request has the cookie of somebody whom Gradio has signed in."""
    app = scope.get("app")
    tokens, mark = getattr(app, "tokens", {}), getattr(app, "cookie_id", "")
    cookies = HTTPConnection(scope).cookies
    names = (f"access-token-{mark}", f"access-token-unsecure-{mark}")
    return any(cookies.get(name) in tokens for name in names)


def _limited(receive: Receive, limit: int) -> Receive:
    """Return what reads a body, and hangs up where one of untold length is too large."""
    read = 0

    async def reading() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return message if read <= limit else {"type": "http.disconnect"}

    return reading


def _keep_cookies_here(message: Message) -> None:
    """Let no cookie go along with requests that other sites cause."""
    message["headers"] = [
        (name, _lax(value)) if name.lower() == b"set-cookie" else (name, value)
        for name, value in message["headers"]
    ]


def _lax(cookie: bytes) -> bytes:
    name, *attributes = cookie.split(b";")
    kept = [each for each in attributes if not each.strip().lower().startswith(b"samesite")]
    return b";".join([name, *kept, b" SameSite=Lax"])
