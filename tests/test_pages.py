"""What the pages show is so: the commands, code and settings exist, and the links lead on."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main
import yaml

from assistant.cli import app
from assistant.settings import Settings
from tests.pages import CHECKOUT, DOCS, GENERATED, PAGES, blocks, commands, links, mentioned

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MAKEFILE = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
WITH_PYTHON = [page for page in PAGES if any(name == "python" for name, _ in blocks(page))]


def parsed(words: list[str]) -> tuple[Any, dict[str, object]]:
    """Return the command of the command line that words call, and what its parser makes of them."""
    command: Any = typer.main.get_command(app)
    rest = words[1:]
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest.pop(0)]
    values, left, _ = command.make_parser(command.context_class(command)).parse_args(rest)
    assert left == [], f"{words} has what no parameter takes"
    return command, values


def check_command(words: list[str]) -> None:
    """Check a command as far as it is ours; others' are taken as they are."""
    while words and re.match(r"[A-Z_]+=", words[0]):
        name = words.pop(0).partition("=")[0]
        if name.startswith("ASSISTANT_"):
            assert name.removeprefix("ASSISTANT_").lower() in Settings.model_fields
    match words:
        case ["assistant", *_]:
            parsed(words)
        case ["make", target, *_]:
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), f"make has no {target}"
        case ["pip", "install", *packages]:
            for package in packages:
                check_package(package)


def check_package(package: str) -> None:
    if extras := re.fullmatch(r"article-assistant\[([\w,-]+)\]", package):
        assert set(extras[1].split(",")) <= set(PROJECT["optional-dependencies"])
    if wheel := re.search(r"article_assistant-([^-]+)-", package):
        assert wheel[1] == PROJECT["version"]


@pytest.mark.parametrize("page", PAGES)
def test_each_command_of_a_page_is_one_that_can_be_given(page):
    for words in commands(page):
        check_command(list(words))
        if words[:1] == ["assistant"]:
            command, values = parsed(words)
            needed = [each.name for each in command.params if getattr(each, "required", False)]
            assert [name for name in needed if values.get(name) is None] == [], words


@pytest.mark.parametrize("page", PAGES)
def test_each_command_that_a_page_mentions_exists_with_its_options(page):
    for words in mentioned(page):
        try:
            check_command(list(words))
        except typer.TyperException:  # a mention may leave out the value of its last option
            check_command([*words, "VALUE"])


def test_a_command_that_is_not_there_would_be_found():
    for wrong in ("assistant aks x", "assistant ask --frob x", "assistant ask a b", "make tea"):
        with pytest.raises((AssertionError, typer.TyperException)):
            check_command(wrong.split())


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_each_block_of_python_imports_what_is_there(page):
    for code in (text for language, text in blocks(page) if language == "python"):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("assistant"):
                module = import_module(str(node.module))
                assert [each.name for each in node.names if not hasattr(module, each.name)] == []


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_each_page_with_python_is_executed_by_a_test(page):
    tests = (path.read_text(encoding="utf-8") for path in CHECKOUT.glob("tests/**/test_*.py"))
    assert any(Path(page).name in text and "exec(compile(" in text for text in tests)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_as_data_can_be_read(page):
    for language, text in blocks(page):
        if language == "json":
            assert list(values(text))
        elif language == "toml":
            assert set(tomllib.loads(text)) <= set(Settings.model_fields)
        elif language == "yaml":
            yaml.safe_load(text)


def values(text: str) -> Iterator[object]:
    """Yield the JSON values that stand one after another in a text."""
    place = 0
    while place < len(text.rstrip()):
        value, end = json.JSONDecoder().raw_decode(text, place)
        yield value
        place = end + len(text[end:]) - len(text[end:].lstrip())


@pytest.mark.parametrize("page", PAGES)
def test_each_link_to_a_file_leads_to_one(page):
    own = [link.partition("#")[0] for link in links(page) if not re.match(r"[a-z]+:|#", link)]
    named = [(CHECKOUT / page).parent.joinpath(link).resolve() for link in own]
    made = {CHECKOUT / generated for generated in GENERATED}
    assert [path for path in named if not path.exists() and path not in made] == []


def test_each_page_of_the_site_is_in_its_order_once():
    order = list(leaves(yaml.safe_load((CHECKOUT / "mkdocs.yml").read_text("utf-8"))["nav"]))
    assert sorted(f"docs/{page}" for page in order) == sorted({*DOCS, *GENERATED})


def leaves(tree: object) -> Iterator[str]:
    match tree:
        case str():
            yield tree
        case list():
            for each in tree:
                yield from leaves(each)
        case dict():
            for each in tree.values():
                yield from leaves(each)
