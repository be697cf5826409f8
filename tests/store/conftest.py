"""A small corpus on disk, an index over it, and an embedder that counts what it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.store import Index
from tests.fakes import WordEmbedder

Write = Callable[..., Path]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def write(corpus: Path) -> Write:
    """`write("storm.txt", "The storm came.", title="Storm", date="2024-01-02")`."""

    def _write(name: str, text: str, **front: str) -> Path:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {value}\n" for key, value in front.items())
        path.write_text(f"---\n{lines}---\n{text}\n" if front else f"{text}\n", encoding="utf-8")
        return path

    return _write


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: WordEmbedder) -> Iterator[Index]:
    opened = Index(tmp_path / "index", lambda: embedder)
    yield opened
    opened.close()
