"""Earlier conversations on the page: kept as they grow, listed, opened, exported, linked to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.web import history
from assistant.web.chat import Chat
from assistant.web.conversation import KEPT_EXCHANGES, Conversation
from assistant.web.conversations import Conversations
from assistant.web.owner import owner_of
from assistant.web.pointer import Pointer
from assistant.web.session import Session

_SCRIPT = Path(__file__).parent / "history.js"
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}


class HistoryView:
    """The drawer of earlier conversations; without a place to keep them it is not there."""

    def __init__(self, conversations: Conversations | None) -> None:
        self._kept = conversations
        self.drawer = gr.HTML(
            history.history_html([]),
            elem_id="drawer",
            visible=conversations is not None,
            apply_default_css=False,
            js_on_load=_SCRIPT.read_text(encoding="utf-8"),
        )
        self._download = gr.HTML("", elem_id="download", apply_default_css=False, js_on_load=_SAVE)

    def wire(
        self,
        session: gr.State,
        shown: list[Any],
        show: Callable[[Session], tuple[Any, ...]],
    ) -> None:
        """Connect the events; `show` gives what `shown` shows of a session."""

        def resume(session: Session, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            self._resume(session, owner_of(request), _text(event, "id"))
            return *show(session), self.shown(session, request)

        def delete(session: Session, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
            self._delete(session, owner_of(request), _text(event, "id"))
            return *show(session), self.shown(session, request)

        def rename(session: Session, event: gr.EventData, request: gr.Request) -> str:
            if self._kept:
                key, title = _text(event, "id"), _text(event, "title")
                self._kept.rename(owner_of(request), key, title)
            return self.shown(session, request)

        def share(session: Session, event: gr.EventData, request: gr.Request) -> str:
            self.keep(session, request)
            return self.shown(session, request, self._link(session, event, request))

        everything = [*shown, self.drawer]
        self.drawer.resume(resume, session, everything, **_PRIVATE)
        self.drawer.remove(delete, session, everything, **_PRIVATE)
        self.drawer.rename(rename, session, self.drawer, **_PRIVATE)
        self.drawer.link_to(share, session, self.drawer, **_PRIVATE)
        self.drawer.look(self.shown, session, self.drawer, **_PRIVATE)
        self.drawer.export(self._export, None, self._download, **_PRIVATE)

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
            with session.keeping:
                if session.kept_at and not self._kept.changed(owner, session.kept_as[0]):
                    return
                kept_at = self._kept.save(owner, *session.kept_as, session.kept_at)
                if not kept_at:  # another tab was faster: what both have told is kept apart
                    session.part()
                    kept_at = self._kept.save(owner, *session.kept_as)
                session.kept_at = kept_at

    def shown(self, session: Session, request: gr.Request, link: str = "") -> str:
        """Return the list of this owner; the conversation of this tab is marked in it."""
        saved = self._kept.owned(owner_of(request)) if self._kept else []
        key = session.kept_as[0]
        session.listed_as = key if any(each.id == key for each in saved) else ""
        return history.history_html(saved, key, link, request.username or "")

    def shown_if_new(self, session: Session, request: gr.Request) -> Any:
        """Return the list after an answer, or nothing where the tab has it with this conversation.

        A long list would be sent with every answer otherwise; opening it shows it anew anyway.
        """
        known = session.listed_as == session.kept_as[0]
        return gr.skip() if known else self.shown(session, request)

    def opening(self, chat: Chat) -> Any:
        """Return what shows the conversation, the panel and the list when the page is opened."""

        def opening(session: Session, request: gr.Request) -> tuple[Any, Any, str]:
            # A question may be asked before this is done: its reply waits for it in `pick_up`,
            # and what was begun already shows itself.
            with session.keeping:
                if session.busy or session.conversation.exchanges:
                    return gr.skip(), gr.skip(), self.shown(session, request)
                linked = self._open_address(session, request)
                told, panel = _opened(chat, session.conversation, linked)
                if not session.conversation.exchanges and _names_something(request):
                    told = history.nothing_there_html() + told
                return told, panel, self.shown(session, request)

        return opening

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

    def _delete(self, session: Session, owner: str, key: str) -> None:
        if self._kept:
            self._kept.delete(owner, key)
        if key == session.kept_as[0]:
            session.clear()

    def _link(self, session: Session, event: gr.EventData, request: gr.Request) -> str:
        number = event._data.get("exchange") if isinstance(event._data, dict) else None
        if not self._kept or not isinstance(number, int) or not 0 < number < 2**31:
            return ""
        return self._kept.link(owner_of(request), session.kept_as[0], number)

    def _export(self, event: gr.EventData, request: gr.Request) -> str:
        owner, key = owner_of(request), _text(event, "id")
        found = self._kept.load(owner, key) if self._kept else None
        if not self._kept or not found:
            return ""
        title = self._kept.title(owner, key)
        if _text(event, "kind") == "json":
            name, told = history.file_name(title, "json"), history.to_json(title, found)
            return history.download_html(name, "application/json", told)
        name, told = history.file_name(title, "md"), history.to_markdown(title, found)
        return history.download_html(name, "text/markdown", told)


_SAVE = """
watch("value", () => {
  const file = element.querySelector(".download");
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.dataset.text], { type: file.dataset.kind }));
  link.download = file.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
"""


def _opened(chat: Chat, conversation: Conversation, linked: bool) -> tuple[str, str]:
    """Return a conversation and its panel as the page opens; a linked answer opens its source."""
    panel = chat.evidence_html(conversation)
    if linked and conversation.last and conversation.last.answer:
        cited = bool(conversation.last.answer.citations)
        first = Pointer("citation" if cited else "lead", conversation.last.number, 0)
        panel = chat.article_html(conversation, first)
    return chat.conversation_html(conversation), panel


def _names_something(request: gr.Request) -> bool:
    return not {"answer", "conversation"}.isdisjoint(request.query_params)


def _text(event: gr.EventData, name: str) -> str:
    """Return a text that a browser sent; what else it may send is no text."""
    value = event._data.get(name) if isinstance(event._data, dict) else None
    return value if isinstance(value, str) and len(value) <= 1_000 else ""
