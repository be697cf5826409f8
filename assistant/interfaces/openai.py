"""The assistant as a model of OpenAI's protocol, for chat programs that speak it: `/v1`.

System prompts, sampling and tools are for models that write as they are told; they are ignored.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import QuestionError
from assistant.interfaces.embeddings import EmbeddingsBody, embeddings_reply, texts_to_embed
from assistant.interfaces.problems import or_problem, tell_problems
from assistant.interfaces.questions import Articles, QuestionQueue
from assistant.interfaces.replies import Nouns, as_json, begun, event, events_response
from assistant.interfaces.rest import TURNS_READ, caller_in
from assistant.schema import Answer, Citation, Turn

MODEL = "articles"
"""The one model that there is."""

_SOURCES = "\n\nSources:\n"
_URL_SAFE = "/:?#@!$&'*+,;=%-._~"
# In an article these would make a reader's browser fetch a picture, or lead it elsewhere.
_ACTIVE = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=[(:])")


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a conversation; its content is a text, or parts of which some are texts."""

    role: str
    content: str | Sequence[Mapping[str, Any]] | None = None

    @property
    def text(self) -> str:
        """What it says in words."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        texts = (part.get("text") for part in self.content if part.get("type") == "text")
        return "\n".join(text for text in texts if isinstance(text, str))


@dataclass(frozen=True, slots=True)
class ChatBody:
    """A conversation to go on with; all else that may be sent is ignored."""

    messages: Sequence[ChatMessage]
    stream: bool | None = False
    stream_options: Mapping[str, Any] | None = None


def openai_api(
    assistant: Articles, questions: QuestionQueue, told: Callable[[Exception], str]
) -> FastAPI:
    """Return the application."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    tell_problems(app, told)
    ways = _Ways(assistant, questions, told)
    app.post("/chat/completions")(ways.complete)
    app.post("/embeddings")(ways.embed)
    app.get("/models")(ways.models)
    app.get("/models/{name}")(ways.model)
    return app


class _Ways:
    """What clients of the protocol call."""

    def __init__(
        self, assistant: Articles, questions: QuestionQueue, told: Callable[[Exception], str]
    ) -> None:
        self._assistant, self._questions, self._told = assistant, questions, told

    async def complete(self, body: ChatBody, request: Request) -> Response:
        """Answer the last message of a conversation."""
        question, history = _asked(body.messages)
        reply, client = _Reply(str(request.base_url)), caller_in(request).name

        def grow() -> Iterator[Answer]:
            return self._assistant.stream(question, history=history)

        if not body.stream:
            *_, answer = await self._questions.call(client, lambda: list(grow()))
            return Nouns(reply.whole(answer))
        answers = await begun(self._questions.stream(client, grow))
        usage = bool((body.stream_options or {}).get("include_usage"))
        return events_response(or_problem(reply.pieces(answers, usage), request, self._told))

    async def embed(self, body: EmbeddingsBody, request: Request) -> Response:
        """Give the vectors of texts."""
        self.model(body.model)  # which is no other: vectors of two models have nothing in common
        texts, client = texts_to_embed(body), caller_in(request).name
        reply = partial(embeddings_reply, self._assistant, texts, body)
        return Nouns(await self._questions.call(client, reply))

    def models(self) -> Response:
        """List the one model."""
        return Nouns({"object": "list", "data": [_MODEL]})

    def model(self, name: str) -> Response:
        """Tell of the one model."""
        if name != MODEL:
            raise HTTPException(404, f"The one model here is {MODEL!r}.")
        return Nouns(_MODEL)


