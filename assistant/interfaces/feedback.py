"""What callers say of answers, kept beside what readers of the chat say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from fastapi import Depends, FastAPI
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from assistant.interfaces.keys import Caller
from assistant.interfaces.questions import Articles, QuestionQueue
from assistant.interfaces.replies import Nouns
from assistant.interfaces.rest import AskBody, caller_in, check_may_change, growing
from assistant.interfaces.strict import strictly
from assistant.schema import Answer

_MEDIA = "application/jsonl"
_SET: dict[str, Any] = {
    "description": "JSON Lines that `assistant evaluate` reads.",
    "content": {_MEDIA: {"schema": {"type": "string"}}},
}
_NOT_KEPT = "This server keeps nothing of what is said here."


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackBody(AskBody):
    """A question as it was asked, whether its answer helped, and a word about it."""

    helpful: bool
    comment: Annotated[str, Field(max_length=2000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was kept: the question as it was read, and what its answer is."""

    question: str
    status: Literal["answered", "not_found"]
    helpful: bool


class Judgements(Protocol):
    """Keeps what is said of answers, for those who say it."""

    def keep(self, scope: Scope, caller: Caller, said: FeedbackBody, answer: Answer) -> None:
        """Keep what the caller of a request says of an answer; the last word counts."""

    def question_set(self, scope: Scope, caller: Caller) -> str:
        """Return all that this caller has said as a set of questions, in JSON Lines."""


def take_feedback(
    app: FastAPI, assistant: Articles, questions: QuestionQueue, judgements: Judgements | None
) -> None:
    """Add to an application what takes and gives feedback."""
    ways = _Ways(assistant, questions, judgements)
    app.post("/feedback", response_model=Kept, status_code=201)(ways.feedback)
    app.get("/feedback/questions", response_class=Response, responses={200: _SET})(
        ways.question_set
    )


_Caller = Annotated[Caller, Depends(caller_in)]
_Feedback = Annotated[FeedbackBody, strictly(FeedbackBody)]


class _Ways:
    """What can be said and read; the names and docstrings are what OpenAPI tells."""

    def __init__(
        self, assistant: Articles, questions: QuestionQueue, judgements: Judgements | None
    ) -> None:
        self._assistant, self._questions, self._judgements = assistant, questions, judgements

    async def feedback(self, body: _Feedback, request: Request) -> Response:
        """Say whether an answer helped.

        Send what was asked, as it was asked: it is answered again, so that what is kept is no
        answer but ours.
        """
        caller, judgements = caller_in(request), self._kept()
        check_may_change(caller)

        def kept() -> Kept:
            *_, answer = growing(self._assistant, body)
            judgements.keep(request.scope, caller, body, answer)
            return Kept(question=answer.question, status=answer.status, helpful=body.helpful)

        return Nouns(await self._questions.call(caller.name, kept), 201)

    def question_set(self, request: Request, caller: _Caller) -> Response:
        """Give all that the caller has said of answers, as a set of questions."""
        told = self._kept().question_set(request.scope, caller)
        return Response(told, media_type=_MEDIA)

    def _kept(self) -> Judgements:
        if self._judgements is None:
            raise HTTPException(403, _NOT_KEPT)
        return self._judgements
