"""The page: where things are, and which event does what. What they do is in `chat`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr
from gradio import events

from assistant.errors import AssistantError
from assistant.web.access import Gate
from assistant.web.calls import ENDPOINT
from assistant.web.chat import Chat, ChatAssistant
from assistant.web.conversation import Session
from assistant.web.elements import LATEST, PRIVATE, UNQUEUED, html_part, sent
from assistant.web.history import HistoryView
from assistant.web.library import LibraryView
from assistant.web.limits import Asking
from assistant.web.markup import Html, problem_of
from assistant.web.parts import Parts, ServedAssistant
from assistant.web.reader import Pointer, nothing_yet_html
from assistant.web.requestlog import each_in_request
from assistant.web.requests import REQUEST_ID

PAGE_TITLE = "Article Assistant"
PLACEHOLDER = "Ask about the articles, in English"
QUESTION_LIMIT = 2_000
AT_ONCE = 8
"""How many questions are answered at the same time; the others wait in a queue."""

_HEADER = '<div class="masthead"><h1>Article <b>Assistant</b></h1></div>'
_VIEWS = (
    '<button type="button" class="quiet show-history">History</button>'
    '<button type="button" class="quiet show-library">Articles</button>'
)
# What is in force is known to the form alone and travels with each question: told by itself, it
# could come later than the question that it is meant for.
_TAKEN = """(text, limits, ...others) => {
  window.assistantFold?.();
  return [text, window.assistantLimits?.() ?? null, ...others];
}"""
_COUNTED = "() => window.assistantLimits()"
# What the panel shows is asked for by the page: a reader may have clicked a mark meanwhile.
_READ = "() => document.dispatchEvent(new CustomEvent('assistant:read'))"
_POINTED = "(pointing, ...others) => [window.assistantReads, ...others]"


def build_page(assistant: ServedAssistant, parts: Parts) -> gr.Blocks:
    """Return the page over one assistant, ready to launch."""
    # Files that were brought are copied at once; what is left of them goes within the hour.
    page = gr.Blocks(
        title=PAGE_TITLE, analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)
    )
    with page:
        talking = _Talk(Chat(assistant, parts.gate), parts)
        LibraryView(assistant, parts)
        talking.wire(page)
        events.api(_ask_endpoint(assistant, parts.gate), api_name=ENDPOINT)
    page.queue(default_concurrency_limit=AT_ONCE, max_size=256, api_open=False)
    return page


def theme() -> gr.themes.Base:
    """Return the theme: fonts of the reader's own system, so that nothing is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=["ui-sans-serif", "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


