"""What went wrong, as RFC 9457 has it: one JSON object, whatever failed and wherever."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import AssistantError, QuestionError, UnknownArticle
from assistant.interfaces.questions import TooManyOfOne
from assistant.interfaces.replies import as_json, event

MEDIA = "application/problem+json"
OPENAI = "/v1/"
"""Below this path, problems are also told as clients of OpenAI's protocol read them."""

_STATUS = {QuestionError: 422, UnknownArticle: 404, TooManyOfOne: 429}  # others: 503
_AGAIN = {"Retry-After": "5"}
_WRONG = "Something went wrong here, and it is not your request. The server's log says what."
_MOST = 20  # places of a request that are told
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """What is wrong at one place of a request."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDetails:
    """What went wrong: `code` names it for programs, `detail` says it to a person."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[Flaw, ...] = ()


def _described() -> dict[str, Any]:
    """Return the schema of a problem in one piece, which needs no place to refer to."""
    schema = TypeAdapter(ProblemDetails).json_schema()
    schema["properties"]["errors"]["items"] = schema.pop("$defs")["Flaw"]
    return schema


PROBLEM: dict[str, Any] = {
    "description": "What went wrong.",
    "content": {MEDIA: {"schema": _described()}},
}
"""How OpenAPI describes a response with a problem."""


def problem_response(
    path: str, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a problem as the response to a request for a path."""
    return _response(path, _problem(status, detail), headers)


def tell_problems(app: FastAPI, told: Callable[[Exception], str]) -> None:
    """Let an application answer with a problem whatever fails; `told` words an AssistantError."""

    def failed(request: Request, error: Exception) -> Response:
        problem = _problem_of(error, told)
        again = _AGAIN if problem.status in (429, 503) else None
        return _response(_path(request), problem, again)

    app.add_exception_handler(AssistantError, failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, failed)  # which is logged, too


async def or_problem(
    events: AsyncIterator[str], request: Request, told: Callable[[Exception], str], name: str = ""
) -> AsyncIterator[str]:
    """Yield the events of a stream, and what breaks it off as its last event."""
    try:
        async for each in events:
            yield each
    except Exception as error:
        if not isinstance(error, AssistantError):
            _LOG.exception("A stream was broken off.")
        yield event(as_json(_body(_path(request), _problem_of(error, told))), name)


def _problem_of(error: Exception, told: Callable[[Exception], str]) -> ProblemDetails:
    if not isinstance(error, AssistantError):
        return _problem(500, _WRONG)
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503)
    return replace(_problem(status, told(error)), code=type(error).__name__)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [
        Flaw(pointer="/".join(["", *map(str, each["loc"])]), detail=each["msg"])
        for each in error.errors()[:_MOST]
    ]
    told = "; ".join(f"{flaw.pointer}: {flaw.detail}" for flaw in found[:3])
    problem = replace(_problem(422, told), code="InvalidRequest", errors=tuple(found))
    return _response(_path(request), problem)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem_response(_path(request), error.status_code, error.detail, error.headers)


def _problem(status: int, detail: str) -> ProblemDetails:
    """Return a problem that is named as HTTP names its status."""
    title = HTTPStatus(status).phrase
    code = title.replace(" ", "").replace("-", "")
    return ProblemDetails(title=title, status=status, detail=detail, code=code)


def _path(request: Request) -> str:
    path: str = request.scope["path"]
    return path


def _body(path: str, problem: ProblemDetails) -> dict[str, Any]:
    body = asdict(problem)
    if not problem.errors:
        del body["errors"]
    if path.startswith(OPENAI):
        error = {"message": problem.detail, "type": problem.code, "param": None}
        body["error"] = error | {"code": problem.code}
    return body


def _response(
    path: str, problem: ProblemDetails, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(as_json(_body(path, problem)), problem.status, headers, media_type=MEDIA)
