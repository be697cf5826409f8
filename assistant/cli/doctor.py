"""`assistant doctor`: is the index as it was written, and what does it hold?"""

from __future__ import annotations

import platform
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import options
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant import Assistant


def doctor(
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what is wrong from the articles.")
    ] = False,
) -> None:
    """Check the whole index, and show what it holds and how it was made."""
    from assistant import open_assistant
    from assistant.cli import display
    from assistant.cli.progress import progress, waiting

    with open_assistant(options.settings_of(corpus, index)) as assistant:
        if repair:
            with progress() as on_progress:
                display.show_report(assistant.repair(on_progress))
        with waiting("Checking"):
            facts, findings = _facts(assistant), _findings(assistant)
    display.show_facts(facts)
    for line in findings:
        typer.echo(line)
    if findings:
        typer.echo("Mend it with: assistant doctor --repair", err=True)
        raise typer.Exit(1)
    typer.echo("Everything is as it was written.")


def _facts(assistant: Assistant) -> dict[str, str]:
    """Return what belongs into a report of a bug."""
    facts = {"Version": f"{version('article-assistant')}, Python {platform.python_version()}"}
    try:
        info = assistant.info()
    except AssistantError:  # the findings say why
        return facts
    written = datetime.fromtimestamp(info.generation / 1000).astimezone()
    return facts | {
        "System": platform.platform(),
        "Articles": f"{info.articles:,}",
        "Passages": f"{info.passages:,}",
        "Size": f"{info.bytes / 1e6:,.1f} MB",
        "Recipe": info.recipe,
        "Written": f"{written:%Y-%m-%d %H:%M:%S %z}",
    }


def _findings(assistant: Assistant) -> list[str]:
    """Return one line for each thing that is wrong with the index, or with getting at it."""
    try:
        return assistant.check()
    except AssistantError as error:
        return [" ".join(str(error).split())]