class _Talk:
    """The conversation, the box below it, the panel beside it and the earlier conversations."""

    def __init__(self, chat: Chat, parts: Parts) -> None:
        self._chat = chat
        self._session = gr.State(Session())
        self._pending = gr.State(Asking())
        # Never shown: the form's state and what a reader points at, on their way to the server.
        self._limiting, self._pointing = gr.JSON(visible=False), gr.JSON(visible=False)
        with gr.Row(elem_id="top"):
            html_part(_HEADER)
            html_part(_VIEWS, "views")
            self._clear = gr.Button("New conversation", elem_id="clear", scale=0, size="sm")
        with gr.Row(elem_id="shell"):
            with gr.Column(elem_id="chat", scale=3):
                self._talk = html_part(chat.welcome(), "talk", "page.js")
                with gr.Column(elem_id="ask"):
                    self._limits = html_part("", "limits", "filters.js")
                    self._within = html_part("", "within")
                    self._box = _question_box()
            with gr.Column(elem_id="side", scale=2):
                self._panel = html_part(nothing_yet_html(), "panel", "page.js")
        self._history = HistoryView(parts.conversations, chat)

    def wire(self, page: gr.Blocks) -> None:
        """Connect the events. A question goes box -> pending -> reply, so that the box is free."""
        session, talk, box = self._session, self._talk, self._box
        shown = [talk, self._panel]
        # Shown again at every visit: the folder may have been indexed since the server started.
        page.load(self._history.opened, session, [*shown, self._history.drawer], **PRIVATE)
        page.load(self._chat.filters_html, None, self._limits, **PRIVATE)
        counting = {"fn": self._chat.within_html, "js": _COUNTED, **LATEST}
        self._limits.count(inputs=self._limiting, outputs=self._within, **counting)
        taking = {"js": _TAKEN, **UNQUEUED}
        asked = [
            box.submit(self._taken, [box, self._limiting, session], [self._pending, box], **taking),
            talk.take_example(self._example, [box, self._limiting], self._pending, **taking),
            talk.ask_again(self._again, session, self._pending, **UNQUEUED),
            talk.ask_without(self._without, session, self._pending, **UNQUEUED),
        ]
        # Nothing is cancelled: a reply that lost its claim shows what holds now, as its last word.
        # Cancelling would let an update that is under way overtake what stopping has shown.
        for event in asked:
            replied = event.then(
                self._reply, [self._pending, session], talk, trigger_mode="multiple", **PRIVATE
            )
            listed = self._history.shown_if_new
            replied.then(listed, session, self._history.drawer, **UNQUEUED)
            replied.then(None, js=_READ)
        box.stop(self._stopped, session, shown, **UNQUEUED)
        self._clear.click(self._cleared, session, shown, **UNQUEUED)
        self._history.wire(session, shown)
        self._panel.read(self._read, [self._pointing, session], self._panel, js=_POINTED, **LATEST)

    def _reply(self, asking: Asking, session: Session, request: gr.Request) -> Iterator[Html]:
        self._history.pick_up(session, request)
        # A generator that yields nothing would empty its output. To skip it instead (any update)
        # leaves with Gradio, for every question, a copy of all that the tab shows.
        yield self._chat.conversation_html(session.conversation)
        claim = session.claim()
        try:
            replies = self._chat.reply(asking.question, session.conversation, asking.limits)
            for grown in each_in_request(request.headers.get(REQUEST_ID, ""), replies):
                holds = session.write(claim, grown)
                if holds and not grown.running:
                    break
                yield self._chat.conversation_html(session.conversation)
                if not holds:
                    return
        finally:
            session.release(claim)
            self._history.keep(session, request)
        # What is shown as complete is kept already, and the next question may be asked.
        yield self._chat.conversation_html(session.conversation)

    def _stopped(self, session: Session, request: gr.Request) -> tuple[Html, Html]:
        session.stop()
        self._history.keep(session, request)
        return self._chat.shown(session.conversation)

    def _cleared(self, session: Session) -> tuple[Html, Html]:
        session.clear()
        return self._chat.shown(session.conversation)

    def _taken(self, text: str, limiting: Any, session: Session) -> tuple[Asking, str]:
        """Move a question out of the box; while another is answered, what is typed stays there."""
        if session.busy:
            return Asking(), text
        return Asking(text, self._chat.limits(limiting)), ""

    def _example(self, text: str, limiting: Any, event: gr.EventData) -> Asking:
        question = sent(event, "question")
        text = question[:QUESTION_LIMIT] if isinstance(question, str) else ""
        return Asking(text, self._chat.limits(limiting))

    def _again(self, session: Session, event: gr.EventData, request: gr.Request) -> Asking:
        """Ask a question anew; the newest one is replaced by that."""
        conversation = self._history.pick_up(session, request)
        exchange = conversation.exchange(_number(event._data))
        if exchange is None or session.busy:
            return Asking()
        if exchange is conversation.last:
            session.take_back()
        return Asking(exchange.question, exchange.limits)

    def _without(self, session: Session, event: gr.EventData, request: gr.Request) -> Asking:
        """Ask a question again, without some of its limits."""
        names = sent(event, "names")
        exchange = self._history.pick_up(session, request).exchange(_number(event._data))
        if exchange is None or session.busy or not isinstance(names, list):
            return Asking()
        return exchange.again_without({name for name in names if isinstance(name, str)})

    def _read(self, pointing: Any, session: Session, request: gr.Request) -> Html:
        """Show the article that a reader points into, or else the newest evidence."""
        conversation = self._history.pick_up(session, request)
        if pointer := Pointer.read(pointing):
            return self._chat.article_html(conversation, pointer)
        return self._chat.evidence_html(conversation, _number(pointing) or None)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        elem_id="question",
        label="Your question",
        show_label=False,
        container=False,
        placeholder=PLACEHOLDER,
        lines=1,
        max_lines=6,
        max_length=QUESTION_LIMIT,
        autofocus=True,
        submit_btn="Ask",
        stop_btn="Stop",  # the styles show the one that can be used
    )


def _number(data: object) -> int:
    """Return the number of the exchange that a browser named, or 0, which none has."""
    number = data.get("exchange") if isinstance(data, dict) else None
    return number if isinstance(number, int) else 0


def _ask_endpoint(assistant: ChatAssistant, gate: Gate) -> Any:
    """Return the one endpoint that other programs may call."""

    def ask(question: str) -> dict[str, Any]:
        """Answer one question; returns the answer with its citations as plain JSON."""
        try:
            with gate.answering():
                *_, answer = assistant.stream(question)
        except AssistantError as error:
            raise gr.Error(problem_of(error), print_exception=False) from error
        # Articles may hold lone surrogates, which no JSON can carry to a client.
        shown: dict[str, Any] = json.loads(answer.to_json().encode(errors="replace"))
        return shown

    return ask
