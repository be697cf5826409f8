"""The panel beside the chat: the evidence of one answer, or one article with its quote marked."""

from __future__ import annotations

from assistant.schema import Answer, Article, Citation, Passage
from assistant.web.conversation import Exchange
from assistant.web.markup import Marked, byline, escaped, with_marks
from assistant.web.pointer import pointer
from assistant.web.stepping import steps_html
from assistant.web.timeline import timeline_html
from assistant.web.wholearticle import article_html, original_html

_QUOTE = ('<mark class="quote">', "</mark>")


def nothing_yet_html() -> str:
    """Return the panel before there is anything to show in it."""
    return _panel(
        "blank", "Sources", '<p class="aside">What an answer rests on will be listed here.</p>'
    )


def evidence_html(exchange: Exchange) -> str:
    """Return each citation of an answer with its passage and the quote marked, or the leads."""
    answer = exchange.answer
    if answer is None or not (answer.citations or answer.passages):
        return nothing_yet_html()
    if answer.citations:
        cards = [
            _citation_card(answer, citation, pointer("citation", exchange.number, index))
            for index, citation in enumerate(answer.citations)
        ]
        return _panel("list", "Sources", _cards(exchange, cards))
    if answer.status != "not_found":
        return nothing_yet_html()
    cards = [
        _lead_card(passage, pointer("lead", exchange.number, index))
        for index, passage in enumerate(answer.passages)
    ]
    warning = '<p class="aside">None of these answers the question; they come nearest.</p>'
    return _panel("list", "Nearest passages", warning + _cards(exchange, cards))


def cited_article_html(article: Article, exchange: Exchange, index: int) -> str:
    """Return a whole article with the quote of one citation marked, its siblings more faintly."""
    citations = exchange.answer.citations if exchange.answer else ()
    chosen = citations[index]
    siblings = [other for other in citations if other.article_id == article.id]
    title = [_quoted(other, chosen) for other in siblings if other.part == "title"]
    text = [_quoted(other, chosen) for other in siblings if other.part == "text"]
    changed = "" if quote_stands(article, chosen) else _changed_html(chosen)
    marks = (title, text) if not changed else ([], [])
    steps = steps_html("citation", exchange.number, index, len(citations))
    return article_html(article, _header(exchange, steps), changed, *marks)


def lead_article_html(article: Article, exchange: Exchange, index: int) -> str:
    """Return a whole article with one of the nearest passages marked."""
    passages = exchange.answer.passages if exchange.answer else ()
    passage = passages[index]
    mark = Marked(passage.start, passage.end, '<mark class="current near">', "</mark>")
    same = article.text[passage.start : passage.end] == passage.text
    steps = steps_html("lead", exchange.number, index, len(passages))
    return article_html(article, _header(exchange, steps), "", [], [mark] if same else [])


def quote_stands(article: Article, citation: Citation) -> bool:
    """Tell whether the article, as it is now, still says the quote at its place."""
    part = article.title if citation.part == "title" else article.text
    return part[citation.start : citation.end] == citation.quote


def gone_html(target: Citation | Passage) -> str:
    """Return the panel when an article is no longer there, with what it said."""
    said = target.quote if isinstance(target, Citation) else target.text
    by = escaped(byline(target.source, target.published))
    return _panel(
        "list",
        "Sources",
        '<p class="problem" role="alert">This article has been removed since.</p>'
        f'<div class="card"><h3 dir="auto">{escaped(target.title)}</h3><p class="byline">{by}</p>'
        f'<p class="aside">It said:</p><blockquote dir="auto">{escaped(said)}</blockquote></div>',
    )


def problem_html(problem: str) -> str:
    """Return the panel when an article cannot be shown, saying why."""
    return _panel("list", "Sources", f'<p class="problem" role="alert">{escaped(problem)}</p>')


def _panel(view: str, heading: str, inside: str) -> str:
    return (
        f'<section class="panel {view}" aria-label="{escaped(heading)}"><header>'
        f'<h2 tabindex="-1">{escaped(heading)}</h2>{_close_button()}</header>{inside}</section>'
    )


def _close_button() -> str:
    return '<button type="button" class="quiet close" aria-label="Back to the chat">Close</button>'


def _header(exchange: Exchange, steps: str) -> str:
    return (
        f'<button type="button" class="quiet evidence" data-exchange="{exchange.number}">'
        f"All sources</button>{steps}{_close_button()}"
    )


def _cards(exchange: Exchange, cards: list[str]) -> str:
    return (
        f'<p class="for-question" dir="auto">{escaped(exchange.question)}</p>'
        f'{timeline_html(exchange)}<ol class="cards">{"".join(cards)}</ol>'
    )


def _citation_card(answer: Answer, citation: Citation, link: str) -> str:
    badge = f'<span class="number">{citation.number}</span>'
    title = escaped(citation.title)
    if citation.part == "title":
        spans = [Marked(citation.start, citation.end, *_QUOTE)]
        title, passage = with_marks(citation.title, spans), ""
    else:
        passage = f'<blockquote dir="auto">{_in_context(answer, citation)}</blockquote>'
    return _card(badge, title, citation, passage, link)


def _lead_card(passage: Passage, link: str) -> str:
    text = f'<blockquote dir="auto">{escaped(passage.text)}</blockquote>'
    return _card("", escaped(passage.title), passage, text, link)


def _card(badge: str, title: str, about: Citation | Passage, passage: str, link: str) -> str:
    return (
        f'<li class="card"><h3 dir="auto">{badge}{title}</h3>'
        f'<p class="byline">{escaped(byline(about.source, about.published))}</p>{passage}'
        f'<p class="ways"><a class="open" {link}>Read in the article</a>'
        f"{original_html(about.url)}</p></li>"
    )


def _in_context(answer: Answer, citation: Citation) -> str:
    """Return the passage that was looked at around a quote, the quote marked."""
    for passage in answer.passages:
        holds = passage.start <= citation.start and citation.end <= passage.end
        if holds and passage.article_id == citation.article_id:
            start = citation.start - passage.start
            mark = Marked(start, start + len(citation.quote), *_QUOTE)
            return with_marks(passage.text, [mark])
    return f"{_QUOTE[0]}{escaped(citation.quote)}{_QUOTE[1]}"


def _quoted(citation: Citation, chosen: Citation) -> Marked:
    kind = "quote current" if citation is chosen else "quote"
    opening = f'<mark class="{kind}" data-number="{citation.number}">'
    return Marked(citation.start, citation.end, opening, "</mark>")


def _changed_html(citation: Citation) -> str:
    return (
        '<p class="problem" role="alert">The article has changed since this answer. '
        f"It said: “{escaped(citation.quote)}”</p>"
    )
