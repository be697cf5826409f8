"""The web chat: `serve(assistant)` shows an assistant in the browser until it is stopped.

Importing this package loads no web library; serving does.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.web.parts import ServedAssistant

__all__ = ["key_and_line", "password_line", "serve"]


def serve(
    assistant: ServedAssistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    *,
    state: Path | None = None,
    corpus: Path | None = None,
    watch: bool = False,
    users: Path | None = None,
    hosts: Sequence[str] = (),
    log: Literal["none", "text", "json"] = "none",
    log_questions: bool = False,
) -> None:
    """Serve the chat until Ctrl-C or SIGTERM; prints one line with the address.

    `state` is the folder in which conversations are kept; without it they go with their tab.
    `corpus` is where uploads go to; without it articles can be listed, not added or removed.
    `watch` picks up what changes in the folder of articles. `users` is a file of those who may
    sign in; without it anybody may. `hosts` are names under which the server is reached besides
    those of this machine, as behind a proxy; requests to others are refused. `log` writes
    a line for each request and question to standard error, with the questions' words only where
    `log_questions` says so.

    Raises:
        AssistantError: the port is taken, or the state or the users cannot be read.
    """
    from assistant.web.parts import Serving
    from assistant.web.server import serve_until_stopped

    serving = Serving(
        state=state,
        corpus=corpus,
        watch=watch,
        users=users,
        hosts=tuple(hosts),
        log=log,
        log_questions=log_questions,
    )
    serve_until_stopped(assistant, host, port, open_browser, serving)


def key_and_line(name: str, *, read_only: bool = False) -> tuple[str, str]:
    """Return a fresh key with which a program asks in a user's name, and its line for that file."""
    from assistant.interfaces import keys
    from assistant.web import access

    access.check_name(name)
    return keys.new_key(name, read_only=read_only)


def password_line(name: str, password: str) -> str:
    """Return the line that lets a user sign in, for the file of users."""
    from assistant.web import access

    return access.user_line(name, password)
