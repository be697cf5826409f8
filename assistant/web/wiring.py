"""Which event of the page does what; where things are is in `page`, what they do in `chat`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.web.chat import Chat, ChatAssistant, Pointer
from assistant.web.gate import Gate
from assistant.web.historyview import HistoryView
from assistant.web.limits import Asking
from assistant.web.session import Session

QUESTION_LIMIT = 2_000
# Every event is private: the one public endpoint is `ask`.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def wire(
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
    answering = {"fn": reply, "inputs": [pending, session], "outputs": shown, **PRIVATE}
    asked = [
        box.submit(_take, [box, session], [pending, box], queue=False, **PRIVATE),
        talk.take_example(_example, session, pending, queue=False, **PRIVATE),
        talk.ask_again(_again(history), session, pending, queue=False, **PRIVATE),
        talk.ask_without(_without(history), session, pending, queue=False, **PRIVATE),
    ]
    for event in asked:
        answered = event.then(**answering, trigger_mode="multiple")
        answered.then(history.shown_if_new, session, history.drawer, queue=False, **PRIVATE)
    box.stop(stopped, session, shown, queue=False, **PRIVATE)
    clear.click(cleared, session, shown, queue=False, **PRIVATE)
    history.wire(session, shown, now)
    for component in (talk, panel):
        component.open_article(_opened(chat, history), session, panel, **PRIVATE)
        component.show_evidence(_evidence(chat, history), session, panel, **PRIVATE)


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


def _again(history: HistoryView) -> Any:
    """Return what asks a question anew; the newest one is replaced by that."""

    def again(session: Session, event: gr.EventData, request: gr.Request) -> Asking:
        conversation = history.pick_up(session, request)
        exchange = conversation.exchange(_number(event))
        if exchange is None or session.busy:
            return Asking()
        if exchange is conversation.last:
            session.take_back()
        return Asking(exchange.question, exchange.limits)

    return again


def _without(history: HistoryView) -> Any:
    """Return what asks a question again, without some of its limits."""

    def without(session: Session, event: gr.EventData, request: gr.Request) -> Asking:
        names = event._data.get("names") if isinstance(event._data, dict) else None
        exchange = history.pick_up(session, request).exchange(_number(event))
        if exchange is None or session.busy or not isinstance(names, list):
            return Asking()
        return exchange.again_without({name for name in names if isinstance(name, str)})

    return without


def limited(chat: Chat) -> Any:
    """Return what keeps the limits that a reader sets, for the next questions."""

    def limit(session: Session, event: gr.EventData) -> None:
        session.limits = chat.limits(event._data)

    return limit


def _opened(chat: Chat, history: HistoryView) -> Any:
    def open_article(session: Session, event: gr.EventData, request: gr.Request) -> Any:
        pointer = Pointer.read(event._data)
        if not pointer:
            return gr.skip()
        return chat.article_html(history.pick_up(session, request), pointer)

    return open_article


def _evidence(chat: Chat, history: HistoryView) -> Any:
    def show_evidence(session: Session, event: gr.EventData, request: gr.Request) -> Any:
        return chat.evidence_html(history.pick_up(session, request), _number(event))

    return show_evidence


def _number(event: gr.EventData) -> int:
    """Return the number of the exchange that a browser named, or 0, which none has."""
    number = event._data.get("exchange") if isinstance(event._data, dict) else None
    return number if isinstance(number, int) else 0


def ask_endpoint(assistant: ChatAssistant, gate: Gate) -> Any:
    """Return the one endpoint that other programs may call."""

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
