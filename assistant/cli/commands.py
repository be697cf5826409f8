"""The commands. They use the public API only and import what is heavy when they run."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import options
from assistant.cli.backups import restore_backup, write_backup
from assistant.cli.doctor import doctor
from assistant.cli.evaluate import evaluate
from assistant.cli.init import init
from assistant.cli.models import models
from assistant.cli.syncing import brought_up_to_date, sync_showing, tell, up_to_date
from assistant.cli.tools import mcp

if TYPE_CHECKING:
    from assistant import Filters, Settings
    from assistant.cli.beside import ToldAnswer

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


app.command()(init)


@app.command()
def index(
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name every file that is left out.")
    ] = False,
    forget_missing: Annotated[
        bool,
        typer.Option("--forget-missing", help="Remove articles even if most files are gone."),
    ] = False,
) -> None:
    """Read new, changed and removed articles into the index."""
    from assistant import open_assistant
    from assistant.cli import display
    from assistant.cli.progress import give_way, progress

    give_way()
    with open_assistant(options.settings_of(corpus, index)) as assistant:
        report = sync_showing(assistant, progress(), forget_missing=forget_missing)
    display.show_report(report, verbose=verbose)
    if report.added + report.changed + report.unchanged == 0:
        raise typer.Exit(1)


@app.command()
def ask(
    question: options.Question,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    source: options.Source = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    local: Annotated[
        bool, typer.Option("--local", help="Do not ask a server that runs over the index.")
    ] = False,
) -> None:
    """Answer a question from the articles, with citations."""
    from assistant.cli import display
    from assistant.cli.beside import places_of, reply_of
    from assistant.cli.progress import waiting

    allowed = options.filters(since, until, source)
    settings = options.settings_of(corpus, index)
    reply = None if local else _of_a_server(settings, question, as_of, allowed)
    if reply is None:
        with up_to_date(settings) as assistant, waiting("Looking for an answer"):
            reply = reply_of(assistant, question, as_of, allowed)
    answer = reply.answer
    if json:
        typer.echo(answer.to_json())
    else:
        display.show_answer(answer, dict(places_of(reply, settings.corpus)), reply.undated)
    raise typer.Exit(0 if answer.status == "answered" else NOT_FOUND)


@app.command()
def search(
    question: options.Question,
    limit: options.Most = 10,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    source: options.Source = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """List the passages that fit a question best, without answering it."""
    from assistant.cli import display
    from assistant.cli.progress import waiting

    allowed = options.filters(since, until, source)
    with up_to_date(options.settings_of(corpus, index)) as assistant, waiting("Searching"):
        passages = assistant.search(question, limit=limit, as_of=as_of, filters=allowed)
    display.show_passages(passages)
    raise typer.Exit(0 if passages else NOT_FOUND)


@app.command("serve")
def open_chat(
    host: options.Host = "127.0.0.1",
    port: options.Port = 7860,
    users: options.UsersFile = None,
    uploads: options.TakesUploads = None,
    watch: options.Watch = False,
    open_browser: options.OpenBrowser = False,
    state: options.StateFolder = None,
    hosts: options.Hosts = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """Bring the index up to date and open the web chat."""
    if sys.stderr.isatty():  # what follows loads for seconds
        typer.echo("Opening the chat …", err=True)
    from assistant.cli.companion import answering
    from assistant.cli.progress import waiting
    from assistant.web import serve

    settings = options.settings_of(corpus, index)
    taken = uploads if uploads is not None else options.takes_uploads(host, users, hosts)
    with up_to_date(settings) as assistant:
        with waiting("Loading models"):
            assistant.warm()
        with answering(assistant, settings, lambda: brought_up_to_date(assistant, nullcontext())):
            serve(
                assistant,
                host=host,
                port=port,
                open_browser=open_browser,
                state=state or settings.index.parent / options.STATE,
                corpus=settings.corpus if taken else None,
                watch=watch,
                users=users,
                hosts=hosts or (),
                log=settings.log,
                log_questions=settings.log_questions,
            )


app.command()(evaluate)
app.command()(doctor)
app.command()(mcp)
app.command("backup")(write_backup)
app.command("restore")(restore_backup)
app.add_typer(models, name="models")


@app.command()
def password(user: options.User) -> None:
    """Make the line of a user for the file of `assistant serve --auth`."""
    from assistant.web import password_line

    if sys.stdin.isatty():
        secret = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        secret = sys.stdin.readline().rstrip("\n")
    typer.echo(password_line(user, secret))


@app.command()
def key(user: options.User, read_only: options.ReadOnly = False) -> None:
    """Make a key with which programs ask as a user, and its line for the file of `serve --auth`."""
    from assistant.web import key_and_line

    secret, line = key_and_line(user, read_only=read_only)
    typer.echo(f"The key, which is shown this once: {secret}", err=True)
    typer.echo(line)


@app.command()
def info(
    file: options.ArticleFile = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """Show what the index holds (counts, dates, sources, size), or what is read from one file."""
    from assistant import open_assistant
    from assistant.cli import display

    if file:
        raise typer.Exit(_show_file(file, options.settings_of(corpus, index).corpus))
    with open_assistant(options.settings_of(corpus, index)) as assistant:
        display.show_info(assistant.info())


def _show_file(file: Path, corpus: Path) -> int:
    from assistant.cli import display
    from assistant.corpus import FileReader

    # below the folder of articles, folders such as 2024/03/14 tell a day
    inside = file.resolve().is_relative_to(corpus.resolve())
    folder = corpus.resolve() if inside else file.resolve().parent
    with FileReader(folder) as reader:
        content = reader.read(file.resolve().relative_to(folder).as_posix())
    display.show_file(content)
    return 0 if content.articles else 1


def _of_a_server(
    settings: Settings, question: str, as_of: date | None, allowed: Filters
) -> ToldAnswer | None:
    """Return the answer of `assistant serve` over the same index, if it runs."""
    from assistant.cli.companion import NOTE_FILE, ask_server
    from assistant.cli.progress import waiting

    if not (settings.index / NOTE_FILE).exists():
        return None
    with waiting("Looking for an answer"):
        reply = ask_server(settings, question, as_of, allowed)
    tell(reply.told if reply else ())
    return reply
