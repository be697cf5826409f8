"""From chosen sentences to an answer's text with marks, and citations with exact spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.schema import Answer, Citation
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

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Where it stands: article id, part and span."""
        return self.article.article.id, self.part, self.start, self.end


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence of an answer with the quotes that support it, best first, and how far (0..1)."""

    text: str
    quotes: tuple[Quote, ...]
    support: float = 1.0

    @property
    def article_id(self) -> str:
        """The article that supports it best."""
        return self.quotes[0].article.article.id


@dataclass(frozen=True, slots=True)
class Line:
    """Quotes that stand in one line, after words of our own: a day, say. Or one of a list."""

    opening: str
    quotes: tuple[Quote, ...]
    bullet: bool = False


def compose_lines(lines: Sequence[Line], opening: str = "") -> tuple[str, tuple[Citation, ...]]:
    """Return lines of quotes, after a first line of our own, and their citations."""
    sourced: list[Sourced] = []
    joints: list[str] = [opening and f"{opening}\n\n"]
    last = ""
    for line in lines:
        start = f"- {line.opening}" if line.bullet else line.opening
        for place, quote in enumerate(line.quotes):
            article = quote.article.article.id
            gap = "\n" if line.bullet else " " if article == last and not start else "\n\n"
            joints.append(" " if place else f"{gap if sourced else ''}{start}")
            sourced.append(Sourced(quote.text, (quote, *quote.also)))
            last = article
    joints[:2] = ["".join(joints[:2])]
    return _marked(sourced, joints)


def compose(quotes: Sequence[Quote]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text "quote [1] quote [2]" and its citations; another article, another line."""
    sourced = [Sourced(quote.text, (quote, *quote.also)) for quote in quotes]
    following = [one.article_id != other.article_id for one, other in pairwise(sourced)]
    return _marked(sourced, ["", *("\n\n" if new else " " for new in following)])


def compose_sourced(sourced: Sequence[Sourced]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text "sentence [1][2] sentence [3]" and its citations."""
    return _marked(sourced, ["", *[" "] * (len(sourced) - 1)])


def _marked(sourced: Sequence[Sourced], joints: Sequence[str]) -> tuple[str, tuple[Citation, ...]]:
    text = ""
    citations: list[Citation] = []
    for each, joint in zip(sourced, joints, strict=False):
        start = len(text) + len(joint)
        text += joint + each.text
        span = (start, len(text))
        for source in each.quotes:
            citations.append(_citation(source, len(citations) + 1, span, each.support))
            text += f" [{len(citations)}]" if source is each.quotes[0] else f"[{len(citations)}]"
    return text, tuple(citations)


def _citation(quote: Quote, number: int, span: tuple[int, int], support: float) -> Citation:
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
        support=support,
        digest=quote.article.digest,
    )


def quote_by_quote(complete: Answer) -> Iterator[Answer]:
    """Yield the answer up to each of its quotes, the last time complete."""
    for citation in complete.citations[:-1]:
        following = complete.citations[citation.number]
        if following.answer_end > citation.answer_end:
            yield _part(complete, citation.number, following.answer_start)
    yield complete


def _part(complete: Answer, number: int, end: int) -> Answer:
    """Return an answer up to its citation `number`, all of it final."""
    text = complete.text[:end].rstrip()
    return replace(
        complete,
        text=text,
        citations=complete.citations[:number],
        highlights=tuple(span for span in complete.highlights if span[1] <= len(text)),
        checked=len(text),
        notes=(),
    )
