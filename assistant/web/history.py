"""Earlier conversations on the page: kept as they grow, listed, opened, exported, linked to."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

import gradio as gr

from assistant.web.chat import Chat
from assistant.web.conversation import KEPT_EXCHANGES, Conversation, Session
from assistant.web.conversations import Conversations, Saved
from assistant.web.elements import IN_TURN, UNQUEUED, html_part, sent, sent_text
from assistant.web.exports import file_name, to_json, to_markdown, to_question_set
from assistant.web.markup import Html, Template
from assistant.web.owners import owner_of
from assistant.web.reader import Pointer

_log = logging.getLogger(__name__)


class HistoryView:
    """The drawer of earlier conversations; without a place to keep them it is not there."""

    def __init__(self, conversations: Conversations | None, chat: Chat) -> None:
        self._kept = conversations
        self._chat = chat
        there = conversations is not None
        self.drawer = html_part(history_html([]), "drawer", "history.js", visible=there)
        self._download = html_part("", "download", "download.js")

    def wire(self, session: gr.State, shown: list[Any]) -> None:
        """Connect the events; `shown` shows a conversation and its evidence."""
        everything = [*shown, self.drawer]
        self.drawer.resume(self._resumed, session, everything, **UNQUEUED)
        self.drawer.remove(self._removed, session, everything, **UNQUEUED)
        self.drawer.rename(self._renamed, session, self.drawer, **UNQUEUED)
        self.drawer.link_to(self._linked, session, self.drawer, **UNQUEUED)
        self.drawer.judge(self._judged, session, self.drawer, **IN_TURN)
        self.drawer.look(self.shown, session, self.drawer, **UNQUEUED)
        self.drawer.export(self._exported, None, self._download, **UNQUEUED)

    def pick_up(self, session: Session, request: gr.Request) -> Conversation:
        """Return the conversation of a tab, read anew where what is kept is newer.

        So it goes on in a tab that the server has forgotten, as a restart does, and with what
        another tab has added to it; what was deleted in another tab is gone from this one.
        """
        with session.keeping:
            if not session.conversation.exchanges and not session.kept_at:
                self._open_address(session, request)
            elif self._kept and session.kept_at and not session.busy:
                owner, key = owner_of(request), session.kept_as[0]
                kept_at = self._kept.changed(owner, key)
                if not kept_at:
                    session.clear()
                elif kept_at != session.kept_at:
                    self._resume(session, owner, key)
        return session.conversation

    def keep(self, session: Session, request: gr.Request) -> None:
        """Keep the conversation of a tab as it is now, unless it was deleted in another."""
        owner = owner_of(request)
        if self._kept and owner and session.conversation.exchanges:
            try:
                with session.keeping:
                    _keep(self._kept, owner, session)
            except sqlite3.Error:
                # An answer is not lost because there is no room to keep it.
                _log.exception("A conversation could not be kept.")

    def shown(self, session: Session, request: gr.Request, link: str = "") -> Html:
        """Return the list of this owner; the conversation of this tab is marked in it."""
        saved = self._kept.owned(owner_of(request)) if self._kept else []
        key = session.kept_as[0]
        session.listed_as = key if any(each.id == key for each in saved) else ""
        return history_html(saved, key, link, request.username or "")

    def shown_if_new(self, session: Session, request: gr.Request) -> Any:
        """Return the list after an answer, or nothing where the tab has it with this conversation.

        A long list would be sent with every answer otherwise; opening it shows it anew anyway.
        """
        known = session.listed_as == session.kept_as[0]
        return gr.skip() if known else self.shown(session, request)

    def opened(self, session: Session, request: gr.Request) -> tuple[Any, Any, Html]:
        """Return what shows the conversation, the panel and the list when the page is opened."""
        # A question may be asked before this is done: its reply waits for it in `pick_up`,
        # and what was begun already shows itself.
        with session.keeping:
            if session.busy or session.conversation.exchanges:
                return gr.skip(), gr.skip(), self.shown(session, request)
            linked = self._open_address(session, request)
            conversation = session.conversation
            told, panel = self._chat.shown(conversation)
            if linked and conversation.last and conversation.last.answer:
                # Whoever follows a link to an answer wants to see what it rests on.
                cited = bool(conversation.last.answer.citations)
                first = Pointer("citation" if cited else "lead", conversation.last.number, 0)
                panel = self._chat.article_html(conversation, first)
            named = not {"answer", "conversation"}.isdisjoint(request.query_params)
            if named and not conversation.exchanges:
                told = _DRAWER("nothing_there") + told
            return told, panel, self.shown(session, request)

    def _resumed(
        self, session: Session, event: gr.EventData, request: gr.Request
    ) -> tuple[Html, ...]:
        self._resume(session, owner_of(request), sent_text(event, "id"))
        return *self._chat.shown(session.conversation), self.shown(session, request)

    def _removed(
        self, session: Session, event: gr.EventData, request: gr.Request
    ) -> tuple[Html, ...]:
        key = sent_text(event, "id")
        if self._kept:
            self._kept.delete(owner_of(request), key)
        if key == session.kept_as[0]:
            session.clear()
        return *self._chat.shown(session.conversation), self.shown(session, request)

    def _renamed(self, session: Session, event: gr.EventData, request: gr.Request) -> Html:
        if self._kept:
            key, title = sent_text(event, "id"), sent_text(event, "title")
            self._kept.rename(owner_of(request), key, title)
        return self.shown(session, request)

    def _linked(self, session: Session, event: gr.EventData, request: gr.Request) -> Html:
        self.keep(session, request)
        number, link = sent(event, "exchange"), ""
        if self._kept and isinstance(number, int) and 0 < number < 2**31:
            link = self._kept.link(owner_of(request), session.kept_as[0], number)
        return self.shown(session, request, link)

    def _judged(self, session: Session, event: gr.EventData, request: gr.Request) -> Any:
        """Keep what a reader says of an answer; the page shows it already."""
        number, helpful = sent(event, "exchange"), sent(event, "helpful")
        exchange = self.pick_up(session, request).exchange(number)
        if self._kept and exchange and (helpful is None or isinstance(helpful, bool)):
            self.keep(session, request)
            session.judge(exchange.number, helpful)
            key = session.kept_as[0]
            self._kept.judge(owner_of(request), key, exchange.number, helpful)
        return self.shown_if_new(session, request)

    def _exported(self, event: gr.EventData, request: gr.Request) -> str:
        owner, key = owner_of(request), sent_text(event, "id")
        if self._kept and sent_text(event, "kind") == "judged":
            told = to_question_set(self._kept.judged(owner))
            return _DRAWER("download", "feedback.jsonl", "application/jsonl", told)
        found = self._kept.load(owner, key) if self._kept else None
        if not self._kept or not found:
            return ""
        title = self._kept.title(owner, key)
        if sent_text(event, "kind") == "json":
            told, ending, kind = to_json(title, found), "json", "application/json"
        else:
            told, ending, kind = to_markdown(title, found), "md", "text/markdown"
        return _DRAWER("download", file_name(title, ending), kind, told)

    def _open_address(self, session: Session, request: gr.Request) -> bool:
        """Go on with what the address of the page names; tell whether it is a linked answer."""
        asked = dict(request.query_params)
        if self._kept and (linked := self._kept.linked(str(asked.get("answer", "")))):
            session.resume(linked)
            return True
        self._resume(session, owner_of(request), str(asked.get("conversation", "")))
        return False

    def _resume(self, session: Session, owner: str, key: str) -> None:
        kept_at = self._kept.changed(owner, key) if self._kept else 0.0
        found = self._kept.load(owner, key) if self._kept else None
        if found:
            session.resume(Conversation(found.exchanges[-KEPT_EXCHANGES:]), key, kept_at)


def _keep(kept: Conversations, owner: str, session: Session) -> None:
    if session.kept_at and not kept.changed(owner, session.kept_as[0]):
        return
    kept_at = kept.save(owner, *session.kept_as, session.kept_at)
    if not kept_at:  # another tab was faster: what both have told is kept apart
        session.part()
        kept_at = kept.save(owner, *session.kept_as)
    session.kept_at = kept_at


def history_html(saved: Sequence[Saved], current: str = "", link: str = "", user: str = "") -> Html:
    """Return the list; `current` is the conversation of this tab, `link` a link just made.

    `user` is who signed in, and may sign out.
    """
    made = time.time_ns() if link else 0  # the same link again is shown again
    return _DRAWER("drawer", saved, current, link, made, user)


def _day_of(saved: Saved) -> date:
    return date.fromtimestamp(saved.changed)


_DRAWER = Template("drawer.html", _day_of)
