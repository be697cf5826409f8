"""The README is executed: its commands exist, its question gives its answer, its code runs."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main

from assistant.cli import app, main
from assistant.settings import Settings

CHECKOUT = Path(__file__).parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
SETTINGS = (CHECKOUT / "docs" / "settings.md").read_text(encoding="utf-8")
DOCS = sorted((CHECKOUT / "docs").glob("*.md"))
CONTRIBUTING = (CHECKOUT / "docs" / "contributing.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A working directory with the sample articles, shared by the tests that ask."""
    folder: Path = tmp_path_factory.mktemp("readme")
    shutil.copytree(CHECKOUT / "corpus", folder / "corpus")
    return folder


@pytest.mark.parametrize("name", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_each_command_has_help_and_is_in_the_readme(name, capsys):
    assert f"`assistant {name}" in README
    assert main([name, "--help"]) == 0
    summary = capsys.readouterr().out.split("\n\n")[1].strip()
    assert summary.endswith(".")


def test_each_option_has_help():
    for command in typer.main.get_command(app).commands.values():  # type: ignore[attr-defined]
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{command.name} {parameter.name}"


def test_each_setting_is_told_with_its_variable_and_default():
    for name, setting in Settings.model_fields.items():
        row = re.search(rf"^\| `{name}` \| `ASSISTANT_{name.upper()}` \| (.*) \|$", SETTINGS, re.M)
        assert row, f"{name} is not in docs/settings.md"
        if setting.default is not None:
            assert f"{setting.default}" in row[1]


def test_the_two_commands_are_targets_of_the_makefile():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in DOCS)])
def test_each_file_that_a_page_names_is_there(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:assistant|docs|tests|benchmarks|training)/[\w./]*)`", text)
    assert [name for name in named if not (CHECKOUT / name).exists()] == []


def test_each_room_of_the_package_is_in_the_list_for_contributors():
    parts = {
        path.name + "/" * path.is_dir()
        for path in (CHECKOUT / "assistant").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    listed = set(re.findall(r"`([\w./]+)`", CONTRIBUTING))
    assert {part for part in parts if not part.startswith("__")} <= listed


def test_the_question_of_the_readme_gives_the_answer_of_the_readme(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    command, _, answer = blocks("console")[0].partition("\n")
    assert command.startswith("$ assistant ask ")
    assert main(shlex.split(command)[2:]) == 0
    assert capsys.readouterr().out.strip() == answer.strip()


def test_the_python_of_the_readme_runs_and_its_citations_hold(folder, monkeypatch):
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    exec(compile(blocks("python")[0], "README.md", "exec"), names)
    found, article = names["found"], names["article"]
    citation = found.citations[0]  # type: ignore[attr-defined]
    part: str = getattr(article, citation.part)
    assert part[citation.start : citation.end] == citation.quote


def test_the_python_for_llamaindex_runs_and_prints_what_was_asked(folder, monkeypatch, capsys):
    page = (CHECKOUT / "docs" / "interfaces.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^## LlamaIndex$.*?^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(folder)
    exec(compile(code, "docs/interfaces.md", "exec"), {})
    assert capsys.readouterr().out.count("realities on the ground") >= 3


def test_the_python_about_citations_runs_and_prints_a_quote_and_a_refusal(
    folder, monkeypatch, capsys
):
    page = (CHECKOUT / "docs" / "citations.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(folder)
    exec(compile(code, "docs/citations.md", "exec"), {})
    quote, refusal, _ = capsys.readouterr().out.splitlines()
    assert quote.startswith("1 World Desk 2024-03-13 ")
    assert quote.endswith("realities on the ground.")
    assert refusal == "not_found The articles do not say."
