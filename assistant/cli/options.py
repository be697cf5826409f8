"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from assistant import Filters


def parse_day(value: str) -> date:
    """Return the day that `2024-03-14` names; anything else is wrong usage."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2024-03-14.") from None


Question = Annotated[
    str, typer.Argument(metavar="QUESTION", help="What you want to know.", show_default=False)
]
Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", help="The folder of articles.  [default: corpus]", show_default=False),
]
Index = Annotated[
    Path | None,
    typer.Option("--index", help="The folder of the index.  [default: index]", show_default=False),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=parse_day, metavar="DATE", help="Answer as if it were this day."
    ),
]
Since = Annotated[
    date | None,
    typer.Option(
        "--since", parser=parse_day, metavar="DATE", help="Only articles of this day or later."
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until", parser=parse_day, metavar="DATE", help="Only articles of this day or earlier."
    ),
]
Source = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="NAME", help="Only articles from this source; may be repeated."
    ),
]


def filters(since: date | None, until: date | None, sources: list[str] | None) -> Filters:
    """Return what the options allow; a range that holds no day is wrong usage."""
    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} is later than --until {until}.")
    return Filters(since=since, until=until, sources=tuple(sources or ()))
