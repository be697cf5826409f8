"""Kill a sync again and again, and check after each kill that the index is whole.

    python benchmarks/kill.py ../shared/bench/realtimeqa_2022/articles.jsonl --kills 20

Every turn changes, adds and removes articles, starts a sync in a process of its own and kills it
at a random moment (SIGKILL). Every third is a repair, and at every third another writer waits and
goes on at once. The embedder costs nothing, so that kills fall on everything else; with `--real`
it is the one that is installed, and kills fall on it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.corpus import read_file
from assistant.models.embedding import Embedder, SentenceEmbedder, Vectors
from assistant.schema import Filters
from assistant.store import Index
from assistant.store.records import entry
from assistant.text.passages import Span

Versions = dict[str, set[str]]


class TextEmbedder:
    """A random direction for every text, always the same one."""

    recipe = "random"
    dimensions = 384

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Return one vector per text, and nothing for its parts."""
        rows = np.stack([self.embed_question(text) for text in texts])
        return rows, [rows[:0]] * len(texts)

    def embed_question(self, text: str) -> Vectors:
        """Return the vector of a text."""
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
        vector = np.random.default_rng(seed).standard_normal(384, dtype=np.float32)
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def pieces(self, texts: Sequence[str]) -> int:
        """Return how many texts there are, each of one piece."""
        return len(texts)


EMBEDDERS: dict[str, type[Embedder]] = {"cheap": TextEmbedder, "real": SentenceEmbedder}


def main() -> None:
    """Kill, check, and compare the outcome with a fresh build."""
    if sys.argv[1] in ("sync", "repair"):
        job, folder, corpus, embedder = sys.argv[1:]
        index = Index(Path(folder), EMBEDDERS[embedder], wait=600)
        if job == "repair":
            index.suspect()
        index.sync(Path(corpus))
        return

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=10_000, help="take only the first ones")
    parser.add_argument("--real", action="store_true", help="with the embedder that is installed")
    given = parser.parse_args()
    lines = given.file.read_text(encoding="utf-8").splitlines()[: given.articles]
    embedder = "real" if given.real else "cheap"
    with tempfile.TemporaryDirectory() as folder:
        records = [json.loads(line) for line in lines]
        Trial(Path(folder), records, given.seed, embedder).run(given.kills)


class Trial:
    """One corpus and one index, changed and killed in turns."""

    def __init__(
        self, folder: Path, records: list[dict[str, str]], seed: int, embedder: str
    ) -> None:
        self._folder = folder
        self._records = records
        self._dice = random.Random(seed)
        self._embedder = embedder
        self._index = Index(folder / "index", EMBEDDERS[embedder])
        self._versions: Versions = {}
        self._corpus = folder / "corpus"
        self._corpus.mkdir()

    def run(self, kills: int) -> None:
        """Do every turn, then a last sync that is left in peace."""
        self._change()
        began = time.monotonic()
        self._start("sync").wait()
        usual = time.monotonic() - began
        print(f"a sync of everything takes {usual:.1f} s")
        done = sum(self._turn(number, usual) for number in range(kills))
        assert not self._start("repair").wait(), "the last repair failed"
        assert self._index.check() == []
        fresh = Index(self._folder / "fresh", EMBEDDERS[self._embedder])
        fresh.sync(self._corpus)
        assert ids(self._index) == ids(fresh), "the ids differ from those of a fresh build"
        print(f"{kills} turns, {done} killed before their end; every check held, and after the")
        print(f"last sync all {len(ids(fresh))} passage ids equal those of a fresh build")

    def _turn(self, number: int, usual: float) -> bool:
        """Change the corpus, kill its sync and check the index; tell whether the kill came."""
        self._change()
        job = "repair" if number % 3 == 1 else "sync"
        process = self._start(job)
        holder = self._folder / "index" / "writer.pid"
        while process.poll() is None and not _names(holder, process.pid):
            time.sleep(0.002)
        other = self._start("sync") if number % 3 == 2 else None
        moment = self._dice.uniform(0, usual * 0.8)
        time.sleep(moment)
        killed = process.poll() is None
        if killed:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        self._check()
        if other:
            assert not other.wait(), "the other writer failed"
            self._check()
        said = "killed" if killed else "ended"
        print(f"turn {number + 1}: {job} {said} after {moment:.2f} s", flush=True)
        return killed

    def _start(self, job: str) -> subprocess.Popen[bytes]:
        folders = [str(self._folder / "index"), str(self._corpus)]
        command = [sys.executable, __file__, job, *folders, self._embedder]
        path = str(Path(__file__).parent.parent)
        return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})

    def _change(self) -> None:
        """Write a corpus that keeps some articles, changes some, and leaves some out."""
        kept = [record for record in self._records if self._dice.random() < 0.85]
        for record in kept:
            if self._dice.random() < 0.3:
                record["text"] += f"\n\nUpdate {self._dice.random()}: more is known by now."
        (self._corpus / "articles.jsonl").write_text("\n".join(map(json.dumps, kept)))
        for article in read_file(self._corpus, "articles.jsonl").articles:
            self._versions.setdefault(article.id, set()).add(article.text)

    def _check(self) -> None:
        """Assert that every article is wholly of one version, and that searches answer."""
        with self._index.snapshot() as opened:
            for head in opened.heads():
                article = opened.article(head.id).article
                assert article.text in self._versions[head.id], f"{head.id} is torn"
                found = [each.passage.id for each in opened.passages_of(head.id)]
                assert found == [row.id for row in entry(article, "").passages], head.id
            some = opened.passages_of(self._dice.choice(opened.heads()).id)[0]
            near = opened.near(some.vector, 100, Filters())
            assert near[0] == some.passage.id, "the nearest passage is not found"
            assert len(near) == len(opened.stored(near)) == 100
            assert opened.matching(["the"], 10, Filters()), "the keyword index is silent"


def _names(holder: Path, process: int) -> bool:
    try:
        return holder.read_text() == str(process)
    except OSError:
        return False


def ids(index: Index) -> list[str]:
    """Return the ids of all passages."""
    with index.snapshot() as opened:
        heads = opened.heads()
        return [each.passage.id for head in heads for each in opened.passages_of(head.id)]


if __name__ == "__main__":
    main()
