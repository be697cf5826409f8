"""`assistant models`: the language models that could be used here, and the setting for each."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.languagemodels import Offer

_TITLES = {"ollama": "Ollama", "openai": "OpenAI's protocol", "gguf": "GGUF files"}


def models(
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            help="Where to look for GGUF files.  [default: models and the working directory]",
            show_default=False,
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
) -> None:
    """List the language models that could be used here; it switches nothing on."""
    from assistant import Settings
    from assistant.languagemodels import offers

    chosen = Settings().language_model
    found = offers([folder]) if folder else offers()
    if json:
        listed = [asdict(offer) for offer in found]
        typer.echo(dumps({"language_model": chosen, "offers": listed}, ensure_ascii=False))
        return
    typer.echo(f"Set now: {chosen or 'no language model; the answers are quotes'}")
    for offer in found:
        _show(offer)
    typer.echo("\nSuch a line in assistant.toml switches it on, or ASSISTANT_LANGUAGE_MODEL does.")


def _show(offer: Offer) -> None:
    typer.echo(f"\n{_TITLES[offer.extra]}: {offer.found}")
    for setting in offer.settings:
        # A line of TOML, whose strings are written as those of JSON are.
        typer.echo(f"    language_model = {dumps(setting, ensure_ascii=False)}")
    if offer.install:
        typer.echo(f"    first: {offer.install}")
