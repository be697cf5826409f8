"""The sentences and headlines of the evidence, with the vectors that the index keeps of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.quotation import Quote
from assistant.answering.sentences import has_headline
from assistant.schema import Passage
from assistant.store.records import StoredArticle, sentences_within
from assistant.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or headline of the evidence, and its sentence vector."""

    quote: Quote
    vector: NDArray[np.float32]

    @property
    def text(self) -> str:
        """Its words."""
        return self.quote.text


def statements(snapshot: Snapshot, passages: Sequence[str]) -> list[Statement]:
    """Return what the passages (by id) state, each once: headlines, then sentences as read."""
    stored = snapshot.stored(passages)
    parts = snapshot.parts([each.passage.id for each in stored])
    articles: dict[str, StoredArticle] = {}
    found: dict[tuple[str, str, int], Statement] = {}
    for each in stored:
        passage = each.passage
        if passage.article_id not in articles:
            articles[passage.article_id] = snapshot.article(passage.article_id)
        article = articles[passage.article_id]
        for quote, vector in zip(_quotes(article, passage), parts[passage.id], strict=True):
            if quote.part == "title" and not has_headline(article.article):
                continue
            found.setdefault(
                (passage.article_id, quote.part, quote.start), Statement(quote, vector)
            )
    return sorted(found.values(), key=lambda each: _place(each.quote))


def _quotes(article: StoredArticle, passage: Passage) -> list[Quote]:
    """Return the headline and the sentences of a passage, in the order of their vectors."""
    places = sentences_within(article.sentences, passage.start, passage.end)
    headline = Quote(article, "title", 0, len(article.article.title))
    return [headline, *(Quote(article, "text", *article.sentences[place]) for place in places)]


def _place(quote: Quote) -> tuple[str, bool, int]:
    return quote.article.article.id, quote.part == "text", quote.start
