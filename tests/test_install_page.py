"""`docs/install.md` is true: its two commands answer, and its tables are those of the package."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from assistant.cli import main
from tests.conftest import CHECKOUT

PAGE = (CHECKOUT / "docs" / "install.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
EXTRAS = {name: of for name, of in PROJECT["optional-dependencies"].items() if name != "dev"}
# What is not there without an extra, and what then tells of it.
MODELS = "from assistant.cli import main; main(['models'])"
WITHOUT = {
    "gguf": ("xllamacpp", MODELS),
    "mcp": ("mcp", "from assistant.cli import main; main(['mcp'])"),
    "ollama": ("llama_index.llms.ollama", MODELS),
    "openai": ("llama_index.llms.openai_like", MODELS),
    # Not the command: it reads in a process of its own, where nothing is hidden.
    "pdf": (
        "cryptography",
        "from pathlib import Path; from assistant.corpus.read import read_file\n"
        "print(read_file(Path(), 'encrypted.pdf'))",
    ),
}
# A package that sys.modules has as None is one that Python does not find.
HIDING = "import sys; sys.modules[{!r}] = None\n"


def section(title: str) -> str:
    found: list[str] = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    return found[0]


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=\[]", each)[0] for each in requirements]


def test_two_commands_lead_from_an_empty_folder_to_a_cited_answer(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(
        r"```sh\n(.*?)```", section("From an empty folder to a cited answer"), re.S
    )
    commands = block.splitlines()
    assert len(commands) == 2
    for command in commands:
        program, *arguments = shlex.split(command)
        assert (program, main(arguments)) == ("assistant", 0)
    assert "[1] The ferry to Ostra" in capsys.readouterr().out


def test_each_dependency_is_told_once_with_what_it_is_for():
    rows = re.findall(r"^\| `(\S+)` \| (.+) \|$", section("What each dependency is for"), re.M)
    assert sorted(name for name, _ in rows) == sorted(names(PROJECT["dependencies"]))


def test_each_extra_is_told_with_what_it_brings():
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", section("Extras"), re.M)
    told = {name: re.findall(r"`(\S+)`", brings) for name, brings in rows}
    assert told == {name: names(brings) for name, brings in EXTRAS.items()}


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_needs_an_extra_that_is_missing_names_it(extra, tmp_path: Path):
    library, program = WITHOUT[extra]
    with PdfWriter() as writer:
        writer.add_blank_page(100, 100)
        writer.encrypt("", "owner", algorithm="AES-256")
        writer.write(tmp_path / "encrypted.pdf")
    done = subprocess.run(
        [sys.executable, "-c", HIDING.format(library) + program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"pip install 'article-assistant[{extra}]'" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
