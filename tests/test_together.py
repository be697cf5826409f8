"""A chat server, a command line and Python over one index, and a sync from a fourth process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant import answer, assembly
from tests.conftest import Require

WALL = "---\ntitle: Wall\nsource: Post\n---\nThe harbour wall of Varn was rebuilt in May 2023.\n"
BREAD = "---\ntitle: Bread\nsource: Post\n---\nJonas Frei won the rye bread prize of Varn.\n"
ROOT = Path(__file__).parents[1]
TIMEOUT = 120


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, require: Require) -> Iterator[Path]:
    require(os.environ.get("REQUIRE_ALL") == "1", "time for a test of five processes")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "wall.md").write_text(WALL)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    assembly._close_all()


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "assistant", *words]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def run(*words: str) -> str:
    done = subprocess.run(
        command(*words), env=environment(), capture_output=True, text=True, timeout=TIMEOUT
    )
    return done.stdout


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    serve = command("serve", "--port", "0")
    with subprocess.Popen(serve, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().split()[4].rstrip("/")
        process.terminate()


def ask_server(address: str, question: str) -> str:
    url = f"{address}/gradio_api/call/ask"
    event = httpx.post(url, json={"data": [question]}, timeout=TIMEOUT).json()["event_id"]
    lines = httpx.get(f"{url}/{event}", timeout=TIMEOUT).text.splitlines()
    data = next(line for line in lines if line.startswith("data: "))
    return str(json.loads(data.removeprefix("data: "))[0]["text"])


def ask_command_line(question: str) -> str:
    return str(json.loads(run("ask", "--json", question))["text"])


def test_all_three_answer_at_once_and_see_what_a_fourth_process_added(
    folder: Path, server: str
) -> None:
    def everybody(question: str) -> set[str]:
        with ThreadPoolExecutor(3) as pool:
            asked = [
                pool.submit(ask_server, server, question),
                pool.submit(ask_command_line, question),
                pool.submit(lambda: answer(question).text),
            ]
            return {each.result() for each in asked}

    (about_wall,) = everybody("When was the harbour wall of Varn rebuilt?")
    assert "May 2023" in about_wall
    prize = "Who won the rye bread prize of Varn?"
    assert ask_server(server, prize) == "The articles do not say."
    (folder / "corpus" / "bread.md").write_text(BREAD)
    run("index")
    (about_bread,) = everybody(prize)
    assert "Jonas Frei" in about_bread
