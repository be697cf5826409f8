"""Signing in and out: a page of our own, a secret in a cookie, and nothing else before that."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.interfaces.keys import Caller, Keys
from assistant.web.access import Users
from assistant.web.markup import Template
from assistant.web.owners import USER

_COOKIE = "assistant_session"
_LASTS = 7 * 24 * 3600.0  # seconds without a request
_OPEN = ("/health", "/favicon.ico", "/robots.txt")
_LOG = logging.getLogger(__name__)


class Sessions:
    """Who is signed in. A copy of what is held here signs nobody in: of secrets it has digests."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._users: dict[str, tuple[str, float]] = {}  # user and last use, by the secret's digest

    def begin(self, user: str) -> str:
        """Sign a user in; returns the secret that says so."""
        oldest = time.monotonic() - _LASTS
        self._users = {key: each for key, each in self._users.items() if each[1] > oldest}
        secret = secrets.token_urlsafe(32)
        self._users[_digest(secret)] = (user, time.monotonic())
        return secret

    def user(self, scope: Scope) -> str | None:
        """Return who sends a request, or None for nobody."""
        key = _key_of(scope)
        user, used = self._users.get(key, (None, 0.0))
        if user is None or time.monotonic() - used > _LASTS:
            return None
        self._users[key] = (user, time.monotonic())
        return user

    def caller(self, scope: Scope) -> Caller | None:
        """Return who sends a request, signed in or with a key, or None for nobody."""
        if user := self.user(scope):
            return Caller(user)
        return self._keys.caller(HTTPConnection(scope).headers.get("authorization", ""))

    def end(self, scope: Scope) -> None:
        """Sign out whoever sends a request, in this browser."""
        self._users.pop(_key_of(scope), None)


class SignIn:
    """Lets in who has signed in; others get the page to sign in with, and the server's health."""

    def __init__(self, app: ASGIApp, users: Users, sessions: Sessions) -> None:
        self._app = app
        self._users = users
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request with its user, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        user = self._sessions.user(scope)
        if scope["path"] == "/login":
            answer = await self._signing_in(Request(scope, receive))
        elif scope["path"] == "/logout":
            answer = self._signing_out(scope)
        elif user is not None or scope["path"] in _OPEN:
            await self._app({**scope, USER: user}, receive, send)
            return
        elif scope["path"] == "/":
            answer = _page(scope)
        else:
            answer = JSONResponse({"detail": "Sign in first."}, status_code=401)
        await answer(scope, receive, send)

    async def _signing_in(self, request: Request) -> Response:
        if request.method != "POST":
            return _page(request.scope)
        form = dict(parse_qsl((await request.body()).decode(errors="replace")))
        name, password = form.get("username", "").strip(), form.get("password", "")
        address = request.client.host if request.client else ""
        if self._users.locked(name, address):
            told = "Too many wrong passwords. Try again in five minutes."
            return _page(request.scope, told, 429)
        # Beside the event loop, which has pages to serve.
        if not await asyncio.to_thread(self._users, name, password, address):
            return _page(request.scope, "The name or the password is wrong.", 400)
        _LOG.info("%r has signed in from %s.", name, address)
        answer: Response = JSONResponse({"success": True})
        if "text/html" in request.headers.get("accept", ""):
            answer = RedirectResponse(_home(request.scope), 303)
        answer.set_cookie(_COOKIE, self._sessions.begin(name))
        return answer

    def _signing_out(self, scope: Scope) -> Response:
        self._sessions.end(scope)
        answer = RedirectResponse("./", 303)
        answer.delete_cookie(_COOKIE)
        return answer


def _page(scope: Scope, problem: str = "", status: int = 200) -> HTMLResponse:
    page = _SIGN_IN("page", problem, scope["query_string"].decode("latin-1"))
    return HTMLResponse(page, status)


def _home(scope: Scope) -> str:
    """Return the address that was asked for before signing in; always one of this server."""
    query = scope["query_string"].decode("latin-1")
    return f"./?{query}" if query else "./"


def _key_of(scope: Scope) -> str:
    return _digest(HTTPConnection(scope).cookies.get(_COOKIE, ""))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


_SIGN_IN = Template("signin.html")
