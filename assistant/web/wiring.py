"""Which event of the page does what; where things are is in `page`, what they do in `chat`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.errors import AssistantError
from assistant.web.chat import Chat, ChatAssistant
from assistant.web.gate import Gate
from assistant.web.historyview import HistoryView
from assistant.web.limits import Asking
from assistant.web.pointer import Pointer
from assistant.web.session import Session

QUESTION_LIMIT = 2_000
# Every event is private: the one public endpoint is `ask`.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# What is in force is known to the form alone and travels with each question: told by itself, it
# could come later than the question that it is meant for.
_TAKEN = """(text, limits, ...others) => {
  window.assistantFold?.();
  return [text, window.assistantLimits?.() ?? null, ...others];
}"""


def wire(
    chat: Chat,
    history: HistoryView,
    session: gr.State,
    pending: gr.State,
    limiting: gr.JSON,
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
    unqueued = {"queue": False, **PRIVATE}
    # Nothing is cancelled: a reply that lost its claim shows what holds now, as its last word.
    # Cancelling would let an update that is under way overtake what stopping has shown.
    answering = {"fn": reply, "inputs": [pending, session], "outputs": shown, **PRIVATE}
    asked = [
        box.submit(_take(chat), [box, limiting, session], [pending, box], js=_TAKEN, **unqueued),
        talk.take_example(_example(chat), [box, limiting], pending, js=_TAKEN, **unqueued),
        talk.ask_again(_again(history), session, pending, **unqueued),
        talk.ask_without(_without(history), session, pending, **unqueued),
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


def _take(chat: Chat) -> Any:
    """Return what moves a question out of the box, with the limits that stand beside it.

    While another is answered, what is typed stays there.
    """

    def take(text: str, limiting: Any, session: Session) -> tuple[Asking, str]:
        return (Asking(), text) if session.busy else (Asking(text, chat.limits(limiting)), "")

    return take


def _box(running: bool) -> dict[str, Any]:
    update: dict[str, Any] = gr.update(
        submit_btn=False if running else "Ask", stop_btn="Stop" if running else False
    )
    return update


def _example(chat: Chat) -> Any:
    def example(text: str, limiting: Any, event: gr.EventData) -> Asking:
        question = event._data.get("question") if isinstance(event._data, dict) else ""
        text = question[:QUESTION_LIMIT] if isinstance(question, str) else ""
        return Asking(text, chat.limits(limiting))

    return example


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
