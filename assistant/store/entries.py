"""What an article becomes in the index: its digest, its sentences, its passages."""

from __future__ import annotations

import hashlib
import json

from assistant.passages import WORDS, passage_spans
from assistant.schema import Article
from assistant.sentences import sentence_spans
from assistant.store.manifest import Entry, PassageRow

# Raise this when sentences or passages are cut differently: every index is then built anew (and
# only texts that were never embedded are embedded).
SPLITTER = "1"


def recipe(embedder: str) -> str:
    """Name everything that passages and vectors depend on, given the embedder's recipe."""
    return f"{embedder} splitter={SPLITTER} words={WORDS}"


def digest(article: Article) -> str:
    """Name this version of an article: text, title, source, date and url."""
    published = article.published.isoformat() if article.published else ""
    parts = [article.text, article.title, article.source, published, article.url]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def embedded_text(article: Article, start: int, end: int) -> str:
    """Return what is embedded for a passage: the title says what the passage is about."""
    return f"{article.title}\n{article.text[start:end]}"


def entry(article: Article, embedder: str) -> Entry:
    """Split an article; `embedder` is the recipe of the embedder."""
    version = digest(article)
    sentences = tuple(sentence_spans(article.text))
    rows = tuple(
        PassageRow(
            f"{article.id}@{version[:12]}#{place:04d}",
            start,
            end,
            _hash(embedder, embedded_text(article, start, end)),
        )
        for place, (start, end) in enumerate(passage_spans(article.text, sentences))
    )
    return Entry(article, version, sentences, rows)


def _hash(embedder: str, text: str) -> bytes:
    return hashlib.sha256(f"{embedder}\0{text}".encode()).digest()[:16]
