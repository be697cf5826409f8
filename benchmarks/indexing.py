"""Indexing speed: our whole sync, encoding alone, and LlamaIndex with Chroma as documented.

    python benchmarks/indexing.py ../shared/bench/realtimeqa_2022/articles.jsonl --passages 2000

All have their model loaded and warm, and index the same articles in passages of the same
length. The last needs llama-index-vector-stores-chroma and llama-index-embeddings-huggingface,
which are not among the dependencies. With several rounds they take turns and the best round of each
counts, so that other work on the machine disturbs all alike; where much of it goes on, passages a
second of processor time are what compares.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.corpus import read_file
from assistant.models.checkpoints import bundled_folder
from assistant.models.embedding import SentenceEmbedder
from assistant.schema import Article
from assistant.store import Index
from assistant.store.records import entry

Run = Callable[[], int]  # returns how many passages it made
BARE = "our embedder alone"
SYNC = "assistant sync"
PLAIN = "LlamaIndex + Chroma, as documented"
PRECISIONS = ("float32", "int8")


def main() -> None:
    """Print a table of passages a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    articles, texts = load(given.articles, given.passages)
    words = sum(len(text.split()) for text in texts) / len(texts)
    runs = {"sentence-transformers, encode alone": encode(texts), PLAIN: plain(articles)}
    for precision in PRECISIONS:
        embedder = SentenceEmbedder(precision=precision)
        embedder.embed(texts[:64], [()] * 64)
        runs[f"{BARE}, {precision}"] = bare(embedder, texts)
        runs[f"{SYNC}, {precision}"] = ours(embedder, articles)
    speeds = dict.fromkeys(runs, (0.0, 0.0))
    for _ in range(given.rounds):
        for name, run in runs.items():
            speed, cheap = timed(run)
            speeds[name] = max(speeds[name][0], speed), max(speeds[name][1], cheap)
            print(f"{name}: {speed:.1f} a second, {cheap:.1f} of a processor", flush=True)
    print(f"\n{len(articles)} articles, {len(texts)} passages of {words:.0f} words (with title)")
    print(f"{'passages a second':42} {'of time':>9} {'of a processor':>15}   against plain")
    for name, (speed, cheap) in speeds.items():
        times = speed / speeds[PLAIN][0], cheap / speeds[PLAIN][1]
        print(f"{name:42} {speed:9.1f} {cheap:15.1f}   {times[0]:.2f} and {times[1]:.2f}")
    for precision in PRECISIONS:
        whole, alone = speeds[f"{SYNC}, {precision}"], speeds[f"{BARE}, {precision}"]
        shares = whole[0] / alone[0], whole[1] / alone[1]
        print(f"sync against the embedder alone, {precision}: {shares[0]:.2f} and {shares[1]:.2f}")


def timed(run: Run) -> tuple[float, float]:
    """Return passages a second: of time, and of processor time."""
    began, busy = time.perf_counter(), time.process_time()
    passages = run()
    return passages / (time.perf_counter() - began), passages / (time.process_time() - busy)


def load(path: Path, passages: int) -> tuple[list[Article], list[str]]:
    """Return whole articles that make up so many passages, and what is embedded for each."""
    articles: list[Article] = []
    texts: list[str] = []
    for article in read_file(path.parent, path.name).articles:
        if len(texts) >= passages:
            break
        articles.append(article)
        texts += [row.embedded for row in entry(article, "").passages]
    return articles, texts


def bare(embedder: SentenceEmbedder, texts: list[str]) -> Run:
    """Embed only."""

    def run() -> int:
        embedder.embed(texts, [()] * len(texts))
        return len(texts)

    return run


def encode(texts: list[str]) -> Run:
    """Embed the texts with sentence-transformers, in the precision that is fastest here."""
    model: Any = SentenceEmbedder(bundled_folder())._model

    def run() -> int:
        model.encode(texts, batch_size=32, normalize_embeddings=True)
        return len(texts)

    return run


def ours(embedder: SentenceEmbedder, articles: list[Article]) -> Run:
    """Sync a folder into an empty index: read, split, embed, store, Chroma, keywords."""

    def run() -> int:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            lines = [json.dumps(record(article)) for article in articles]
            (corpus / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
            index = Index(Path(folder) / "index", lambda: embedder)
            index.sync(corpus)
            with index.snapshot() as snapshot:
                passages = snapshot.passage_count()
            index.close()
        return passages

    return run


def plain(articles: list[Article]) -> Run:
    """Do as the LlamaIndex documentation does: float32 and all defaults but the passage length."""
    import chromadb
    from llama_index.core import Document, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore

    model = HuggingFaceEmbedding(model_name=str(bundled_folder()))
    splitter = SentenceSplitter(chunk_size=180, chunk_overlap=25)

    def run() -> int:
        with tempfile.TemporaryDirectory() as folder:
            collection = chromadb.PersistentClient(path=folder).create_collection("plain")
            store = ChromaVectorStore(chroma_collection=collection)
            VectorStoreIndex.from_documents(
                [Document(text=f"{each.title}\n{each.text}", doc_id=each.id) for each in articles],
                storage_context=StorageContext.from_defaults(vector_store=store),
                embed_model=model,
                transformations=[splitter],
            )
            found = collection.get(include=["documents"])
        texts = list(islice(found["documents"] or [], 10**6))
        words = sum(len(text.split()) for text in texts) / len(texts)
        print(f"(LlamaIndex: {len(texts)} passages of {words:.0f} words)", flush=True)
        return len(texts)

    return run


def record(article: Article) -> dict[str, str]:
    """Return an article as a line of JSON holds it."""
    date = article.published.isoformat() if article.published else ""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "date": date,
        "url": article.url,
    }


if __name__ == "__main__":
    main()
