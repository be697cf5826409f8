"""Articles for tests of what answers: in files and indexed, or as the store would hand them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant import Assistant, Settings, open_assistant
from assistant.answering.sentences import TITLE, Sentence
from assistant.models.reader import Span
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.text.sentences import sentence_spans


@contextmanager
def indexed(folder: Path, files: Mapping[str, str]) -> Iterator[Assistant]:
    """Give an assistant over some files, by their names, in a folder of its own."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, page in files.items():
        (corpus / name).write_text(page, encoding="utf-8")
    with open_assistant(Settings(corpus=corpus, index=folder / "index")) as assistant:
        assert assistant.sync().failed == ()
        yield assistant


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
