"""What programs say of answers, kept among the conversations of those in whose names they ask."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace

from starlette.types import Scope

from assistant.errors import AssistantError
from assistant.interfaces.feedback import FeedbackBody
from assistant.interfaces.keys import Caller
from assistant.schema import Answer, Filters
from assistant.web.conversation import Exchange
from assistant.web.conversations import Conversations
from assistant.web.exports import to_question_set
from assistant.web.limits import Limits
from assistant.web.owners import USER, owner_in

_TITLE = "Feedback from programs"
_LOG = logging.getLogger(__name__)


class Feedback:
    """Keeps each judgement as an exchange of one conversation, which the chat lists and exports.

    It is the user's where users sign in, else the browser's or, without a cookie, the address's.
    """

    def __init__(self, conversations: Conversations, *, signed_in: bool) -> None:
        self._conversations, self._signed_in = conversations, signed_in

    def keep(self, scope: Scope, caller: Caller, said: FeedbackBody, answer: Answer) -> None:
        """Keep what is said of an answer; raises AssistantError where there is no room."""
        # Without the passages: what was looked at and not cited would be most of the file.
        exchange = Exchange(
            number=0,
            question=said.question,
            answer=replace(answer, passages=()),
            state="done",
            limits=_limits(said.filters or Filters(), said),
            helpful=said.helpful,
            comment=said.comment.strip(),
        )
        try:
            self._conversations.note(self._owner(scope, caller), _TITLE, exchange)
        except sqlite3.Error:
            _LOG.exception("Feedback could not be kept.")
            raise AssistantError("What you said could not be kept. Try again later.") from None

    def question_set(self, scope: Scope, caller: Caller) -> str:
        """Return what this caller has said here or, as the same user or browser, in the chat."""
        return to_question_set(self._conversations.judged(self._owner(scope, caller)))

    def _owner(self, scope: Scope, caller: Caller) -> str:
        if self._signed_in:
            return owner_in({**scope, USER: caller.name})
        return owner_in(scope) or f"address:{caller.name}"


def _limits(filters: Filters, said: FeedbackBody) -> Limits:
    sources = tuple(filters.sources)
    return Limits(since=filters.since, until=filters.until, as_of=said.as_of, sources=sources)
