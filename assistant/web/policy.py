"""What a page may load and run: what this server sends with it, nothing that is written into it.

Gradio makes functions of texts, so `unsafe-eval` cannot go; scripts inside the page run only when
they are those that it was sent with, each known by its digest.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
_OPENED = (
    "script-src 'self' 'unsafe-eval' {}; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self' blob:"
)


class Policy:
    """Sends one response with its policy; a page is held until all its scripts are known."""

    def __init__(self, send: Send, added: Iterable[str]) -> None:
        self._send = send
        self._added = added  # scripts that the page adds to itself
        self.started = False
        """Whether a response has begun."""
        self._held: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        """Send on a message of a response."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _CLOSED
            if headers.get("content-type", "").startswith("text/html"):
                self._held = message
                return
        if self._held is None:
            await self._send(message)
            return
        self._page += message.get("body", b"")
        if not message.get("more_body"):
            MutableHeaders(scope=self._held)["Content-Security-Policy"] = self._of_page()
            await self._send(self._held)
            await self._send({**message, "body": self._page})

    def _of_page(self) -> str:
        scripts = [*_INLINE.findall(self._page), *(each.encode() for each in self._added)]
        digests = (base64.b64encode(hashlib.sha256(each).digest()).decode() for each in scripts)
        known = " ".join(f"'sha256-{each}'" for each in digests)
        return f"{_CLOSED}; {_OPENED.format(known)}"
