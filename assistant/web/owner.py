"""Whose a conversation is: the user who signed in, or else the browser, by a secret cookie."""

from __future__ import annotations

import hashlib
import secrets
from http.cookies import CookieError, SimpleCookie

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "assistant_browser"
_A_YEAR = 365 * 24 * 3600
_SHORTEST = 32  # characters; a shorter value was not made here


def owner_of(request: gr.Request) -> str:
    """Return the name under which conversations are kept; empty for who has none."""
    if request.username:
        return f"user:{request.username}"
    secret = str(request.cookies.get(COOKIE, ""))
    if len(secret) < _SHORTEST:
        return ""
    # Hashed, so that the file of conversations gives nobody a cookie.
    return f"browser:{hashlib.sha256(secret.encode()).hexdigest()}"


class BrowserCookie:
    """Gives each browser that opens the page a secret of its own; scripts cannot read it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and add the cookie to the page for a browser that has none."""
        opens_page = scope["type"] == "http" and scope["path"] == "/"
        if not opens_page or _has_secret(scope):
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure = "; Secure" if scope["scheme"] == "https" else ""
                MutableHeaders(scope=message).append(
                    "set-cookie",
                    f"{COOKIE}={secrets.token_urlsafe(32)}; Max-Age={_A_YEAR}; Path=/; HttpOnly; "
                    f"SameSite=Lax{secure}",
                )
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _has_secret(scope: Scope) -> bool:
    headers = scope["headers"]
    sent = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    try:
        cookie = SimpleCookie(sent).get(COOKIE)
    except CookieError:
        return False
    return cookie is not None and len(cookie.value) >= _SHORTEST
