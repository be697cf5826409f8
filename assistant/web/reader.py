"""The panel beside the chat: the evidence of one answer, or one article with its quote marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.schema import Answer, Article, Citation, Passage
from assistant.web.conversation import Exchange
from assistant.web.markup import NOTHING, Html, Marked, Template, escaped, with_marks

_WIDTH, _LANE, _AXIS, _MARGIN = 400, 22, 64, 20  # of the line of time, in units of its drawing
_TOUCHING = 17 / _WIDTH  # the share of the line within which two dots would touch
_MOST = 40  # dots
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a reader can point at: a citation or a lead (a nearest passage) of one exchange."""

    kind: Literal["citation", "lead"]
    exchange: int
    index: int

    @classmethod
    def read(cls, data: object) -> Pointer | None:
        """Return the pointer that a browser sent, or None when it sent anything else."""
        if not isinstance(data, dict):
            return None
        kind, exchange, index = (data.get(name) for name in ("kind", "exchange", "index"))
        if kind not in ("citation", "lead"):
            return None
        if not isinstance(exchange, int) or not isinstance(index, int) or index < 0:
            return None
        return cls(kind, exchange, index)


def nothing_yet_html() -> Html:
    """Return the panel before there is anything to show in it."""
    return panel_html("blank")


def evidence_html(exchange: Exchange) -> Html:
    """Return each cited article with its quotes marked in their paragraphs, or the leads."""
    answer = exchange.answer
    if answer and (answer.citations or (answer.passages and answer.status == "not_found")):
        return panel_html("evidence", exchange, answer)
    return nothing_yet_html()


def cited_article_html(article: Article, exchange: Exchange, index: int) -> Html:
    """Return a whole article with the quote of one citation marked, its siblings more faintly."""
    citations = exchange.answer.citations if exchange.answer else ()
    chosen = citations[index]
    header = panel_html("header", "citation", exchange.number, index, len(citations))
    if not quote_stands(article, chosen):
        return article_html(article, header, panel_html("changed", chosen))
    marks: dict[str, list[Marked]] = {"title": [], "text": []}
    for other in citations:
        if other.article_id == article.id:
            kind = "quote current" if other is chosen else "quote"
            opening = f'<mark class="{kind}" data-number="{other.number}">'
            marks[other.part].append(Marked(other.start, other.end, opening, "</mark>"))
    return article_html(article, header, NOTHING, marks["title"], marks["text"])


def lead_article_html(article: Article, exchange: Exchange, index: int) -> Html:
    """Return a whole article with one of the nearest passages marked."""
    answer = exchange.answer
    passages = answer.passages if answer else ()
    passage = passages[index]
    mark = Marked(passage.start, passage.end, '<mark class="current near">', "</mark>")
    same = article.text[passage.start : passage.end] == passage.text
    # Beside evidence there is nothing to step through: it is no part of what was answered.
    beside = bool(answer and answer.citations)
    count = 0 if beside else len(passages)
    header = panel_html("header", "lead", exchange.number, index, count)
    remark = panel_html("beside") if beside else NOTHING
    return article_html(article, header, remark, [], [mark] if same else [])


def article_html(
    article: Article,
    header: Html,
    remark: Html = NOTHING,
    title: Sequence[Marked] = (),
    text: Sequence[Marked] = (),
) -> Html:
    """Return an article below a header, with a remark above its text and marks in it."""
    paragraphs = [
        with_marks(article.text, text, line.start(), line.end())
        for line in _PARAGRAPH.finditer(article.text)
        if line.group().strip()
    ]
    marked = with_marks(article.title, title)
    return panel_html("article", article, header, remark, marked, paragraphs)


def quote_stands(article: Article, citation: Citation) -> bool:
    """Tell whether the article, as it is now, still says the quote at its place."""
    part = article.title if citation.part == "title" else article.text
    return part[citation.start : citation.end] == citation.quote


def gone_html(target: Citation | Passage) -> Html:
    """Return the panel when an article is no longer there, with what it said."""
    said = target.quote if isinstance(target, Citation) else target.text
    return panel_html("gone", target, said)


def unreadable_html(problem: str) -> Html:
    """Return the panel when an article cannot be shown, saying why."""
    return panel_html("trouble", problem)


@dataclass(frozen=True, slots=True)
class _Dot:
    """One dated article on the line of time, and the citation or lead that opens it."""

    published: date
    kind: str
    index: int
    about: Citation | Passage


