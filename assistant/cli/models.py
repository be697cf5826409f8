"""`assistant models`: language models that are here, and those that can be fetched."""

from __future__ import annotations

import os
import shlex
from dataclasses import asdict
from json import dumps
from typing import TYPE_CHECKING

import typer

from assistant.cli import options

if TYPE_CHECKING:
    from assistant.languagemodels import CatalogueModel, Offer

_WAYS = {"ollama": "Ollama", "openai": "OpenAI's protocol", "gguf": "GGUF files"}
_KEY = "language_model"
_VARIABLE = "ASSISTANT_LANGUAGE_MODEL"

models = typer.Typer(rich_markup_mode=None)


@models.callback(invoke_without_command=True)
def show_models(
    context: typer.Context,
    folder: options.Models = None,
    json: options.AsJson = False,
) -> None:
    """List the language models that could be used here; it switches nothing on."""
    from assistant import Settings
    from assistant.languagemodels import CATALOGUE, offers

    if context.invoked_subcommand:
        return
    chosen = Settings().language_model
    found = offers([folder] if folder else ())
    if json:
        listed = [asdict(offer) for offer in found]
        fetched = [asdict(model) for model in CATALOGUE]
        told = {_KEY: chosen, "offers": listed, "catalogue": fetched}
        typer.echo(dumps(told, ensure_ascii=False))
        return
    typer.echo(f"Set now: {chosen or 'no language model; the answers are quotes'}")
    for offer in found:
        _show_offer(offer)
    typer.echo("\nTo be fetched from the hub, with `assistant models get NAME`:")
    for model in CATALOGUE:
        _show_model(model)
    typer.echo(f"\nSuch a line in assistant.toml switches it on, or {_VARIABLE} does.")


@models.command("get")
def get_model(
    name: options.ModelToGet,
    folder: options.ModelFolder = None,
    use: options.Use = False,
) -> None:
    """Fetch a language model of the list from the hub, and tell the setting that uses it."""
    from assistant import Settings
    from assistant.cli.progress import byte_bars
    from assistant.languagemodels import fetch_model, install_command

    with byte_bars() as on_progress:
        setting = fetch_model(name, folder, on_progress)
    if use:
        Settings.keep(_KEY, setting)
        typer.echo("Set in assistant.toml:")
    else:
        typer.echo(f"Set {_VARIABLE}={shlex.quote(setting)}, or in assistant.toml:")
    _show_setting(setting)
    _show_first(install_command("gguf"))
    if use and os.environ.get(_VARIABLE, setting) != setting:
        typer.echo(f"The variable {_VARIABLE} is set too, and wins: unset it.", err=True)


def _show_offer(offer: Offer) -> None:
    typer.echo(f"\n{_WAYS[offer.extra]}: {offer.found}")
    for setting in offer.settings:
        _show_setting(setting)
    _show_first(offer.install)


def _show_setting(setting: str) -> None:
    """Print a line of TOML, whose strings are written as those of JSON are."""
    typer.echo(f"    {_KEY} = {dumps(setting, ensure_ascii=False)}")


def _show_first(command: str) -> None:
    if command:
        typer.echo(f"    first: {command}")


def _show_model(model: CatalogueModel) -> None:
    speed = f"{model.seconds:g} s an answer" if model.seconds else "speed not measured"
    about = f"{model.gigabytes} GB, {model.licence}, languages: {model.languages}, {speed}"
    typer.echo(f"    {model.name}: {about}\n        {model.repository}/{model.file}")
