"""Who may ask: users by their passwords, owners of conversations, and nobody once it stops."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import logging
import secrets
import threading
import time
from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import AssistantError

if TYPE_CHECKING:  # too slow to load for making a password
    import gradio as gr

COOKIE = "assistant_browser"
_A_YEAR = 365 * 24 * 3600
_SHORTEST = 32  # characters; a shorter value was not made here
# 16 MB and some tenths of a second a check: what the OWASP cheat sheet on password storage names.
_N, _R, _P = 2**14, 8, 5
_MEMORY = 64 * 2**20
_LONGEST = 1_000  # characters of a password
_TRIES, _SECONDS = 10, 300.0
_LOG = logging.getLogger(__name__)
_FORM = "user:scrypt$N$r$p$salt$key"


class Users:
    """The users of one file, which is read once, when the server starts."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        # A name that nobody has costs as much time as one that somebody has.
        self._nobody = hash_password(secrets.token_urlsafe())
        # One check at a time: guessing in parallel would take memory and gain speed.
        self._one = threading.Lock()
        self._wrong: dict[str, list[float]] = {}  # when wrong passwords were tried, by name

    @classmethod
    def read(cls, path: Path) -> Users:
        """Read a file of users; what is wrong with it is an AssistantError with its line."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AssistantError(f"The users in {path} cannot be read: {error}") from None
        hashes = {}
        for number, line in enumerate(lines, start=1):
            name, _, hashed = line.strip().partition(":")
            if not line.strip() or line.startswith("#"):
                continue
            if not name or _parts(hashed) is None:
                raise AssistantError(
                    f"{path}, line {number}, is not {_FORM}. Make one with: assistant password"
                )
            hashes[name] = hashed
        if not hashes:
            raise AssistantError(f"{path} names no user. Make a line with: assistant password")
        return cls(hashes)

    def __call__(self, name: str, password: str) -> bool:
        """Tell whether this is the user's password, in a time that tells nothing else.

        After ten wrong ones for a name no password is right before five minutes have passed.
        """
        with self._one:
            right = is_password(password, self._hashes.get(name, self._nobody))
            tried = self._lately(name)
            if len(tried) >= _TRIES or name not in self._hashes:
                right = False
            if not right and name in self._hashes:
                self._wrong[name] = [*tried, time.monotonic()][-_TRIES:]
                _LOG.warning("Wrong password for %r, %d lately.", name, len(self._wrong[name]))
        return right

    def _lately(self, name: str) -> list[float]:
        since = time.monotonic() - _SECONDS
        return [each for each in self._wrong.get(name, []) if each > since]


def user_line(name: str, password: str) -> str:
    """Return the line of a user for the file of users.

    Raises:
        AssistantError: the name or the password cannot be used.
    """
    if not name.strip() or ":" in name or name != name.strip() or not name.isprintable():
        raise AssistantError("A user's name has letters, no colon and no white space around it.")
    if name.startswith("#"):
        raise AssistantError("A user's name does not start with #, which starts a remark.")
    if not 8 <= len(password) <= _LONGEST:
        raise AssistantError(f"A password has 8 to {_LONGEST:,} characters.")
    return f"{name}:{hash_password(password)}"


def hash_password(password: str) -> str:
    """Return a salted scrypt hash with everything that checking it needs."""
    salt = secrets.token_bytes(16)
    key = _key(password, salt, _N, _R, _P)
    told = [base64.b64encode(each).decode() for each in (salt, key)]
    return "$".join(["scrypt", str(_N), str(_R), str(_P), *told])


def is_password(password: str, hashed: str) -> bool:
    """Tell whether a password has this hash."""
    parts = _parts(hashed)
    if parts is None or len(password) > _LONGEST:
        return False
    n, r, p, salt, key = parts
    return hmac.compare_digest(_key(password, salt, n, r, p), key)


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


class Stopping(AssistantError):
    """The server is being stopped and takes no more questions."""


class Gate:
    """Counts the answers that are being made; once it is shut, no more begin."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._shut = False

    @property
    def is_shut(self) -> bool:
        """Whether new answers are refused."""
        return self._shut

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Count one answer while it is made; raises Stopping when the gate is shut."""
        with self._changed:
            if self._shut:
                raise Stopping("The server is being stopped. Ask again in a moment.")
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def shut(self, wait: float) -> bool:
        """Refuse new answers and wait for the running ones; tell whether all have finished."""
        with self._changed:
            self._shut = True
            return self._changed.wait_for(lambda: not self._running, timeout=wait)


def _parts(hashed: str) -> tuple[int, int, int, bytes, bytes] | None:
    """Return cost, salt and key of a hash, or None when it is none that can be checked."""
    try:
        kind, n, r, p, salt, key = hashed.split("$")
        cost = int(n), int(r), int(p)
        told = base64.b64decode(salt, validate=True), base64.b64decode(key, validate=True)
    except (ValueError, binascii.Error):
        return None
    power_of_two = cost[0] > 1 and cost[0] & (cost[0] - 1) == 0
    fits = power_of_two and min(cost[1:]) > 0 and 128 * cost[0] * cost[1] < _MEMORY
    return (*cost, *told) if kind == "scrypt" and fits and len(told[1]) >= 16 else None


def _key(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=_MEMORY, dklen=32)


def _has_secret(scope: Scope) -> bool:
    headers = scope["headers"]
    sent = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    try:
        cookie = SimpleCookie(sent).get(COOKIE)
    except CookieError:
        return False
    return cookie is not None and len(cookie.value) >= _SHORTEST
