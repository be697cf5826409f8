"""The page: where things are, and which event does what. What they do is in `chat`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from gradio import events

from assistant.web.chat import Chat
from assistant.web.historyview import HistoryView
from assistant.web.libraryview import LibraryView
from assistant.web.limits import Asking
from assistant.web.parts import Parts, ServedAssistant
from assistant.web.reader import nothing_yet_html
from assistant.web.session import Session
from assistant.web.wiring import LATEST, PRIVATE, QUESTION_LIMIT, ask_endpoint, wire

TITLE = "Article Assistant"
PLACEHOLDER = "Ask about the articles"
AT_ONCE = 8
"""How many questions are answered at the same time; the others wait in a queue."""

_HERE = Path(__file__).parent
_HEADER = '<div class="masthead"><h1>Article <b>Assistant</b></h1></div>'
_VIEWS = (
    '<button type="button" class="quiet show-history">History</button>'
    '<button type="button" class="quiet show-library">Articles</button>'
)


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
        # Never shown: the form's state and what a reader points at, on their way to the server.
        limiting, pointing = gr.JSON(visible=False), gr.JSON(visible=False)
        with gr.Row(elem_id="top"):
            gr.HTML(_HEADER, apply_default_css=False, js_on_load=None)
            gr.HTML(_VIEWS, elem_id="views", apply_default_css=False, js_on_load=None)
            clear = gr.Button("New conversation", elem_id="clear", scale=0, size="sm")
        with gr.Row(elem_id="shell"):
            with gr.Column(elem_id="chat", scale=3):
                talk = _html("talk", chat.welcome())
                with gr.Column(elem_id="ask"):
                    limits = _html("limits", "", "filters.js")
                    within = gr.HTML("", elem_id="within", apply_default_css=False)
                    box = _question_box()
            with gr.Column(elem_id="side", scale=2):
                panel = _html("panel", nothing_yet_html())
        history = HistoryView(parts.conversations)
        LibraryView(assistant, parts)
        # Shown again at every visit: the folder may have been indexed since the server started.
        page.load(history.opening(chat), session, [talk, panel, history.drawer], **PRIVATE)
        page.load(chat.filters_html, None, limits, **PRIVATE)
        counted = "() => window.assistantLimits()"
        limits.count(chat.within_html, limiting, within, js=counted, **LATEST)
        wire(chat, history, session, pending, limiting, pointing, talk, panel, box, clear)
        events.api(ask_endpoint(assistant, parts.gate), api_name="ask")
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
        stop_btn="Stop",  # the styles show the one that can be used
    )