def timeline_html(exchange: Exchange) -> Html:
    """Return the line of time, or nothing where fewer than two articles have a date."""
    dots = _dots(exchange.answer) if exchange.answer else []
    if len(dots) < 2:
        return NOTHING
    # Numbers of days: a date has no room before the year 1 and after 9999.
    days = [dot.published.toordinal() for dot in dots]
    room = max(2, (days[-1] - days[0]) // 8)
    shares = [(day - days[0] + room) / (days[-1] - days[0] + 2 * room) for day in days]
    lanes = _lanes(shares)
    height = _AXIS + _LANE * (max(lanes) + 1)
    across = [round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1) for share in shares]
    up = [height - _AXIS + _LANE // 2 - _LANE * lane for lane in lanes]
    ends = {dots[0].published: across[0], dots[-1].published: across[-1]}
    ticks = [(x, f"{day.day} {day:%b} {day.year}") for day, x in ends.items()]
    placed = list(zip(dots, across, up, strict=True))
    return panel_html("timeline", placed, ticks, height, exchange.number)


def _dots(answer: Answer) -> list[_Dot]:
    """Return each dated article once, a cited one by its first citation, oldest first."""
    found: dict[str, _Dot] = {}
    kinds: tuple[tuple[str, Sequence[Citation | Passage]], ...] = (
        ("citation", answer.citations),
        ("lead", answer.passages),
    )
    for kind, evidence in kinds:
        for index, about in enumerate(evidence):
            if about.published and len(found) < _MOST:
                found.setdefault(about.article_id, _Dot(about.published, kind, index, about))
    return sorted(found.values(), key=lambda dot: (dot.published, dot.about.article_id))


def _lanes(shares: Sequence[float]) -> list[int]:
    """Return the lowest lane for each dot in which none before it is touched."""
    ends: list[float] = []
    lanes = []
    for share in shares:
        lane = next((n for n, end in enumerate(ends) if share - end > _TOUCHING), len(ends))
        ends[lane : lane + 1] = [share]
        lanes.append(lane)
    return lanes


@dataclass(frozen=True, slots=True)
class _Card:
    """One article of the evidence: where it opens, its headline, and what of it is shown."""

    about: Citation | Passage
    index: int
    title: Html
    texts: Sequence[Html]
    numbers: Sequence[int] = ()
    pages: Sequence[int] = ()


def _cards(answer: Answer) -> list[_Card]:
    """Return a card for each cited article, or for each article that comes nearest."""
    found: dict[str, list[tuple[int, Citation]]] = {}
    for index, cited in enumerate(answer.citations):
        found.setdefault(cited.article_id, []).append((index, cited))
    if found:
        return [_cited_card(answer, group) for group in found.values()]
    nearest: dict[str, _Card] = {}
    for index, passage in enumerate(answer.passages):
        card = _Card(passage, index, escaped(passage.title), [escaped(passage.text)])
        nearest.setdefault(passage.article_id, card)
    return list(nearest.values())


def _cited_card(answer: Answer, group: Sequence[tuple[int, Citation]]) -> _Card:
    cited = [each for _, each in group]
    quoted = [_quote(each.start, each.end) for each in cited if each.part == "title"]
    title = with_marks(cited[0].title, quoted)
    texts = _in_context(answer, [each for each in cited if each.part == "text"])
    pages = sorted({each.page for each in cited if each.page})
    return _Card(cited[0], group[0][0], title, texts, [each.number for each in cited], pages)


def _in_context(answer: Answer, cited: Sequence[Citation]) -> list[Html]:
    """Return the paragraphs that were looked at around quotes of one article, these marked."""
    texts, waiting = [], list(cited)
    for passage in answer.passages:
        inside = [each for each in waiting if _holds(passage, each)]
        waiting = [each for each in waiting if each not in inside]
        spans = [(each.start - passage.start, each.end - passage.start) for each in inside]
        for line in _PARAGRAPH.finditer(passage.text):
            if any(start < line.end() and line.start() < end for start, end in spans):
                marks = [_quote(start, end) for start, end in spans]
                texts.append(with_marks(passage.text, marks, line.start(), line.end()))
    alone = [with_marks(each.quote, [_quote(0, len(each.quote))]) for each in waiting]
    return [*texts, *alone]


def _holds(passage: Passage, cited: Citation) -> bool:
    within = passage.start <= cited.start and cited.end <= passage.end
    return within and passage.article_id == cited.article_id


def _quote(start: int, end: int) -> Marked:
    return Marked(start, end, '<mark class="quote">', "</mark>")


panel_html = Template("panel.html", timeline_html, _cards)
"""What a macro of the panel's template makes of values."""
