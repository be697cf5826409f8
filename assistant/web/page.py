"""The page: where things are, and which event does what. What they do is in `chat`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio import events

from assistant.errors import AssistantError
from assistant.web.chat import Chat, ChatAssistant, Pointer
from assistant.web.gate import Gate
from assistant.web.historyview import HistoryView
from assistant.web.libraryview import LibraryView
from assistant.web.limits import Asking
from assistant.web.parts import Parts, ServedAssistant
from assistant.web.reader import nothing_yet_html
from assistant.web.session import Session

TITLE = "Article Assistant"
PLACEHOLDER = "Ask about the articles"
AT_ONCE = 8
"""How many questions are answered at the same time; the others wait in a queue."""

QUESTION_LIMIT = 2_000
_HERE = Path(__file__).parent
_HEADER = '<div class="masthead"><h1>Article <b>Assistant</b></h1></div>'
_VIEWS = (
    '<button type="button" class="quiet show-history">History</button>'
    '<button type="button" class="quiet show-library">Articles</button>'
)
# Every event is private: the one public endpoint is `ask`.
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build_page(assistant: ServedAssistant, parts: Parts) -> gr.Blocks:
    """Return the page over one assistant, ready to launch."""
    chat = Chat(assistant, parts.gate)
    # Files that were brought are copied at once; what is left of them goes within the hour.
    page = gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600)
    )
    with page:
        session = gr.State(Session())
        pending = gr.State(Asking())
        with gr.Row(elem_id="top"):
            gr.HTML(_HEADER, apply_default_css=False, js_on_load=None)
            gr.HTML(_VIEWS, elem_id="views", apply_default_css=False, js_on_load=None)
            clear = gr.Button("New conversation", elem_id="clear", scale=0, size="sm")
        with gr.Row(elem_id="shell"):
            with gr.Column(elem_id="chat", scale=3):
                talk = _html("talk", chat.welcome())
                with gr.Column(elem_id="ask"):
                    limits = _html("limits", "", "filters.js")
                    box = _question_box()
            with gr.Column(elem_id="side", scale=2):
                panel = _html("panel", nothing_yet_html())
        history = HistoryView(parts.conversations)
        LibraryView(assistant, parts)
        # Shown again at every visit: the folder may have been indexed since the server started.
        page.load(history.opening(chat), session, [talk, panel, history.drawer], **_PRIVATE)
        page.load(chat.filters_html, None, limits, **_PRIVATE)
        limits.limit(_limited(chat), session, None, queue=False, **_PRIVATE)
        _wire(chat, history, session, pending, talk, panel, box, clear)
        events.api(_ask_endpoint(assistant, parts.gate), api_name="ask")
    page.queue(default_concurrency_limit=AT_ONCE, max_size=256)
    return page


def theme() -> gr.themes.Base:
    """Return the theme: fonts of the reader's own system, so that nothing is fetched."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        font=["ui-sans-serif", "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


def _html(name: str, value: Any, script: str = "page.js") -> gr.HTML:
    return gr.HTML(
        value,
        elem_id=name,
        apply_default_css=False,
        js_on_load=(_HERE / script).read_text(encoding="utf-8"),
    )


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
        stop_btn=False,
    )


