"""Indexing speed: our whole sync, encoding alone, and LlamaIndex with Chroma as documented.

    python benchmarks/indexing.py ../shared/bench/realtimeqa_2022/articles.jsonl --passages 2000

All have their model loaded and warm, and index the same articles in passages of the same
length. The last needs llama-index-vector-stores-chroma and llama-index-embeddings-huggingface,
which are not among the dependencies. With several rounds they take turns and the best round of each
counts, so that other work on the machine disturbs all alike.
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

Run = Callable[[], tuple[int, float]]  # passages and seconds
BARE = "our embedder alone"


def main() -> None:
    """Print a table of passages a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--passages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    articles, texts = load(given.articles, given.passages)
    embedder = SentenceEmbedder()
    embedder.embed(texts[:64], [()] * 64)
    words = sum(len(text.split()) for text in texts) / len(texts)
    runs = {
        BARE: bare(embedder, texts),
        "sentence-transformers, encode alone": encode(texts),
        "assistant sync": ours(embedder, articles),
        "LlamaIndex + Chroma, as documented": plain(articles),
    }
    speeds = dict.fromkeys(runs, 0.0)
    for _ in range(given.rounds):
        for name, run in runs.items():
            passages, seconds = run()
            speeds[name] = max(speeds[name], passages / seconds)
            print(f"{name}: {passages} passages in {seconds:.1f} s", flush=True)
    print(f"\n{len(articles)} articles, {len(texts)} passages of {words:.0f} words (with title)")
    for name, speed in speeds.items():
        share = speed / speeds[BARE]
        print(f"{name:42} {speed:7.1f} passages/s {share:6.1%} of bare")


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

    def run() -> tuple[int, float]:
        began = time.perf_counter()
        embedder.embed(texts, [()] * len(texts))
        return len(texts), time.perf_counter() - began

    return run


def encode(texts: list[str]) -> Run:
    """Embed the texts with sentence-transformers, in the precision that is fastest here."""
    model: Any = SentenceEmbedder(bundled_folder())._model

    def run() -> tuple[int, float]:
        began = time.perf_counter()
        model.encode(texts, batch_size=32, normalize_embeddings=True)
        return len(texts), time.perf_counter() - began

    return run


def ours(embedder: SentenceEmbedder, articles: list[Article]) -> Run:
    """Sync a folder into an empty index: read, split, embed, store, Chroma, keywords."""

    def run() -> tuple[int, float]:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            lines = [json.dumps(record(article)) for article in articles]
            (corpus / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
            index = Index(Path(folder) / "index", lambda: embedder)
            began = time.perf_counter()
            index.sync(corpus)
            seconds = time.perf_counter() - began
            with index.snapshot() as snapshot:
                passages = snapshot.passage_count()
            index.close()
        return passages, seconds

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

    def run() -> tuple[int, float]:
        with tempfile.TemporaryDirectory() as folder:
            collection = chromadb.PersistentClient(path=folder).create_collection("plain")
            store = ChromaVectorStore(chroma_collection=collection)
            began = time.perf_counter()
            VectorStoreIndex.from_documents(
                [Document(text=f"{each.title}\n{each.text}", doc_id=each.id) for each in articles],
                storage_context=StorageContext.from_defaults(vector_store=store),
                embed_model=model,
                transformations=[splitter],
            )
            seconds = time.perf_counter() - began
            found = collection.get(include=["documents"])
        texts = list(islice(found["documents"] or [], 10**6))
        words = sum(len(text.split()) for text in texts) / len(texts)
        print(f"(LlamaIndex: {len(texts)} passages of {words:.0f} words)")
        return len(texts), seconds

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
