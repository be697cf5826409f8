"""The ways in for programs beside the page: who may come in, and where they are sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import Response
from starlette.routing import Mount, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.interfaces.feedback import Judgements, take_feedback
from assistant.interfaces.keys import Caller
from assistant.interfaces.openai import openai_api
from assistant.interfaces.problems import problem_response
from assistant.interfaces.questions import Answering, Articles, QuestionQueue
from assistant.interfaces.rest import CALLER, Updating, rest_api

_PLACES = ("/api/", "/v1/")
_NO_KEY = "Send a key that `assistant key` has made: Authorization: Bearer KEY."
_LOG = logging.getLogger(__name__)


class Programs:
    """Sends programs to what is for them, and everybody else on to the page.

    `caller_of` says who sends a request where users sign in; without it anybody may, whom the
    server lets in at all. `told` words an error for others than its operator. `judgements` keeps
    what is said of answers, where anything is kept.
    """

    def __init__(
        self,
        page: ASGIApp,
        assistant: Articles,
        gate: Answering,
        updater: Updating,
        told: Callable[[Exception], str],
        caller_of: Callable[[Scope], Caller | None] | None,
        judgements: Judgements | None,
    ) -> None:
        self._page = page
        self._caller_of = caller_of or _anybody
        questions = QuestionQueue(gate)
        rest = rest_api(assistant, questions, updater, told, keyed=caller_of is not None)
        take_feedback(rest, assistant, questions, judgements)
        v1 = openai_api(assistant, questions, told)
        self._ways = Router([Mount("/api/v1", rest), Mount("/v1", v1)], default=_nothing)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request with who sends it, or refuse it."""
        if scope["type"] != "http" or not is_for_programs(scope["path"]):
            await self._page(scope, receive, send)
            return
        caller = self._caller_of(scope)
        if caller is None:
            _LOG.warning("No key, or a wrong one, from %s.", _anybody(scope).name)
            headers = {"WWW-Authenticate": "Bearer"}
            refused = problem_response(scope["path"], 401, _NO_KEY, headers)
            await refused(scope, receive, send)
            return
        try:
            await self._ways({**scope, CALLER: caller}, receive, send)
        except ClientDisconnect:
            raise
        except Exception:
            # Told already. Raised on, it would cut off what else its connection is used for.
            _LOG.exception("%s %r failed.", scope["method"], scope["path"])


def is_for_programs(path: str) -> bool:
    """Tell whether a path is no page's."""
    return path.startswith(_PLACES)


def worded(refused: Response, path: str) -> Response:
    """Return a refusal in the words of those whom a path is for."""
    if not is_for_programs(path):
        return refused
    return problem_response(path, refused.status_code, bytes(refused.body).decode())


def _anybody(scope: Scope) -> Caller:
    client = HTTPConnection(scope).client
    return Caller(client.host if client else "")


async def _nothing(scope: Scope, receive: Receive, send: Send) -> Any:
    await problem_response(scope["path"], 404, "Nothing is here.")(scope, receive, send)
