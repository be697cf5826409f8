"""Articles in memory as the store would hand them out, for tests of what answers."""

from __future__ import annotations

from datetime import date

from assistant.answering.sentences import TITLE, Sentence
from assistant.models.reader import Span
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.text.sentences import sentence_spans


def stored(
    text: str, *, id: str = "a", title: str = "A title", source: str = "Post"
) -> StoredArticle:
    article = Article(
        id=id, title=title, text=text, source=source, published=date(2024, 3, 13), url=""
    )
    return StoredArticle(article, f"digest-{id}", tuple(sentence_spans(text)))


def sentence(
    article: StoredArticle, place: int, *, score: float = 1.0, span: str = "", found: float = 0.0
) -> Sentence:
    """Return a sentence as it is ranked; `span` are the words the reader found, at log odds."""
    title = place == TITLE
    start, end = (0, len(article.article.title)) if title else article.sentences[place]
    whole = article.article.title if title else article.article.text
    at = whole[start:end].index(span)
    answer = Span(at, at + len(span), found)
    return Sentence(
        article,
        "title" if title else "text",
        place,
        start,
        end,
        0.5,
        0.5,
        answer,
        share=1.0,
        score=score,
    )
