"""`/health`: whether the chat can answer, for whatever watches over servers; needs no sign-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.schema import IndexInfo
from assistant.web.gate import Gate


class Informed(Protocol):
    """The part of `assistant.Assistant` that knows what the index holds."""

    def info(self) -> IndexInfo:
        """Return what the index holds."""


def health_route(assistant: Informed, gate: Gate) -> Route:
    """Return the route: 200 while questions are answered, 503 before the first sync and at the end.

    It says how many articles there are and which generation of the index it is.
    """
    return Route("/health", _endpoint(assistant, gate), methods=["GET"])


def _endpoint(assistant: Informed, gate: Gate) -> Callable[[Request], JSONResponse]:
    def health(request: Request) -> JSONResponse:
        try:
            info = assistant.info()
        except AssistantError as error:
            return JSONResponse({"ok": False, "problem": str(error)}, status_code=503)
        told = {"ok": not gate.is_shut, "articles": info.articles, "generation": info.generation}
        return JSONResponse(told, status_code=200 if told["ok"] else 503)

    return health
