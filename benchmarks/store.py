"""The index at full size: sync with nothing to do, latency of readers, lists after a rebuild.

    python benchmarks/store.py INDEX CORPUS QUESTIONS.jsonl

INDEX is built over CORPUS already; its copy is rebuilt, the index itself stays as it is.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.models.embedding import SentenceEmbedder, Vectors
from assistant.schema import Filters
from assistant.store import Index
from assistant.store import snapshot as snapshot_module
from assistant.text.passages import Span
from assistant.text.words import stems

LIMIT = 100


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--exact", action="store_true", help="compare all vectors, without Chroma")
    given = parser.parse_args()
    if given.exact:
        snapshot_module._WIDE = 0
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines][:500]
    embedder = SentenceEmbedder()
    vectors = np.stack([embedder.embed_question(text) for text in questions])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "index"
        shutil.copytree(given.index, copy)
        index = Index(copy, lambda: embedder)
        unchanged(index, given.corpus, Path(folder))
        before = latencies(index, questions, vectors)
        complete(index, vectors, before)
        shutil.rmtree(copy / "chroma")
        began = time.perf_counter()
        index.sync(given.corpus)
        print(f"Chroma and keywords rebuilt in {time.perf_counter() - began:.1f} s")
        same = sum(one == two for one, two in zip(before, near(index, vectors), strict=True))
        print(f"identical lists after the rebuild: {same} of {len(before)} (limit {LIMIT})")
        index.close()


def unchanged(index: Index, corpus: Path, folder: Path) -> None:
    """Time a sync that finds nothing new: as it is, and as one file an article."""
    index.sync(corpus)
    print(f"unchanged sync: {index.sync(corpus).seconds:.3f} s")
    files = folder / "files"
    files.mkdir()
    with index.snapshot() as snapshot:
        for number, head in enumerate(snapshot.heads()):
            stored = snapshot.article(head.id).article
            (files / f"{number}.txt").write_text(f"{stored.title}\n\n{stored.text}")
    time.sleep(2.1)  # what was written just now is read again by the next sync
    many = Index(folder / "many", WordEmbedder)
    many.sync(files)
    report = many.sync(files)
    print(f"unchanged sync of {report.unchanged} files: {report.seconds:.3f} s")
    many.close()


class WordEmbedder:
    """Vectors of no meaning, at no cost: what is timed is everything else."""

    recipe = "nothing"
    dimensions = 8

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Return the same vector for every text and part."""
        return self._rows(len(texts)), [self._rows(len(spans)) for spans in parts]

    def _rows(self, count: int) -> Vectors:
        return np.full((count, 8), 8**-0.5, dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        """Return that vector."""
        return np.full(8, 8**-0.5, dtype=np.float32)

    def pieces(self, texts: Sequence[str]) -> int:
        """Return how many texts there are, each of one piece."""
        return len(texts)


def latencies(index: Index, questions: list[str], vectors: Vectors) -> list[list[str]]:
    """Time the three steps of a search and return the nearest passages of every question."""
    with index.snapshot() as snapshot:
        print(f"{snapshot.passage_count()} passages")
        began = time.perf_counter()
        snapshot.near(vectors[0], LIMIT, Filters())
        print(f"first query: {time.perf_counter() - began:.2f} s")
    terms = [stems(text) for text in questions]
    times: dict[str, list[float]] = {"snapshot": [], "near": [], "matching": [], "stored": []}
    lists = []
    for vector, words in zip(vectors, terms, strict=True):
        with clock(times["snapshot"]), index.snapshot():
            pass
        with index.snapshot() as snapshot:
            with clock(times["near"]):
                lists.append(snapshot.near(vector, LIMIT, Filters()))
            with clock(times["matching"]):
                snapshot.matching(words, LIMIT, Filters())
            with clock(times["stored"]):
                snapshot.stored(lists[-1])
    for name, each in times.items():
        p50, p95 = np.percentile(np.array(each) * 1000, [50, 95])
        print(f"{name:9} p50 {p50:6.2f} ms   p95 {p95:6.2f} ms")
    return lists


class clock:  # noqa: N801
    """Append the milliseconds of a block to a list."""

    def __init__(self, times: list[float]) -> None:
        self._times = times

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *failure: object) -> None:
        self._times.append(time.perf_counter() - self._began)


def near(index: Index, vectors: Vectors) -> list[list[str]]:
    """Return the nearest passages of every question."""
    with index.snapshot() as snapshot:
        return [snapshot.near(vector, LIMIT, Filters()) for vector in vectors]


def complete(index: Index, vectors: Vectors, lists: list[list[str]]) -> None:
    """Compare the lists with those of an exact search over all vectors."""
    with index.snapshot() as snapshot:
        table = snapshot._everything()
        took: list[float] = []
        same = missing = 0
        for vector, found in zip(vectors, lists, strict=True):
            with clock(took):
                exact = table.nearest(vector, LIMIT, Filters())
            same += exact == found
            missing += len(set(exact) - set(found))
    p50, p95 = np.percentile(np.array(took) * 1000, [50, 95])
    print(f"exact     p50 {p50:6.2f} ms   p95 {p95:6.2f} ms")
    print(f"lists equal to exact search: {same} of {len(lists)}, {missing} ids missing in all")


if __name__ == "__main__":
    main()
