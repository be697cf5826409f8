"""The assistant over HTTP: typed JSON under `/api/v1`, described by `/api/v1/openapi.json`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Annotated, Any, ClassVar, Protocol

from fastapi import Depends, FastAPI, Query
from fastapi.security import HTTPBearer
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from assistant.interfaces.keys import Caller
from assistant.interfaces.listing import listed_heads
from assistant.interfaces.problems import PROBLEM, or_problem, tell_problems
from assistant.interfaces.questions import Articles, QuestionQueue
from assistant.interfaces.replies import EVENT_STREAM, Nouns, as_json, begun, event, events_response
from assistant.interfaces.strict import Day, strictly
from assistant.schema import Answer, Article, ArticleHead, Filters, IndexInfo, Passage, Turn

CALLER = "assistant_caller"
"""Where a request says who sends it."""

TURNS_READ = 8
"""How many earlier turns a follow-up is read with."""

_NO_OTHERS = {"extra": "forbid"}  # a limit that is misspelt is not to be passed over
_DESCRIPTION = (
    "Answers questions from a folder of news articles. Every sentence of an answer is cited to its "
    "exact place: the article's part from start to end is the quote."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBody:
    """A question, the turns before it, and what it is limited to."""

    __pydantic_config__: ClassVar = _NO_OTHERS

    question: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    history: Sequence[Turn] = ()
    as_of: date | None = None
    filters: Filters | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBody:
    """What to look for, and within what."""

    __pydantic_config__: ClassVar = _NO_OTHERS

    question: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    as_of: date | None = None
    filters: Filters | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Some of the articles that filters let through, and how many there are in all."""

    total: int
    articles: Sequence[ArticleHead]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """An update was asked for; done when the `number` of the progress is at least this."""

    number: int


class Updating(Protocol):
    """What brings the index up to date; `state`, a dataclass, says how far it is."""

    @property
    def state(self) -> Any:
        """How far the newest update is."""

    def request(self) -> int:
        """Ask for an update; returns its number."""


def rest_api(
    assistant: Articles,
    questions: QuestionQueue,
    updater: Updating,
    told: Callable[[Exception], str],
    *,
    keyed: bool,
) -> FastAPI:
    """Return the application; `keyed` says that callers need a key or a session."""
    app = FastAPI(
        title="Article Assistant",
        version=version("article-assistant"),
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        responses={"4XX": PROBLEM, "5XX": PROBLEM},
        dependencies=[Depends(HTTPBearer(auto_error=False))] if keyed else [],
    )
    tell_problems(app, told)
    ways = _Ways(assistant, questions, updater, told)
    app.post("/ask", response_model=Answer)(ways.ask)
    app.post("/ask/stream", response_class=StreamingResponse, responses={200: EVENT_STREAM})(
        ways.stream
    )
    app.post("/search", response_model=list[Passage])(ways.search)
    app.get("/articles", response_model=ArticlePage)(ways.articles)
    app.get("/articles/{article_id:path}", response_model=Article)(ways.article)
    app.get("/info", response_model=IndexInfo)(ways.info)
    app.post("/sync", response_model=Requested, status_code=202)(ways.sync)
    app.get("/sync/progress", response_model=type(updater.state))(ways.progress)
    return app


def caller_in(request: Request) -> Caller:
    """Return who sends a request."""
    caller: Caller = request.scope[CALLER]
    return caller


def check_may_change(caller: Caller) -> None:
    """Raise HTTPException for a caller who may only read."""
    if not caller.may_change:
        raise HTTPException(403, "This key may only read.")


def growing(assistant: Articles, body: AskBody) -> Iterator[Answer]:
    """Yield the answers to what is asked, each in place of the one before."""
    history = body.history[-TURNS_READ:]
    return assistant.stream(body.question, history=history, as_of=body.as_of, filters=body.filters)


_Caller = Annotated[Caller, Depends(caller_in)]
_Ask = Annotated[AskBody, strictly(AskBody)]
_Search = Annotated[SearchBody, strictly(SearchBody)]


class _Ways:
    """What can be asked for; the names and docstrings are what OpenAPI tells."""

    def __init__(
        self,
        assistant: Articles,
        questions: QuestionQueue,
        updater: Updating,
        told: Callable[[Exception], str],
    ) -> None:
        self._assistant, self._questions = assistant, questions
        self._updater, self._told = updater, told

    async def ask(self, body: _Ask, caller: _Caller) -> Response:
        """Answer a question with exact citations, or say that the articles do not say."""

        def last() -> Answer:
            *_, complete = growing(self._assistant, body)
            return complete

        return Nouns(await self._questions.call(caller.name, last))

    async def stream(self, body: _Ask, request: Request) -> StreamingResponse:
        """Answer as it grows.

        Each event `answer` is a whole answer in place of the one before; after the last, which is
        complete, comes `end`. What goes wrong on the way is an event `problem`.
        """
        client, assistant = caller_in(request).name, self._assistant
        answers = await begun(self._questions.stream(client, lambda: growing(assistant, body)))
        return events_response(or_problem(_events(answers), request, self._told, "problem"))

    async def search(self, body: _Search, caller: _Caller) -> Response:
        """Find the passages that fit best, best first."""

        def found() -> list[Passage]:
            return self._assistant.search(
                body.question, body.limit, as_of=body.as_of, filters=body.filters
            )

        return Nouns(await self._questions.call(caller.name, found))

    def articles(
        self,
        since: Day | None = None,
        until: Day | None = None,
        source: Annotated[Sequence[str], Query()] = (),
        skip: Annotated[int, Query(ge=0, le=10**9)] = 0,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> Response:
        """List articles without their text, the newest first."""
        filters = Filters(since=since, until=until, sources=source)
        kept = listed_heads(self._assistant.articles(), filters)
        return Nouns(ArticlePage(total=len(kept), articles=kept[skip : skip + limit]))

    def article(self, article_id: str) -> Response:
        """Read one article in full, as it was indexed."""
        return Nouns(self._assistant.article(article_id))

    def info(self) -> Response:
        """Tell what the index holds."""
        return Nouns(self._assistant.info())

    def sync(self, caller: _Caller) -> Response:
        """Ask for the index to be brought up to date with the folder of articles."""
        check_may_change(caller)
        return Nouns(Requested(number=self._updater.request()), 202)

    def progress(self) -> Response:
        """Tell how far the newest update is, and how many have ended."""
        return Nouns(self._updater.state)


async def _events(answers: AsyncIterator[Answer]) -> AsyncIterator[str]:
    async for answer in answers:
        yield event(as_json(answer), "answer")
    yield event("{}", "end")
