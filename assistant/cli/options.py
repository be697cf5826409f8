"""The arguments and options of the commands, and how their values are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant import Filters

if TYPE_CHECKING:
    from assistant import Settings

STATE = "state"
"""The folder beside the index in which conversations are kept."""

_LOCAL = ("127.0.0.1", "::1", "localhost")


def parse_day(value: str) -> date:
    """Return the day that `2024-03-14` names; anything else is wrong usage."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2024-03-14.") from None


def _argument(name: str, help: str) -> Any:
    return typer.Argument(metavar=name, help=help, show_default=False)


def _place(flag: str, help: str, default: str) -> Any:
    """Return an option for a folder, whose help names where it is without the option."""
    return typer.Option(flag, help=f"{help}  [default: {default}]", show_default=False)


def _day(flag: str, help: str) -> Any:
    return typer.Option(flag, parser=parse_day, metavar="DATE", help=help)


def _named(flag: str, name: str, help: str) -> Any:
    return typer.Option(flag, metavar=name, help=help)


Question = Annotated[str, _argument("QUESTION", "What you want to know.")]
CorpusFolder = Annotated[Path | None, _place("--corpus", "The folder of articles.", "corpus")]
NewFolder = Annotated[
    Path, _argument("FOLDER", "The folder to make, or to add to.  [default: where you are]")
]
ArticleFile = Annotated[
    Path | None, _argument("FILE", "A file of articles: show what is read from it, and where.")
]
IndexFolder = Annotated[Path | None, _place("--index", "The folder of the index.", "index")]
AsOf = Annotated[date | None, _day("--as-of", "Answer as if it were this day.")]
Since = Annotated[date | None, _day("--since", "Only articles of this day or later.")]
Until = Annotated[date | None, _day("--until", "Only articles of this day or earlier.")]
Source = Annotated[
    list[str] | None,
    _named("--source", "NAME", "Only articles from this source; may be repeated."),
]
Most = Annotated[int, typer.Option("--limit", min=1, help="At most so many passages.")]

# Of `serve`, `password` and `key`.
Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")]
Hosts = Annotated[
    list[str] | None,
    _named("--allow-host", "NAME", "A name under which it is reached; may be repeated."),
]
UsersFile = Annotated[
    Path | None,
    _named(
        "--auth",
        "FILE",
        "Only these users may sign in: a file of lines that `assistant password` makes.",
    ),
]
TakesUploads = Annotated[
    bool | None,
    _place(
        "--uploads/--no-uploads",
        "Whether articles can be added and removed in the chat.",
        "only on this machine's own address and names, or with --auth",
    ),
]
Watch = Annotated[
    bool, typer.Option("--watch", help="Pick up what changes in the folder of articles.")
]
OpenBrowser = Annotated[
    bool, typer.Option("--open", help="Open it in the browser of this machine too.")
]
StateFolder = Annotated[
    Path | None,
    _place("--state", "The folder in which conversations are kept.", f"{STATE} beside the index"),
]
User = Annotated[str, _argument("USER", "The name to sign in with.")]
ReadOnly = Annotated[
    bool, typer.Option("--read-only", help="The key changes nothing: it cannot sync or judge.")
]

# Of `backup` and `restore`.
BackupFile = Annotated[Path, _argument("FILE", "The archive.")]
ReplaceFile = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
ReplaceAll = Annotated[bool, typer.Option("--force", help="Replace what is there.")]

# Of `models`.
Models = Annotated[
    Path | None,
    _place(
        "--folder",
        "Where to look for GGUF files.",
        "models, the working directory and where `get` puts them",
    ),
]
ModelToGet = Annotated[str, _argument("NAME", "A model of the list of `assistant models`.")]
ModelFolder = Annotated[
    Path | None, _place("--folder", "Where to put it.", "models in your data folder")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print them as JSON.")]
Use = Annotated[bool, typer.Option("--use", help="Set it in assistant.toml.")]

# Of `evaluate`.
Questions = Annotated[
    Path,
    _argument(
        "QUESTIONS",
        "A folder with questions.jsonl (and articles.jsonl), or a JSONL or CSV file.",
    ),
]
WorkFolder = Annotated[
    Path | None,
    _place(
        "--work",
        "Where the index of a folder with its own articles is kept.",
        "evaluation/NAME beside the index",
    ),
]
ReportFolder = Annotated[
    Path | None, _place("--output", "The folder of the report.", "the work folder")
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help="Ask so many questions, evenly spread over the set."),
]
ModelName = Annotated[
    str | None,
    _named(
        "--language-model",
        "MODEL",
        "Let this model word the answers, as `assistant models` names it.",
    ),
]
Compare = Annotated[
    Path | None, _named("--compare", "BASELINE", "The evaluation.json of an earlier run.")
]
Calibrate = Annotated[
    bool,
    typer.Option("--calibrate", help="Only print the setting `reader_scale` for another reader."),
]
Require = Annotated[
    list[str] | None,
    _named("--require", "FIGURE", 'What must be reached, as "hit@1>=0.67"; may be repeated.'),
]


def filters(since: date | None, until: date | None, sources: list[str] | None) -> Filters:
    """Return what the options allow; a range that holds no day is wrong usage."""
    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} is later than --until {until}.")
    return Filters(since=since, until=until, sources=tuple(sources or ()))


def takes_uploads(host: str, users: Path | None, named: list[str] | None) -> bool:
    """Tell whether uploads are taken when nobody said so: never from strangers.

    Who comes by a name that was allowed comes through a proxy, from anywhere.
    """
    return users is not None or (host in _LOCAL and not named)


def settings_of(corpus: Path | None, index: Path | None) -> Settings:
    """Return the settings, with the folders that the command line names in the place of theirs."""
    from assistant import Settings

    chosen = {"corpus": corpus, "index": index}
    return Settings(**{name: path for name, path in chosen.items() if path})
