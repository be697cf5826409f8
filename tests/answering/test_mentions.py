"""Where articles mention something: exactly, and not merely by single words of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.asking import read_query
from assistant.answering.mentions import count_mentions, find_mentions, units_of
from assistant.store import Index
from assistant.store.snapshot import Snapshot
from tests.fakes import WordEmbedder

TEXTS = {
    "harbour.txt": "The trial of Ada Quill began. The court sat at the harbour.",
    "fair.txt": "Ada Brown met Tom Quill at the fair. A trial of new apples was shown.",
    "colour.txt": "The colour of the boat is green. The boat is new.",
    "far.txt": "The tram stood still. "
    + "Nothing else was heard from the old town. " * 60
    + "A strike.",
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(f"---\ntitle: Notes\n---\n\n{text}\n", encoding="utf-8")
    index = Index(tmp_path / "index", WordEmbedder)
    index.sync(corpus)
    with index.snapshot() as opened:
        yield opened
    index.close()


def mentioned(snapshot: Snapshot, topic: str) -> set[str]:
    query = read_query(snapshot, f"articles about {topic}", None, None)
    return set(find_mentions(snapshot, query, units_of(query, topic)))


@pytest.mark.parametrize(
    ("topic", "found"),
    [
        ("boats", {"colour.txt"}),
        ("Ada Quill", {"harbour.txt"}),  # a name stands in one piece
        ("the trial of Ada Quill", {"harbour.txt"}),
        ("the tram strike", set()),  # far from each other
        ("the color", {"colour.txt"}),
        ("penguins", set()),
    ],
)
def test_all_of_a_topic_stands_near_together(snapshot, topic, found):
    assert mentioned(snapshot, topic) == found


def test_an_article_is_about_what_much_of_it_mentions(snapshot):
    query = read_query(snapshot, "articles about the tram", None, None)
    mentions = find_mentions(snapshot, query, units_of(query, "the tram"))
    assert not mentions["far.txt"].central
    boats = find_mentions(snapshot, query, units_of(query, "the boat"))
    assert boats["colour.txt"].central


def test_every_mention_counts(snapshot):
    query = read_query(snapshot, "How often is the boat mentioned?", None, None)
    assert count_mentions(snapshot, query, "the boat") == {"colour.txt": 2}
