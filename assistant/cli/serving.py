"""The options of `assistant serve`, and `assistant password`, which makes a user for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

STATE = "state"
"""The folder beside the index in which conversations are kept."""

_LOCAL = ("127.0.0.1", "::1", "localhost")

Users = Annotated[
    Path | None,
    typer.Option(
        "--auth",
        metavar="FILE",
        help="Only these users may sign in: a file of lines that `assistant password` makes.",
    ),
]
Uploads = Annotated[
    bool | None,
    typer.Option(
        "--uploads/--no-uploads",
        help="Whether articles can be added and removed in the chat.  "
        "[default: only on this machine's own address, or with --auth]",
        show_default=False,
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Pick up what changes in the folder of articles.")
]
State = Annotated[
    Path | None,
    typer.Option(
        "--state",
        help=f"The folder in which conversations are kept.  [default: {STATE} beside the index]",
        show_default=False,
    ),
]


def takes_uploads(host: str, users: Path | None) -> bool:
    """Tell whether uploads are taken when nobody said so: never from strangers."""
    return host in _LOCAL or users is not None


def password(
    user: Annotated[
        str, typer.Argument(metavar="USER", help="The name to sign in with.", show_default=False)
    ],
) -> None:
    """Make the line of a user for the file of `assistant serve --auth`."""
    from assistant.web import password_line

    if sys.stdin.isatty():
        secret = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        secret = sys.stdin.readline().rstrip("\n")
    typer.echo(password_line(user, secret))
