"""What the page is made of: parts that show HTML, how their events go, and what these bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

STATIC = Path(__file__).parent / "static"
# Every event is private: the one public endpoint is `ask`.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
UNQUEUED: dict[str, Any] = {**PRIVATE, "queue": False}
# Of several in a row, the last is what counts. Gradio puts it off until the first has come, and
# sends what the event of the first said; so what is meant is read by `js`, which runs anew. What is
# too quick to be put off is answered in its order.
LATEST: dict[str, Any] = {**PRIVATE, "trigger_mode": "always_last", "concurrency_limit": 1}
# Each counts, in its order.
IN_TURN: dict[str, Any] = {**PRIVATE, "trigger_mode": "multiple", "concurrency_limit": 1}
_LONGEST = 4_096  # characters of a text that an event may bring, such as a path


def html_part(value: str, name: str | None = None, script: str = "", visible: bool = True) -> Any:
    """Return a part that shows HTML; its script runs over it when it has been put on the page."""
    return gr.HTML(
        value,
        elem_id=name,
        visible=visible,
        apply_default_css=False,
        js_on_load=static(script) if script else None,
    )


def static(*names: str) -> str:
    """Return files of `static/`, one after the other."""
    return "".join((STATIC / name).read_text(encoding="utf-8") for name in names)


def sent(event: gr.EventData, name: str) -> Any:
    """Return what a browser sent under a name, which may be anything; None where nothing was."""
    return event._data.get(name) if isinstance(event._data, dict) else None


def sent_text(event: gr.EventData, name: str) -> str:
    """Return a text that a browser sent; what else it may send is no text."""
    value = sent(event, name)
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""
