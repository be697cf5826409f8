"""From chosen sentences to an answer's text with marks, and citations with exact spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.schema import Answer, Citation
from assistant.store.records import StoredArticle
from assistant.text.dates import spoken_day, told_day


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
    """A sentence of an answer with the quotes that support it, best first, and how far (0..1).

    `closing` is what follows its mark.
    """

    text: str
    quotes: tuple[Quote, ...]
    support: float = 1.0
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A quote between words of our own, a day say; with `bullet`, one of a list."""

    quote: Quote
    opening: str = ""
    bullet: bool = False
    closing: str = ""

    def joint(self, before: Line) -> str:
        """Return what parts it from the line before: nothing but a space in the same article."""
        if self.bullet:
            return "\n"
        return " " if self.quote.place[0] == before.quote.place[0] else "\n\n"


def compose(quotes: Sequence[Quote]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text "quote [1] quote [2]" and its citations; another article, another line."""
    return compose_lines([Line(quote) for quote in quotes])


def compose_lines(lines: Sequence[Line], opening: str = "") -> tuple[str, tuple[Citation, ...]]:
    """Return the text of lines, after a first line of our own, and its citations.

    A day that a quote tells by its weekday alone stands in brackets behind the mark.
    """
    sourced = [
        Sourced(
            each.quote.text,
            (each.quote, *each.quote.also),
            closing=each.closing or ("" if each.opening else _day(each.quote)),
        )
        for each in lines
    ]
    joints = [f"{opening}\n\n" if opening else ""]
    joints += [other.joint(one) for one, other in pairwise(lines)]
    starts = [f"- {each.opening}" if each.bullet else each.opening for each in lines]
    return _marked(sourced, [joint + start for joint, start in zip(joints, starts, strict=False)])


def compose_sourced(sourced: Sequence[Sourced]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text "sentence [1][2] sentence [3]" and its citations."""
    return _marked(sourced, ["", *[" "] * (len(sourced) - 1)])


def compose_list(
    opening: str, items: Sequence[tuple[Quote, str]]
) -> tuple[str, tuple[Citation, ...]]:
    """Return the opening and a bullet "- quote [1] (by whom)" for each, and the citations."""
    lines = [Line(quote, bullet=True, closing=byline) for quote, byline in items]
    return compose_lines(lines, opening)


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
        text += each.closing
    return text, tuple(citations)


def _day(quote: Quote) -> str:
    """Return " (Friday, 8 March 2024)" for a quote of that week which says "on Friday"."""
    published = quote.article.article.published
    told = told_day(quote.text, published) if published else None
    return f" ({told[0]}, {spoken_day(told[1])})" if told else ""


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
        page=article.page_at(quote.start) if quote.part == "text" else None,
    )


def quote_by_quote(complete: Answer) -> Iterator[Answer]:
    """Yield the answer up to each of its quotes, the last time complete."""
    for citation in complete.citations[:-1]:
        following = complete.citations[citation.number]
        if following.answer_end > citation.answer_end:
            yield _part(complete, citation.number, following.answer_start)
    yield complete


def _part(complete: Answer, number: int, end: int) -> Answer:
    """Return an answer up to its citation `number`, all of it final.

    What opens the next line ("- 5 February 2024: ") comes with its quote.
    """
    mark = complete.text.rindex("]", 0, end) + 1
    text = complete.text[:mark] + complete.text[mark:end].partition("\n")[0].rstrip()
    return replace(
        complete,
        text=text,
        citations=complete.citations[:number],
        highlights=tuple(span for span in complete.highlights if span[1] <= len(text)),
        items=tuple(each for each in complete.items if max(each.citations) <= number),
        checked=len(text),
        notes=(),
    )
