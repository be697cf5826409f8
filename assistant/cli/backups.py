"""`assistant backup` and `assistant restore`: index and conversations in one archive, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli import options
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.backup import BackupContents

_NOT_IN_IT = "Not in it: articles, assistant.toml, and the file of users with passwords and keys."


def write_backup(
    file: options.BackupFile,
    force: options.ReplaceFile = False,
    state: options.StateFolder = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """Write index, conversations and judgements into one archive, also while they are used."""
    from assistant.backup import back_up
    from assistant.cli.progress import waiting

    folder, kept = _places(corpus, index, state)
    with waiting("Backing up"):
        contents = back_up(file, folder, kept, force=force)
    _show(f"{file} ({file.stat().st_size / 1e6:,.1f} MB)", contents)
    typer.echo(_NOT_IN_IT, err=True)


def restore_backup(
    file: options.BackupFile,
    force: options.ReplaceAll = False,
    state: options.StateFolder = None,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
) -> None:
    """Put back what an archive holds, into empty places or with --force in place of what is there.

    Stop `assistant serve` first.
    """
    from assistant.backup import restore
    from assistant.cli.companion import is_served
    from assistant.cli.progress import waiting

    folder, kept = _places(corpus, index, state)
    if is_served(folder):
        raise AssistantError(
            f"`assistant serve` runs over {folder}. Stop it, restore, and start it again."
        )
    with waiting("Restoring"):
        contents = restore(file, folder, kept, force=force)
    _show(f"{folder} and {kept}", contents)


def _places(corpus: Path | None, index: Path | None, state: Path | None) -> tuple[Path, Path]:
    """Return the folders of the index and of the conversations, as `serve` has them."""
    settings = options.settings_of(corpus, index)
    return settings.index, state or settings.index.parent / options.STATE


def _show(place: str, contents: BackupContents) -> None:
    typer.echo(f"{place}, as of {contents.made}:")
    for name, (size, _) in contents.files.items():
        typer.echo(f"  {name}  {size / 1e6:,.1f} MB")
