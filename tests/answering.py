"""Articles in memory as the store would hand them out, for tests of what answers."""

from __future__ import annotations

from datetime import date

from assistant.candidates import TITLE, Candidate
from assistant.schema import Article
from assistant.sentences import sentence_spans
from assistant.store.records import StoredArticle


def stored(
    text: str, *, id: str = "a", title: str = "A title", source: str = "Post"
) -> StoredArticle:
    article = Article(
        id=id, title=title, text=text, source=source, published=date(2024, 3, 13), url=""
    )
    return StoredArticle(article, f"digest-{id}", tuple(sentence_spans(text)))


def candidate(article: StoredArticle, place: int, *, score: float = 1.0) -> Candidate:
    if place == TITLE:
        return Candidate(
            article, "title", TITLE, 0, len(article.article.title), 0.5, frozenset(), score=score
        )
    start, end = article.sentences[place]
    return Candidate(article, "text", place, start, end, 0.5, frozenset(), score=score)
