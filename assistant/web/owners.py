"""Whose a tab is: the user's who signed in, or the browser's, by a secret in a cookie."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    import gradio as gr

COOKIE = "assistant_browser"
USER = "assistant_user"
"""Where a request says who signed in."""

_A_YEAR = 365 * 24 * 3600
_SHORTEST = 32  # characters; a shorter value was not made here


def owner_of(request: gr.Request) -> str:
    """Return the name under which conversations are kept; empty for who has none."""
    return _owner(request.username, str(request.cookies.get(COOKIE, "")))


def owner_in(scope: Scope) -> str:
    """Return the same of a request that Gradio has not seen yet."""
    return _owner(scope.get(USER), _secret(scope))


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


def _owner(user: str | None, secret: str) -> str:
    if user:
        return f"user:{user}"
    if len(secret) < _SHORTEST:
        return ""
    # Hashed, so that the file of conversations gives nobody a cookie.
    return f"browser:{hashlib.sha256(secret.encode()).hexdigest()}"


def _secret(scope: Scope) -> str:
    return HTTPConnection(scope).cookies.get(COOKIE, "")
