"""Several real processes over one index."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.schema import Filters
from assistant.store import Index
from assistant.text.words import stems
from tests.fakes import WordEmbedder
from tests.store.conftest import Write

ROOT = Path(__file__).parent.parent.parent


def start(
    job: str, folder: Path, corpus: Path, before: Sequence[str] = ()
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, "-m", "tests.store.worker", job, str(folder), str(corpus)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(process: subprocess.Popen[str], question: str) -> list[str]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(question + "\n")
    process.stdin.flush()
    return [part.split("@")[0] for part in process.stdout.readline().split()]


def test_an_open_reader_sees_what_another_process_added(
    index: Index, tmp_path: Path, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm came.")
    index.sync(corpus)
    reader = start("read", tmp_path / "index", corpus)
    assert ask(reader, "storm came") == ["storm.txt", "storm.txt"]
    write("fire.txt", "A blaze burnt.")
    writer = start("sync", tmp_path / "index", corpus)
    assert "added=1" in writer.communicate()[0]
    assert ask(reader, "blaze burnt") == ["fire.txt", "fire.txt"]
    reader.communicate()


def test_a_second_writer_is_told_which_process_writes(
    tmp_path: Path, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm came.")
    holder = start("hold", tmp_path / "index", corpus)
    assert holder.stdout
    assert holder.stdout.readline() == "holding\n"
    said = start("sync", tmp_path / "index", corpus).communicate()[0]
    assert f"process {holder.pid}" in said
    holder.communicate("\n" * 50)
    assert "unchanged=1" in start("sync", tmp_path / "index", corpus).communicate()[0]


def feed(corpus: Path, version: str, articles: int = 400) -> dict[str, str]:
    """Write articles of a version and return their texts."""
    texts = {
        f"a{number}": f"Story {number} of {version}. " + f"The {version} word{number} came. " * 40
        for number in range(articles)
    }
    lines = [json.dumps({"id": key, "title": key, "text": text}) for key, text in texts.items()]
    (corpus / "feed.jsonl").write_text("\n".join(lines))
    return texts


def test_a_sync_that_is_killed_at_any_moment_leaves_whole_articles(
    tmp_path: Path, corpus: Path
) -> None:
    dice = random.Random(7)
    old = feed(corpus, "old")
    index = Index(tmp_path / "index", WordEmbedder)
    index.sync(corpus)
    for turn in range(3):
        new = feed(corpus, f"new{turn}")
        began = time.monotonic()
        process = start("sync", tmp_path / "index", corpus)
        lock = tmp_path / "index" / "writer.pid"
        while not lock.exists() and process.poll() is None and time.monotonic() < began + 60:
            time.sleep(0.005)
        time.sleep(dice.uniform(0, 2.5))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert_whole(index, old, new)
        old = {**old, **texts_of(index)}
    index.sync(corpus)
    fresh = Index(tmp_path / "fresh", WordEmbedder)
    fresh.sync(corpus)
    assert ids_of(index) == ids_of(fresh)
    assert texts_of(index) == new


def assert_whole(index: Index, old: dict[str, str], new: dict[str, str]) -> None:
    with index.snapshot() as opened:
        assert len(opened.heads()) == len(new)
        for head in opened.heads():
            stored = opened.article(head.id)
            assert stored.article.text in (old[head.id], new[head.id])
            passages = opened.passages_of(head.id)
            assert {each.digest for each in passages} == {stored.digest}
            assert passages[0].passage.start == 0
            assert passages[-1].passage.end == stored.sentences[-1][1]
        near = opened.near(WordEmbedder().embed_question("word7 came"), 50, Filters())
        words = opened.matching(stems("word7"), 5, Filters())
        assert len(near) == 50
        assert {key.split("@")[0] for key, _ in words} == {"a7"}


def texts_of(index: Index) -> dict[str, str]:
    with index.snapshot() as opened:
        return {head.id: opened.article(head.id).article.text for head in opened.heads()}


def ids_of(index: Index) -> list[str]:
    with index.snapshot() as opened:
        return [p.passage.id for head in opened.heads() for p in opened.passages_of(head.id)]


def as_anybody(require: Callable[[bool, str], None]) -> tuple[str, ...]:
    """Return what stands before a command that root, who may read all, runs without that right."""
    root = os.geteuid() == 0
    require(not root or bool(shutil.which("setpriv")), "setpriv")
    rights = "-dac_override,-dac_read_search"
    return ("setpriv", "--inh-caps", rights, "--bounding-set", rights) if root else ()


def test_an_index_that_may_not_be_written_is_asked_as_it_is(
    index: Index, tmp_path: Path, corpus: Path, write: Write, require: Callable[[bool, str], None]
) -> None:
    write("storm.txt", "The storm came.")
    index.sync(corpus)
    index.close()
    folders = [tmp_path / "index", *(tmp_path / "index").rglob("*")]
    given_up = as_anybody(require)
    for each in folders:
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        reader = start("read", tmp_path / "index", corpus, given_up)
        assert ask(reader, "storm came") == ["storm.txt", "storm.txt"]
        reader.communicate()
        assert (
            "Let this user write"
            in start("sync", tmp_path / "index", corpus, given_up).communicate()[0]
        )
    finally:
        for each in folders:
            each.chmod(0o755)
    assert "unchanged=1" in start("sync", tmp_path / "index", corpus).communicate()[0]


@pytest.mark.parametrize("kind", ["chroma", "keywords"])
def test_a_folder_of_the_index_that_may_not_be_read_keeps_no_answer_back(
    kind: str,
    index: Index,
    tmp_path: Path,
    corpus: Path,
    write: Write,
    require: Callable[[bool, str], None],
) -> None:
    write("storm.txt", "The storm came.")
    index.sync(corpus)
    index.close()
    given_up, folder = as_anybody(require), tmp_path / "index" / kind
    folder.chmod(0)
    try:
        reader = start("read", tmp_path / "index", corpus, given_up)
        assert ask(reader, "storm came") == ["storm.txt", "storm.txt"]
        reader.communicate()
    finally:
        folder.chmod(0o755)
