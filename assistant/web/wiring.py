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
# Of several in a row, the last is what counts. Gradio puts it off until the first has come, and
# sends what the event of the first said; so what is meant is read by `js`, which runs anew. What is
# too quick to be put off is answered in its order.
LATEST: dict[str, Any] = {**PRIVATE, "trigger_mode": "always_last", "concurrency_limit": 1}
# What is in force is known to the form alone and travels with each question: told by itself, it
# could come later than the question that it is meant for.
_TAKEN = """(text, limits, ...others) => {
  window.assistantFold?.();
  return [text, window.assistantLimits?.() ?? null, ...others];
}"""
# What the panel shows is asked for by the page: a reader may have clicked a mark meanwhile.
_READ = "() => document.dispatchEvent(new CustomEvent('assistant:read'))"
_POINTED = "(pointing, ...others) => [window.assistantReads, ...others]"


def wire(
    chat: Chat,
    history: HistoryView,
    session: gr.State,
    pending: gr.State,
    limiting: gr.JSON,
    pointing: gr.JSON,
    talk: gr.HTML,
    panel: gr.HTML,
    box: gr.Textbox,
    clear: gr.Button,
) -> None:
    """Connect the events. A question goes box -> pending -> reply, so that the box is free."""

    def told(session: Session) -> str:
        return chat.conversation_html(session.conversation)

    def now(session: Session) -> tuple[str, str]:
        return told(session), chat.evidence_html(session.conversation)

    def reply(asking: Asking, session: Session, request: gr.Request) -> Iterator[str]:
        history.pick_up(session, request)
        # A generator that yields nothing would empty its output. To skip it instead (any update)
        # leaves with Gradio, for every question, a copy of all that the tab shows.
        yield told(session)
        claim = session.claim()
        try:
            for grown in chat.reply(asking.question, session.conversation, asking.limits):
                holds = session.write(claim, grown)
                yield told(session)
                if not holds:
                    return
        finally:
            session.release(claim)
            history.keep(session, request)

    def stopped(session: Session, request: gr.Request) -> tuple[str, str]:
        session.stop()
        history.keep(session, request)
        return now(session)

    def cleared(session: Session) -> tuple[str, str]:
        session.clear()
        return now(session)

    shown = [talk, panel]
    unqueued = {"queue": False, **PRIVATE}
    # Nothing is cancelled: a reply that lost its claim shows what holds now, as its last word.
    # Cancelling would let an update that is under way overtake what stopping has shown.
    replying = {"fn": reply, "inputs": [pending, session], "outputs": talk, **PRIVATE}
    asked = [
        box.submit(_take(chat), [box, limiting, session], [pending, box], js=_TAKEN, **unqueued),
        talk.take_example(_example(chat), [box, limiting], pending, js=_TAKEN, **unqueued),
        talk.ask_again(_again(history), session, pending, **unqueued),
        talk.ask_without(_without(history), session, pending, **unqueued),
    ]
    for event in asked:
        replied = event.then(**replying, trigger_mode="multiple")
        replied.then(history.shown_if_new, session, history.drawer, **unqueued)
        replied.then(None, js=_READ)
    box.stop(stopped, session, shown, queue=False, **PRIVATE)
    clear.click(cleared, session, shown, queue=False, **PRIVATE)
    history.wire(session, shown, now)
    panel.read(_read(chat, history), [pointing, session], panel, js=_POINTED, **LATEST)


def _take(chat: Chat) -> Any:
    """Return what moves a question out of the box, with the limits that stand beside it.

    While another is answered, what is typed stays there.
    """

    def take(text: str, limiting: Any, session: Session) -> tuple[Asking, str]:
        return (Asking(), text) if session.busy else (Asking(text, chat.limits(limiting)), "")

    return take


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
        exchange = conversation.exchange(_exchange(event._data))
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
        exchange = history.pick_up(session, request).exchange(_exchange(event._data))
        if exchange is None or session.busy or not isinstance(names, list):
            return Asking()
        return exchange.again_without({name for name in names if isinstance(name, str)})

    return without


def _read(chat: Chat, history: HistoryView) -> Any:
    """Return what shows the article that a reader points into, or else the newest evidence."""

    def read(pointing: Any, session: Session, request: gr.Request) -> str:
        conversation = history.pick_up(session, request)
        if pointer := Pointer.read(pointing):
            return chat.article_html(conversation, pointer)
        return chat.evidence_html(conversation, _exchange(pointing) or None)

    return read


def _exchange(data: object) -> int:
    """Return the number of the exchange that a browser named, or 0, which none has."""
    number = data.get("exchange") if isinstance(data, dict) else None
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
