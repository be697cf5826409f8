"""From chosen sentences to an answer's text with marks, and citations with exact spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.schema import Citation
from assistant.store.records import StoredArticle


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of an article's text or headline; `also` says the same words elsewhere."""

    article: StoredArticle
    part: Literal["text", "title"]
    start: int
    end: int
    also: tuple[Quote, ...] = ()

    @property
    def text(self) -> str:
        """The words, exactly as they stand in the article."""
        article = self.article.article
        return (article.title if self.part == "title" else article.text)[self.start : self.end]


def compose(quotes: Sequence[Quote]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text "quote [1] quote [2]" and its citations; another article, another line."""
    text = ""
    citations: list[Citation] = []
    before = ""
    for quote in quotes:
        article_id = quote.article.article.id
        if before:
            text += " " if before == article_id else "\n\n"
        start, before = len(text), article_id
        text += quote.text
        span = (start, len(text))
        for source in (quote, *quote.also):
            citations.append(_citation(source, len(citations) + 1, span))
            text += f" [{len(citations)}]" if source is quote else f"[{len(citations)}]"
    return text, tuple(citations)


def _citation(quote: Quote, number: int, span: tuple[int, int]) -> Citation:
    article = quote.article.article
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        quote=quote.text,
        part=quote.part,
        start=quote.start,
        end=quote.end,
        answer_start=span[0],
        answer_end=span[1],
        digest=quote.article.digest,
    )
