"""The lines of `docs/interfaces.md` that need a server are run against one."""

import os
import re
import subprocess
from typing import Any

import pytest

from tests.conftest import CHECKOUT
from tests.interfaces.frameworks import stand_in

PAGE = (CHECKOUT / "docs" / "interfaces.md").read_text(encoding="utf-8")


def blocks(language: str, word: str) -> list[str]:
    """Return the fenced blocks of a language in which a word stands."""
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return [block for block in found if word in block]


@pytest.mark.parametrize("lines", blocks("sh", "$KEY"))
def test_the_lines_for_curl_give_what_is_told(lines, service, tmp_path):
    program = lines.replace("http://127.0.0.1:7860", service.address)
    program = program.replace("curl -s", "curl --fail -w '\\n\\n' -s")
    done = subprocess.run(
        ["bash", "-euc", program],
        env={**os.environ, "KEY": service.key},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.count("realities on the ground") >= 2
    assert "event: end" in done.stdout
    assert re.search(r'^\{"number":\d+\}$', done.stdout, re.MULTILINE)
    assert "realities on the ground" in (tmp_path / "feedback.jsonl").read_text()


def test_the_line_for_curl_without_a_key_is_the_call_with_one(service):
    (line,) = [each for each in blocks("sh", "api/v1/ask") if "$KEY" not in each]
    assert line.strip().partition(" --json ")[0].endswith("http://127.0.0.1:7860/api/v1/ask")


def test_the_python_for_openai_runs_and_its_citations_hold(service, monkeypatch, capsys):
    (code,) = blocks("python", "chat.completions")
    monkeypatch.setenv("KEY", service.key)
    code = code.replace("http://127.0.0.1:7860", service.address)
    exec(compile(code, "docs/interfaces.md", "exec"), {})
    assert capsys.readouterr().out.count("realities on the ground") >= 3


def test_the_python_for_embeddings_gives_vectors(service, monkeypatch, capsys):
    (code,) = blocks("python", "embeddings.create")
    monkeypatch.setenv("KEY", service.key)
    code = code.replace("http://127.0.0.1:7860", service.address)
    exec(compile(code, "docs/interfaces.md", "exec"), {})
    assert capsys.readouterr().out == "384 9\n"


@pytest.mark.parametrize("library", ["langchain_core", "haystack"])
def test_the_retrievers_for_other_libraries_find_passages(library, tmp_path, monkeypatch, capsys):
    (code,) = blocks("python", f"from {library}")
    stand_in(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(CHECKOUT / "corpus")
    names = {"__name__": "example"}
    exec(compile(code, "docs/interfaces.md", "exec"), names)
    assert "realities on the ground" in capsys.readouterr().out
    document: Any = names["document"]
    place = getattr(document, "metadata", None) or document.meta
    assert {"article_id", "start", "end", "source", "published"} <= place.keys()
