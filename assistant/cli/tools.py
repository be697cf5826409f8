"""`assistant mcp`: the assistant as tools for desktop assistants and editors."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from assistant.cli import options
from assistant.errors import AssistantError


def mcp(
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=1,
            max=65535,
            help="Listen on this port of this machine instead of standard input.",
        ),
    ] = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """Offer the articles as tools over the Model Context Protocol."""
    if not find_spec("mcp"):
        raise AssistantError(
            "Tools need a package that is not installed: pip install 'article-assistant[mcp]'"
        )
    from assistant import open_assistant
    from assistant.interfaces.mcp import mcp_server

    with open_assistant(options.settings_of(corpus, index)) as assistant:
        server = mcp_server(assistant)
        if port is None:
            server.run("stdio")
        else:
            server.run("streamable-http", port=port)
