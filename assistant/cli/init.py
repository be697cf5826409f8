"""`assistant init`: a folder to start from, in which nothing that is there is touched."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import typer

from assistant.cli import options
from assistant.errors import AssistantError

_TEMPLATE = files("assistant.cli") / "template"
_SETTINGS = "assistant.toml"
_ARTICLES = "articles"
_OWN = (_ARTICLES, "corpus")  # folders that may hold articles of one's own already
_QUESTION = "How much does the new ferry to Ostra cost?"


def init(folder: options.NewFolder = Path()) -> None:
    """Make a folder to start from, with example articles and commented settings."""
    settings = folder / _SETTINGS
    if settings.exists():
        raise AssistantError(
            f"{settings} is there already, so nothing was made. "
            "Put articles into the folder that it names, then: assistant serve"
        )
    own = next((name for name in _OWN if _holds_something(folder / name)), "")
    made = [] if own else list(_examples(folder / _ARTICLES))
    text = (_TEMPLATE / _SETTINGS).read_text(encoding="utf-8")
    made.append(_written(settings, text.replace(f'"{_ARTICLES}"', f'"{own or _ARTICLES}"')))
    typer.echo("\n".join(f"Made {path}" for path in made))
    typer.echo(_next(folder, with_examples=not own))


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _examples(folder: Path) -> Iterator[Path]:
    """Write the example articles; yields the path of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for example in sorted((_TEMPLATE / _ARTICLES).iterdir(), key=lambda each: each.name):
        yield _written(folder / example.name, example.read_text(encoding="utf-8"))


def _written(path: Path, text: str) -> Path:
    """Write a file that must not be there yet."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


def _next(folder: Path, *, with_examples: bool) -> str:
    """Return the commands to go on with."""
    commands = ["assistant serve --open"]
    if with_examples:
        commands.insert(0, f'assistant ask "{_QUESTION}"')
    if folder.resolve() != Path.cwd():
        commands.insert(0, f"cd {shlex.quote(str(folder))}")
    return "\n".join(["", "Next:", *(f"    {command}" for command in commands)])
