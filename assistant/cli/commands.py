"""The commands. They use the public API only and import what is heavy when they run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import Answer
from assistant.cli.evaluate import evaluate
from assistant.cli.models import models
from assistant.cli.options import (
    AsOf,
    Corpus,
    Index,
    Question,
    Since,
    Source,
    Until,
    filters,
)
from assistant.cli.serving import STATE, State, Uploads, Users, Watch, password, takes_uploads

if TYPE_CHECKING:
    from assistant import Assistant, Settings, SyncReport

NOT_FOUND = 3
WRONG_USAGE = 2

# Plain help and plain tracebacks: the coloured ones cost start-up time on every command.
app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, help=None
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Ask a folder of news articles; every sentence of an answer cites its exact place."""
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"article-assistant {version_of('article-assistant')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(WRONG_USAGE)


@app.command()
def index(corpus: Corpus = None, index: Index = None) -> None:
    """Read new, changed and removed articles into the index."""
    from assistant.cli import display

    with _open(corpus, index) as assistant:
        report = _sync(assistant)
    display.show_report(report)
    if report.added + report.changed + report.unchanged == 0:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Question,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    corpus: Corpus = None,
    index: Index = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> None:
    """Answer a question from the articles, with citations."""
    from assistant.cli import display
    from assistant.cli.progress import waiting

    allowed = filters(since, until, source)
    with _open(corpus, index) as assistant:
        _warn_of_failures(_sync(assistant))
        with waiting("Looking for an answer"):
            answer = assistant.answer(question, as_of=as_of, filters=allowed)
    if json:
        typer.echo(answer.to_json())
    else:
        display.show_answer(answer)
    raise typer.Exit(_exit_code(answer))


@app.command()
def search(
    question: Question,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many passages.")] = 10,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """List the passages that fit a question best, without answering it."""
    from assistant.cli import display
    from assistant.cli.progress import waiting

    allowed = filters(since, until, source)
    with _open(corpus, index) as assistant:
        _warn_of_failures(_sync(assistant))
        with waiting("Searching"):
            passages = assistant.search(question, limit=limit, as_of=as_of, filters=allowed)
    display.show_passages(passages)
    raise typer.Exit(0 if passages else NOT_FOUND)


@app.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")
    ] = 7860,
    users: Users = None,
    uploads: Uploads = None,
    watch: Watch = False,
    state: State = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Open the web chat."""
    from assistant.cli.progress import waiting
    from assistant.web import serve as serve_chat

    settings = _settings(corpus, index)
    taken = uploads if uploads is not None else takes_uploads(host, users)
    with _open(corpus, index) as assistant:
        _warn_of_failures(_sync(assistant))
        with waiting("Loading models"):
            assistant.warm()
        serve_chat(
            assistant,
            host=host,
            port=port,
            state=state or settings.index.parent / STATE,
            corpus=settings.corpus if taken else None,
            watch=watch,
            users=users,
        )


app.command()(evaluate)
app.command()(models)
app.command()(password)


@app.command()
def info(corpus: Corpus = None, index: Index = None) -> None:
    """Show what the index holds: counts, dates, sources, size and recipe."""
    from assistant.cli import display

    with _open(corpus, index) as assistant:
        display.show_info(assistant.info())


def _settings(corpus: Path | None, index: Path | None) -> Settings:
    from assistant import Settings

    chosen = {"corpus": corpus, "index": index}
    return Settings(**{name: path for name, path in chosen.items() if path})


def _open(corpus: Path | None, index: Path | None) -> Assistant:
    from assistant import open_assistant

    return open_assistant(_settings(corpus, index))


def _sync(assistant: Assistant) -> SyncReport:
    from assistant.cli.progress import bars

    with bars() as on_progress:
        return assistant.sync(on_progress=on_progress)


def _warn_of_failures(report: SyncReport) -> None:
    if report.failed:
        typer.echo(
            f"{len(report.failed)} articles could not be read; `assistant index` names them.",
            err=True,
        )


def _exit_code(answer: Answer) -> int:
    return 0 if answer.status == "answered" else NOT_FOUND
