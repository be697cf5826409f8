"""Starting and stopping the server of the chat."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import AssistantError
from assistant.web.chat import ChatAssistant
from assistant.web.page import build_page, theme

SESSIONS_KEPT = 500
"""Conversations of tabs that are gone are dropped, the oldest first."""

STYLES = ("style.css", "reading.css")
_HERE = Path(__file__).parent


class AddressInUse(AssistantError):
    """The address cannot be served on, mostly because another program holds the port."""


def serve_until_stopped(
    assistant: ChatAssistant, host: str, port: int, open_browser: bool = False
) -> None:
    """Serve the chat until Ctrl-C, then let go of the port."""
    with running(assistant, host, port) as address:
        sys.stdout.write(f"The chat is at {address} (Ctrl-C stops it)\n")
        sys.stdout.flush()
        if open_browser:
            webbrowser.open(address)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


@contextlib.contextmanager
def running(assistant: ChatAssistant, host: str, port: int) -> Iterator[str]:
    """Serve the chat in the background while the context lasts; yields its address."""
    port = _free_port(host, port)
    page = build_page(assistant)
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        inbrowser=False,
        enable_monitoring=False,
        footer_links=[],
        run_history=False,
        max_file_size="1kb",  # the page has no uploads, but Gradio always has a route for them
        state_session_capacity=SESSIONS_KEPT,
        theme=theme(),
        head=_head(),
        favicon_path=_HERE / "icon.svg",
    )
    try:
        yield f"http://{_shown(host)}:{port}"
    finally:
        page.close(verbose=False)


def _head() -> str:
    # Not `css_paths`: Gradio would send every rule a second time under a prefix of its own, and
    # the rules for small screens only so.
    styles = "".join((_HERE / name).read_text(encoding="utf-8") for name in STYLES)
    script = (_HERE / "reading.js").read_text(encoding="utf-8")
    return f"<style>{styles}</style><script>{script}</script>"


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
