"""Earlier conversations as a list, and one of them as a file to take along."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime

from assistant.web.conversation import Conversation, Exchange
from assistant.web.conversations import Saved
from assistant.web.markup import day, escaped

_ACTIONS = (("rename", "Rename"), ("markdown", "Markdown"), ("json", "JSON"), ("delete", "Delete"))


def history_html(saved: Sequence[Saved], current: str = "", link: str = "", user: str = "") -> str:
    """Return the list; `current` is the conversation of this tab, `link` a link just made.

    `user` is who signed in, and may sign out.
    """
    made = time.time_ns() if link else 0  # the same link again is shown again
    known = current if any(each.id == current for each in saved) else ""
    rows = "".join(_row(each, each.id == current) for each in saved)
    listed = f'<ul class="saved">{rows}</ul>' if rows else _none()
    return (
        f'<nav class="drawer" aria-label="Earlier conversations" data-current="{escaped(known)}" '
        f'data-link="{escaped(link)}" data-made="{made}"><header>'
        '<h2 tabindex="-1">Conversations</h2>'
        '<button type="button" class="quiet shut">Close</button></header>'
        f"{listed}{_signed_in(user) if user else ''}</nav>"
    )


def nothing_there_html() -> str:
    """Return what is said where an address names no conversation that may be seen here."""
    return (
        '<p class="problem" role="alert">This address leads to no conversation and no answer: it '
        "was deleted, or it belongs to somebody else.</p>"
    )


def download_html(name: str, kind: str, text: str) -> str:
    """Return a file that the browser saves as soon as it is shown."""
    return (
        f'<span class="download" data-name="{escaped(name)}" data-kind="{escaped(kind)}" '
        f'data-text="{escaped(text)}"></span>'
    )


def link_button(exchange: Exchange) -> str:
    """Return the button for a link to an answer; shown where conversations are kept."""
    answer = exchange.answer
    if exchange.problem or answer is None or not (answer.citations or answer.passages):
        return ""
    return (
        f'<button type="button" class="quiet link" data-exchange="{exchange.number}">Link</button>'
    )


def to_markdown(title: str, conversation: Conversation) -> str:
    """Return a conversation as Markdown: each question as a heading, its answer below."""
    parts = [f"# {_heading(title)}\n"]
    for exchange in conversation.exchanges:
        parts.append(f"## {_heading(exchange.question)}\n")
        parts.append(_answer_markdown(exchange))
    return "\n".join(parts)


def to_json(title: str, conversation: Conversation) -> str:
    """Return a conversation as JSON: title and exchanges, each answer as `Answer.to_dict()`."""
    exchanges = [
        {
            "question": exchange.question,
            "answer": exchange.answer.to_dict() if exchange.answer else None,
            "problem": exchange.problem,
        }
        for exchange in conversation.exchanges
    ]
    return json.dumps({"title": title, "exchanges": exchanges}, indent=1) + "\n"


def file_name(title: str, ending: str) -> str:
    """Return a name for the file of a conversation."""
    name = "".join(each if each.isalnum() else "-" for each in title)[:60]
    return f"{name.strip('-') or 'conversation'}.{ending}"


def _row(saved: Saved, current: bool) -> str:
    title = escaped(saved.title) or "Untitled"
    when = day(datetime.fromtimestamp(saved.changed).date())
    state = ' aria-current="true"' if current else ""
    actions = "".join(
        f'<button type="button" class="quiet {kind}" aria-label="{name}: {title}">{name}</button>'
        for kind, name in _ACTIONS
    )
    return (
        f'<li data-id="{escaped(saved.id)}" data-title="{title}"{state}>'
        f'<button type="button" class="resume" dir="auto">{title}</button>'
        f'<details><summary aria-label="More for {title}">{when}</summary>'
        f'<p class="ways">{actions}</p></details></li>'
    )


def _none() -> str:
    return '<p class="aside">What you ask is kept here, for this browser or your user only.</p>'


def _signed_in(user: str) -> str:
    return (
        f'<p class="aside signed-in">Signed in as <b dir="auto">{escaped(user)}</b>. '
        '<a href="logout?all_session=false">Sign out</a></p>'
    )


def _heading(text: str) -> str:
    """Return a text on one line that starts nothing in Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_[]<>#&|~$" else each for each in _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _answer_markdown(exchange: Exchange) -> str:
    if exchange.problem or exchange.answer is None:
        return f"*{_heading(exchange.problem or 'Not answered.')}*\n"
    return exchange.answer.to_markdown()
