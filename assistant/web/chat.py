"""What the page does, without any page: replies, stops, retries, opens articles."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.errors import AssistantError, UnknownArticle
from assistant.interfaces.questions import Articles
from assistant.languagemodels import offers
from assistant.schema import Answer, Turn
from assistant.web import limits, reader, rendering
from assistant.web.access import Gate
from assistant.web.conversation import Conversation, Exchange
from assistant.web.limits import NO_LIMITS, Limits
from assistant.web.markup import NOTHING, Html, problem_of
from assistant.web.picture import Picture
from assistant.web.reader import Pointer

SECONDS_BETWEEN_UPDATES = 0.06
"""A language model streams faster than eyes read and than a page should be sent again."""

WENT_WRONG = "Something went wrong here, and it is not your question. The server's log says what."

_log = logging.getLogger(__name__)


class ChatAssistant(Articles, Protocol):
    """The part of `assistant.Assistant` that the chat needs."""

    def suggestions(self, answer: Answer, limit: int = 3) -> list[str]:
        """Return follow-up questions that the articles answer."""

    def undated(self, answer: Answer) -> str:
        """Return the question of an answer without its time words, or ""."""

    def examples(self, limit: int = 4) -> list[str]:
        """Return questions that the articles answer."""


class Chat:
    """One assistant for many sessions; it keeps nothing about any of them."""

    def __init__(self, assistant: ChatAssistant, gate: Gate | None = None) -> None:
        self._assistant = assistant
        self._gate = gate or Gate()
        self._picture = Picture()

    def reply(
        self, question: str, conversation: Conversation, limits: Limits = NO_LIMITS
    ) -> Iterator[Conversation]:
        """Yield the conversation as its next exchange grows; white space asks nothing."""
        if not question.strip():
            return
        exchange = conversation.begin(question.strip(), limits)
        yield conversation.having(exchange)
        for grown in _paced(self._grow(exchange, conversation.turns())):
            yield conversation.having(grown)

    def welcome(self) -> Html:
        """Return what an empty conversation shows."""
        try:
            info = self._assistant.info()
            examples, model = self._assistant.examples(), self._assistant.language_model
            picture = self._picture.html(info, self._assistant.articles)
            return rendering.welcome_html(info, examples, model, offers(), picture)
        except AssistantError as error:
            return rendering.cannot_start_html(problem_of(error))

    def filters_html(self) -> Html:
        """Return the form that limits the next questions, or nothing while there is no index."""
        try:
            return limits.form_html(self._assistant.info())
        except AssistantError:
            return NOTHING

    def within_html(self, data: object) -> Html:
        """Return how many articles lie within the limits that a browser sent."""
        try:
            return limits.within_html(self._assistant.articles(), self.limits(data).filters())
        except AssistantError:
            return NOTHING

    def limits(self, data: object) -> Limits:
        """Return the limits that a browser sent."""
        try:
            return Limits.read(data, self._assistant.info().sources)
        except AssistantError:  # the answer will say what is wrong
            return Limits.read(data)

    def shown(self, conversation: Conversation) -> tuple[Html, Html]:
        """Return a conversation and its newest evidence."""
        return self.conversation_html(conversation), self.evidence_html(conversation)

    def conversation_html(self, conversation: Conversation) -> Html:
        """Return the conversation as HTML, or the welcome when nothing was asked yet."""
        if not conversation.exchanges:
            return self.welcome()
        return rendering.conversation_html(conversation)

    def evidence_html(self, conversation: Conversation, number: int | None = None) -> Html:
        """Return the evidence of one exchange; without a number, of the newest."""
        exchange = conversation.last if number is None else conversation.exchange(number)
        return reader.evidence_html(exchange) if exchange else reader.nothing_yet_html()

    def article_html(self, conversation: Conversation, pointer: Pointer) -> Html:
        """Return the article that a citation or a lead points into, marked there."""
        exchange = conversation.exchange(pointer.exchange)
        if exchange is None or exchange.answer is None:
            return reader.nothing_yet_html()
        cited = pointer.kind == "citation"
        targets = exchange.answer.citations if cited else exchange.answer.passages
        if pointer.index >= len(targets):
            return reader.nothing_yet_html()
        try:
            article = self._assistant.article(targets[pointer.index].article_id)
        except UnknownArticle:
            return reader.gone_html(targets[pointer.index])
        except AssistantError as error:
            return reader.unreadable_html(problem_of(error))
        show = reader.cited_article_html if cited else reader.lead_article_html
        return show(article, exchange, pointer.index)

    def _grow(self, exchange: Exchange, history: Sequence[Turn]) -> Iterator[Exchange]:
        try:
            with self._gate.answering():
                asked = exchange.limits
                for answer in self._assistant.stream(
                    exchange.question, history=history, as_of=asked.as_of, filters=asked.filters()
                ):
                    exchange = dataclasses.replace(exchange, answer=answer)
                    yield exchange
                exchange = self._with_what_next(exchange)
        except AssistantError as error:
            exchange = dataclasses.replace(exchange, problem=problem_of(error))
        except Exception:
            # A reader can mend nothing here: one line for them, the traceback for the log.
            _log.exception("A question could not be answered.")
            exchange = dataclasses.replace(exchange, problem=WENT_WRONG)
        yield dataclasses.replace(exchange, state="done")

    def _with_what_next(self, exchange: Exchange) -> Exchange:
        """Add what could be asked next, or what may have kept an answer from being found."""
        if exchange.answer is None:
            return exchange
        try:
            if exchange.answer.status == "not_found":
                undated = self._assistant.undated(exchange.answer)
                return dataclasses.replace(exchange, undated=undated)
            further = tuple(self._assistant.suggestions(exchange.answer))
            return dataclasses.replace(exchange, suggestions=further)
        except Exception:
            # An answer is not lost because nothing could be suggested after it.
            _log.exception("Nothing could be suggested after an answer.")
            return exchange


def _paced(exchanges: Iterator[Exchange]) -> Iterator[Exchange]:
    """Leave out updates that come too fast to be seen; the finished one always comes."""
    last = 0.0
    for exchange in exchanges:
        now = time.monotonic()
        if exchange.state == "done" or now - last >= SECONDS_BETWEEN_UPDATES:
            last = now
            yield exchange