class _Reply:
    """One completion, in one piece or in many; `base` is the address of the protocol's root."""

    def __init__(self, base: str) -> None:
        self._articles = f"{base.rstrip('/').removesuffix('/v1')}/api/v1/articles/"
        self._head = {
            "id": f"chatcmpl-{secrets.token_hex(12)}",
            "created": int(time.time()),
            "model": MODEL,
        }

    def whole(self, answer: Answer) -> dict[str, Any]:
        """Return the completion; `answer` is the answer as every other way in gives it."""
        message = {
            "role": "assistant",
            "content": _inert(answer.text) + _sources(answer),
            "refusal": None,
            "annotations": self._annotations(answer),
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        told = {**self._head, "object": "chat.completion", "choices": [choice]}
        return {**told, "usage": _usage(answer), "answer": _lean(answer)}

    async def pieces(self, answers: AsyncIterator[Answer], usage: bool) -> AsyncIterator[str]:
        """Yield the events of the completion.

        Nothing that was sent can be taken back, and what grows may still change (a written answer
        falls back to quotes): the text comes when it is complete.
        """
        yield self._piece({"role": "assistant", "content": ""})
        async for answer in answers:
            complete = answer
        yield self._piece({"content": _inert(complete.text)})
        told = {"content": _sources(complete), "annotations": self._annotations(complete)}
        yield self._piece(told, answer=_lean(complete))
        yield self._piece({}, finish="stop")
        if usage:
            yield self._event({"choices": [], "usage": _usage(complete)})
        yield event("[DONE]")

    def _piece(self, delta: dict[str, Any], *, finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._event({"choices": [choice], **more})

    def _event(self, more: dict[str, Any]) -> str:
        return event(as_json({**self._head, "object": "chat.completion.chunk", **more}))

    def _annotations(self, answer: Answer) -> list[dict[str, Any]]:
        """Return each citation in OpenAI's form, with all that ours says beside it."""
        return [
            {"type": "url_citation", "url_citation": self._cited(answer.text, each)}
            for each in answer.citations
        ]

    def _cited(self, text: str, citation: Citation) -> dict[str, Any]:
        place = {
            "start_index": len(_inert(text[: citation.answer_start])),
            "end_index": len(_inert(text[: citation.answer_end])),
            "url": _web(citation) or self._articles + quote(citation.article_id, safe="/"),
        }
        return asdict(citation) | place


def _asked(messages: Sequence[ChatMessage]) -> tuple[str, list[Turn]]:
    """Return the question, which is the last message, and the turns before it."""
    said = [message for message in messages if message.role in ("user", "assistant")]
    if not said or said[-1].role != "user":
        raise QuestionError("The last message is no user's. Ask something about the articles.")
    turns = [
        Turn(asked.text, answered.text.partition(_SOURCES)[0])
        for asked, answered in pairwise(said)
        if (asked.role, answered.role) == ("user", "assistant")
    ]
    return said[-1].text, turns[-TURNS_READ:]


def _inert(text: str) -> str:
    r"""Return text in which nothing acts where it is read as Markdown: `![x](y)` -> `!\[x]\(y)`.

    What is put in depends on what stands before it alone, so that the offsets of spans can be told;
    a backslash before `<` could be undone by one in the article.
    """
    return _ACTIVE.sub(r"\\", text.replace("<", "&lt;"))


def _sources(answer: Answer) -> str:
    """Return what the marks stand for, for people whose program shows no annotations."""
    return _SOURCES + "\n".join(map(_source, answer.citations)) if answer.citations else ""


def _source(citation: Citation) -> str:
    title = _inert(" ".join(citation.title.split()))
    day = citation.published.isoformat() if citation.published else ""
    parts = [title, _inert(" ".join(citation.source.split())), day, _web(citation)]
    return f"- [{citation.number}] " + ", ".join(filter(None, parts))


def _web(citation: Citation) -> str:
    """Return an article's address, where it is one of the web; nothing else is clicked on."""
    url = citation.url.strip()
    return quote(url, safe=_URL_SAFE) if url.startswith(("https://", "http://")) else ""


def _usage(answer: Answer) -> dict[str, int]:
    """Return the tokens of a language model; without one there are none."""
    asked, said = (answer.usage.get(name, 0) for name in ("prompt_tokens", "reply_tokens"))
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _lean(answer: Answer) -> Answer:
    """Return an answer without what was looked at and not cited."""
    return replace(answer, passages=())


_MODEL = {"id": MODEL, "object": "model", "created": 0, "owned_by": "article-assistant"}
