"""What an article becomes in the index: its digest, its sentences, its passages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from assistant.schema import Article
from assistant.store.records import Span, sentences_within
from assistant.store.rows import Entry, PassageRow
from assistant.text.passages import WORDS, passage_spans
from assistant.text.sentences import sentence_spans

# Raise this when sentences or passages are cut differently: every index is then built anew (and
# only texts that were never embedded are embedded).
SPLITTER = "2"


def recipe(embedder: str) -> str:
    """Name everything that passages and vectors depend on, given the embedder's recipe."""
    return f"{embedder} splitter={SPLITTER} words={WORDS}"


def digest(article: Article) -> str:
    """Name this version of an article: text, title, source, date and url."""
    published = article.published.isoformat() if article.published else ""
    parts = [article.text, article.title, article.source, published, article.url]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def entry(article: Article, embedder: str) -> Entry:
    """Split an article; `embedder` is the recipe of the embedder."""
    version = digest(article)
    sentences = tuple(sentence_spans(article.text))
    rows = tuple(
        _row(article, f"{article.id}@{version[:12]}#{place:04d}", span, sentences, embedder)
        for place, span in enumerate(passage_spans(article.text, sentences))
    )
    return Entry(article, version, sentences, rows)


def _row(
    article: Article, key: str, span: Span, sentences: Sequence[Span], embedder: str
) -> PassageRow:
    """Describe a passage. Its title is embedded with it, and says what it is about."""
    start, end = span
    text = f"{article.title}\n{article.text[start:end]}"
    shift = len(article.title) + 1 - start
    inner = [sentences[place] for place in sentences_within(sentences, start, end)]
    parts = ((0, len(article.title)), *((one + shift, other + shift) for one, other in inner))
    name = f"{embedder}\0{parts}\0{text}"
    return PassageRow(key, start, end, text, parts, hashlib.sha256(name.encode()).digest()[:16])