def _wire(
    chat: Chat,
    history: HistoryView,
    session: gr.State,
    pending: gr.State,
    talk: gr.HTML,
    panel: gr.HTML,
    box: gr.Textbox,
    clear: gr.Button,
) -> None:
    """Connect the events. A question goes box -> pending -> reply, so that the box is free."""

    def now(session: Session) -> tuple[Any, ...]:
        conversation = session.conversation
        evidence = gr.skip() if conversation.running else chat.evidence_html(conversation)
        return chat.conversation_html(conversation), evidence, _box(conversation.running)

    def reply(asking: Asking, session: Session, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        # A generator that yields nothing would empty its outputs.
        yield (gr.skip(),) * len(shown)
        history.pick_up(session, request)
        claim = session.claim()
        try:
            for grown in chat.reply(asking.question, session.conversation, asking.limits):
                holds = session.write(claim, grown)
                yield now(session)
                if not holds:
                    return
        finally:
            session.release(claim)
            history.keep(session, request)

    def stopped(session: Session, request: gr.Request) -> tuple[Any, ...]:
        session.stop()
        history.keep(session, request)
        return now(session)

    def cleared(session: Session) -> tuple[Any, ...]:
        session.clear()
        return now(session)

    shown = [talk, panel, box]
    # Nothing is cancelled: a reply that lost its claim shows what holds now, as its last word.
    # Cancelling would let an update that is under way overtake what stopping has shown.
    answering = {"fn": reply, "inputs": [pending, session], "outputs": shown, **_PRIVATE}
    asked = [
        box.submit(_take, [box, session], [pending, box], queue=False, **_PRIVATE),
        talk.take_example(_example, session, pending, queue=False, **_PRIVATE),
        talk.ask_again(_again, session, pending, queue=False, **_PRIVATE),
        talk.ask_without(_without, session, pending, queue=False, **_PRIVATE),
    ]
    for event in asked:
        answered = event.then(**answering, trigger_mode="multiple")
        answered.then(history.shown_if_new, session, history.drawer, queue=False, **_PRIVATE)
    box.stop(stopped, session, shown, queue=False, **_PRIVATE)
    clear.click(cleared, session, shown, queue=False, **_PRIVATE)
    history.wire(session, shown, now)
    for component in (talk, panel):
        component.open_article(_opened(chat), session, panel, **_PRIVATE)
        component.show_evidence(_evidence(chat), session, panel, **_PRIVATE)


def _take(text: str, session: Session) -> tuple[Asking, str]:
    """Move a question out of the box; while another is answered, what is typed stays there."""
    return (Asking(), text) if session.busy else (Asking(text, session.limits), "")


def _box(running: bool) -> dict[str, Any]:
    update: dict[str, Any] = gr.update(
        submit_btn=False if running else "Ask", stop_btn="Stop" if running else False
    )
    return update


def _example(session: Session, event: gr.EventData) -> Asking:
    question = event._data.get("question") if isinstance(event._data, dict) else ""
    text = question[:QUESTION_LIMIT] if isinstance(question, str) else ""
    return Asking(text, session.limits)


def _again(session: Session) -> Asking:
    last = session.conversation.last
    question = session.take_back()
    return Asking(question, last.limits) if last else Asking()


def _without(session: Session, event: gr.EventData) -> Asking:
    """Ask the question of an exchange again, without some of its limits."""
    data = event._data if isinstance(event._data, dict) else {}
    number, names = data.get("exchange"), data.get("names")
    exchange = session.conversation.exchange(number) if isinstance(number, int) else None
    if exchange is None or session.busy or not isinstance(names, list):
        return Asking()
    return exchange.again_without({name for name in names if isinstance(name, str)})


def _limited(chat: Chat) -> Any:
    def limit(session: Session, event: gr.EventData) -> None:
        session.limits = chat.limits(event._data)

    return limit


def _opened(chat: Chat) -> Any:
    def open_article(session: Session, event: gr.EventData) -> Any:
        pointer = Pointer.read(event._data)
        return chat.article_html(session.conversation, pointer) if pointer else gr.skip()

    return open_article


def _evidence(chat: Chat) -> Any:
    def show_evidence(session: Session, event: gr.EventData) -> Any:
        number = event._data.get("exchange") if isinstance(event._data, dict) else None
        if not isinstance(number, int):
            return gr.skip()
        return chat.evidence_html(session.conversation, number)

    return show_evidence


def _ask_endpoint(assistant: ChatAssistant, gate: Gate) -> Any:
    def ask(question: str) -> dict[str, Any]:
        """Answer one question; returns the answer with its citations as plain JSON."""
        try:
            with gate.answering():
                *_, answer = assistant.stream(question)
        except AssistantError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # Articles may hold lone surrogates, which no JSON can carry to a client.
        shown: dict[str, Any] = json.loads(answer.to_json().encode(errors="replace"))
        return shown

    return ask
