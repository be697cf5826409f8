"""Each request as operators see it: an id, a line in the log, and a number among the metrics."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.requestlog import in_request, log_line

REQUEST_ID = "X-Request-ID"
"""The header of every response in which its id stands; a proxy may send one of its own."""

# An id of somebody else's goes into the log, so it is one that can hold neither a key nor a word.
_ID = re.compile(r"[0-9a-f]{8}[0-9a-f-]{8,28}")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROUTES = (
    *("/health", "/metrics", "/login", "/logout", "/assets", "/static", "/svelte"),
    *("/config", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt"),
    *("/api/v1/ask/stream", "/api/v1/ask", "/api/v1/search", "/api/v1/articles", "/api/v1/info"),
    *("/api/v1/sync/progress", "/api/v1/sync", "/api/v1/feedback", "/api/v1/openapi.json"),
    *("/v1/chat/completions", "/v1/embeddings", "/v1/models"),
    *("/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat"),
    *("/gradio_api/call/ask", "/gradio_api/run/predict", "/gradio_api/upload_progress"),
    *("/gradio_api/upload", "/gradio_api/info", "/gradio_api/startup-events"),
)
"""What is served, each with all below it."""

Count = Callable[[str, str, int], None]
"""Hears of a request: its method, its route and the status of its response."""


class Requests:
    """Gives each request an id, and tells of it once its response is sent."""

    def __init__(self, app: ASGIApp, count: Count) -> None:
        self._app = app
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request with its id, and note what came of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 0, 0
        request_id = _id_of(Headers(scope=scope).get(REQUEST_ID, ""))

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            size += len(message.get("body", b""))
            await send(message)

        method = scope["method"] if scope["method"] in _METHODS else "other"
        fields = {"request_id": request_id, "method": method, "route": route_of(scope["path"])}
        try:
            with in_request(request_id):
                await self._app(_having(scope, request_id), receive, sending)
        finally:
            seconds = round(time.perf_counter() - began, 3)
            log_line("request", fields | {"status": status, "seconds": seconds, "bytes": size})
            self._count(method, fields["route"], status)


def route_of(path: str) -> str:
    """Return the route that a path belongs to, or `other`: nothing of what was typed."""
    known = (route for route in ROUTES if path == route or path.startswith(f"{route}/"))
    return next(known, "/" if path == "/" else "other")


def _id_of(sent: str) -> str:
    return sent if _ID.fullmatch(sent) else secrets.token_hex(16)


def _having(scope: Scope, request_id: str) -> Scope:
    """Return a request whose headers name its id, for what is done later on its behalf."""
    name = REQUEST_ID.lower().encode()
    others = [each for each in scope["headers"] if each[0].lower() != name]
    return {**scope, "headers": [*others, (name, request_id.encode())]}
