"""The web chat: `serve(assistant)` shows an assistant in the browser until it is stopped.

Importing this package loads no web library; serving does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.web.chat import ChatAssistant

__all__ = ["serve"]


def serve(
    assistant: ChatAssistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Serve the chat until Ctrl-C; prints one line with the address.

    Raises:
        AddressInUse: another program holds the port.
    """
    from assistant.web.server import serve_until_stopped

    serve_until_stopped(assistant, host=host, port=port, open_browser=open_browser)
