"""Starting and stopping the server of the chat, and its health."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import gradio as gr
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.types import ASGIApp

from assistant.errors import AssistantError
from assistant.interfaces.programs import Programs
from assistant.web.belongings import OwnTabs
from assistant.web.calls import Calls
from assistant.web.elements import STATIC, static
from assistant.web.feedback import Feedback
from assistant.web.guard import Guard
from assistant.web.listening import ChatServer
from assistant.web.markup import problem_of
from assistant.web.metrics import IndexState, Metrics, MetricsPage
from assistant.web.observed import observed
from assistant.web.owners import USER, BrowserCookie
from assistant.web.page import build_page, theme
from assistant.web.parts import (
    Parts,
    ServedAssistant,
    Serving,
    opened,
    return_free_memory,
    share_heaps,
)
from assistant.web.requestlog import logged_to_stderr
from assistant.web.requests import Requests
from assistant.web.signin import Sessions, SignIn
from assistant.web.uploads import LARGEST

SESSIONS_KEPT = 100
"""Tabs kept in memory, 0.5 MB each; the one used least recently is forgotten first.

Where conversations are kept, a forgotten tab is picked up again when its reader goes on.
"""

SECONDS_TO_FINISH = 30.0
"""How long a stopping server waits for answers that are being made."""

_SECONDS_OF_GROWTH = 60.0
_SECONDS_TO_SEND = 0.5  # what was just finished is still on its way to its browser
STYLES = ("style.css", "reading.css", "library.css")
SCRIPTS = ("reading.js", "sheet.js", "back.js")


class AddressInUse(AssistantError):
    """The address cannot be served on, mostly because another program holds the port."""


def serve_until_stopped(
    assistant: ServedAssistant,
    host: str,
    port: int,
    open_browser: bool = False,
    serving: Serving | None = None,
) -> None:
    """Serve the chat until Ctrl-C or SIGTERM, finish what runs, then let go of the port."""
    share_heaps()
    with told_to_stop() as stop, running(assistant, host, port, serving) as address:
        sys.stdout.write(f"The chat is at {address} (Ctrl-C stops it)\n")
        sys.stdout.flush()
        if open_browser:
            webbrowser.open(address)
        while not stop.wait(_SECONDS_OF_GROWTH):
            return_free_memory()


@contextlib.contextmanager
def running(
    assistant: ServedAssistant, host: str, port: int, serving: Serving | None = None
) -> Iterator[str]:
    """Serve the chat in the background while the context lasts; yields its address."""
    port, serving = _free_port(host, port), serving or Serving()
    metrics = Metrics()
    asked = observed(assistant, metrics, with_questions=serving.log_questions)
    with (
        logged_to_stderr(serving.log),
        opened(asked, serving) as parts,
        _launched(asked, host, port, parts, metrics),
    ):
        yield f"http://{_shown(host)}:{port}"


@contextlib.contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C and SIGTERM set; a second Ctrl-C does not wait."""
    stop = threading.Event()

    def tell(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop  # signals are the main thread's
        return
    before = {each: signal.signal(each, tell) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextlib.contextmanager
def _launched(
    assistant: ServedAssistant, host: str, port: int, parts: Parts, metrics: Metrics
) -> Iterator[None]:
    _keep_no_statistics()
    files = _folder_for_files()
    page = build_page(assistant, parts)
    page.state_session_capacity = SESSIONS_KEPT
    sessions = Sessions(parts.users.keys) if parts.users else None
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_route("/health", _health(assistant, parts), methods=["GET"])
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        footer_links=[],
        run_history=False,
        # Gradio always has a route for uploads, with or without anything that uses it.
        max_file_size=LARGEST if parts.uploads else "1kb",
        auth_dependency=_user_of if sessions else None,
        theme=theme(),
        # Not `css_paths`: Gradio would send every rule a second time under a prefix of its own, and
        # the rules for small screens only so.
        head=f"<style>{static(*STYLES)}</style><script>{static(*SCRIPTS)}</script>",
        favicon_path=str(STATIC / "icon.svg"),
    )
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
            page.app = route.app  # which closing the page looks for
    own = OwnTabs(BrowserCookie(app), Calls(page), files)
    metrics.registry.register(IndexState(assistant.info, parts.conversations))
    measured = MetricsPage(
        _programs(own, assistant, parts, sessions),
        metrics.registry,
        sessions.caller if sessions else None,
    )
    guarded = _guarded(measured, parts, host, sessions)
    listener = ChatServer(Requests(guarded, metrics.request), host, port)
    listener.start()
    try:
        yield
    finally:
        parts.gate.shut(SECONDS_TO_FINISH)
        time.sleep(_SECONDS_TO_SEND)
        page.close(verbose=False)
        listener.close()


def _programs(
    app: ASGIApp, assistant: ServedAssistant, parts: Parts, sessions: Sessions | None
) -> ASGIApp:
    """Return the page behind its sign-in, and what is for programs beside it."""
    if parts.users and sessions:
        app = SignIn(app, parts.users, sessions)
    callers = sessions.caller if sessions else None
    kept = parts.conversations
    said = Feedback(kept, signed_in=parts.users is not None) if kept else None
    return Programs(app, assistant, parts.gate, parts.updater, problem_of, callers, said)


def _guarded(app: ASGIApp, parts: Parts, host: str, sessions: Sessions | None) -> ASGIApp:
    """Return the application behind what keeps other sites out."""
    uploads, scripts = parts.uploads is not None, [static(*SCRIPTS)]
    return Guard(app, host, parts.hosts, uploads=uploads, sessions=sessions, scripts=scripts)


def _user_of(request: Request) -> str | None:
    """Return who signed in, for Gradio."""
    user: str | None = request.scope.get(USER)
    return user


def _health(assistant: ServedAssistant, parts: Parts) -> Callable[[Request], JSONResponse]:
    """Return what tells whoever watches over servers whether questions are answered.

    It needs no sign-in; 503 is before the first sync and when the server is being stopped.
    """

    def health(request: Request) -> JSONResponse:
        try:
            info = assistant.info()
        except AssistantError as error:
            return JSONResponse({"ok": False, "problem": problem_of(error)}, status_code=503)
        ok = not parts.gate.is_shut
        told = {"ok": ok, "articles": info.articles, "generation": info.generation}
        return JSONResponse(told, status_code=200 if ok else 503)

    return health


def _keep_no_statistics() -> None:
    # Gradio would keep figures of 10,000 events and put them all in a data frame after every one.
    os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", str(10**9))


def _folder_for_files() -> Path:
    """Return where Gradio keeps what is sent; its own place is open to all of this machine."""
    if "GRADIO_TEMP_DIR" not in os.environ:
        folder = os.environ["GRADIO_TEMP_DIR"] = tempfile.mkdtemp(prefix="assistant-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(os.environ["GRADIO_TEMP_DIR"]).resolve()


def _free_port(host: str, port: int) -> int:
    """Return the port if it can be listened on; for port 0, any that can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return int(probe.getsockname()[1])
        except OSError as error:
            raise AddressInUse(
                f"Cannot serve on {host}, port {port}: {error.strerror}. "
                "Stop the program that uses the port, or choose another with --port."
            ) from error


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
