"""The conversation as HTML: questions, answers whose marks are links, notes, leads, problems."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from operator import itemgetter

from assistant.schema import Answer, Citation, Passage
from assistant.web.below import (
    actions_html,
    notes_html,
    rejected_html,
    suggestions_html,
    wider_html,
)
from assistant.web.conversation import Conversation, Exchange
from assistant.web.limits import chips_html
from assistant.web.markup import Marked, byline, escaped, with_marks
from assistant.web.pointer import pointer

LEADS_IN_CHAT = 3
BYLINES_IN_CHAT = 3
LONGEST_TIP = 500  # characters
_NumberedCitation = tuple[int, Citation]


def conversation_html(conversation: Conversation) -> str:
    """Return every exchange, oldest first; only the newest can be tried again."""
    last = conversation.last
    exchanges = "".join(
        exchange_html(exchange, newest=exchange is last) for exchange in conversation.exchanges
    )
    busy = ' aria-busy="true"' if conversation.running else ""
    return f'<div class="talk" role="log" aria-live="polite"{busy}>{exchanges}</div>'


def exchange_html(exchange: Exchange, newest: bool = True) -> str:
    """Return one question with its answer, its problem, or the sign that one is being sought."""
    return (
        f'<section class="exchange" id="exchange-{exchange.number}">'
        f'<h2 class="question" dir="auto">{escaped(exchange.question)}</h2>'
        f"{chips_html(exchange.limits, exchange.number)}"
        f'<div class="reply {_reply_kind(exchange)}">{_reply_html(exchange)}'
        f"{actions_html(exchange, newest)}"
        f"{suggestions_html(exchange) if newest else ''}</div></section>"
    )


def answer_text_html(answer: Answer, exchange: int, final: bool = True) -> str:
    """Return the answer's text with a link where each cited span ends.

    Marks are placed by the spans of the citations; a `[n]` that an article itself contains stays
    text. Until the answer is final, what lies beyond `checked` is set apart as provisional.
    """
    quoted = answer.answerer == "quotes"  # true to its articles, but about to be reworded
    spans = [Marked(start, end, "<strong>", "</strong>") for start, end in answer.highlights]
    if not final:
        kind = "draft quoted" if quoted else "draft"
        opening = f'<span class="{kind}">'
        provisional = Marked(answer.checked, len(answer.text), opening, "</span>")
        spans.append(provisional)
    parts, cursor = [], 0
    for end, group in _by_end(answer.citations):
        parts.append(with_marks(answer.text, spans, cursor, max(cursor, end)))
        links, cursor = _links(answer.text, max(cursor, end), group, exchange)
        parts.append(links)
    parts.append(with_marks(answer.text, spans, cursor))
    if not final and answer.checked < len(answer.text):
        told = "quotes, for now" if quoted else "not checked yet"
        parts.append(f' <em class="draft-label">{told}</em>')
    return "".join(parts)


def _reply_kind(exchange: Exchange) -> str:
    if exchange.problem:
        return f"failed {exchange.state}"
    status = exchange.answer.status.replace("_", "-") if exchange.answer else "pending"
    return f"{status} {exchange.state}"


def _reply_html(exchange: Exchange) -> str:
    if exchange.problem:
        return f'<p class="problem" role="alert">{escaped(exchange.problem)}</p>'
    stopped = '<p class="aside">Stopped.</p>' if exchange.state == "stopped" else ""
    if exchange.answer is None:
        return stopped or '<p class="aside searching">Searching the articles</p>'
    return _searched_html(exchange) + _answer_html(exchange.answer, exchange) + stopped


def _searched_html(exchange: Exchange) -> str:
    searched = exchange.answer.question if exchange.answer else ""
    if not searched or _folded(searched) == _folded(exchange.question):
        return ""
    return f'<p class="aside searched" dir="auto">Searched for: {escaped(searched)}</p>'


def _folded(question: str) -> str:
    return " ".join(question.split()).casefold()


def _answer_html(answer: Answer, exchange: Exchange) -> str:
    final = exchange.state != "running"
    text = answer_text_html(answer, exchange.number, final)
    leads = _leads_html(answer.passages, exchange.number) if _has_leads(exchange) else ""
    who = _cited_html(answer.citations) if final else ""
    beside = notes_html(answer.notes) + rejected_html(answer.rejected)
    wider = wider_html(exchange)
    return f'<p class="answer" dir="auto">{text}</p>{who}{beside}{wider}{leads}'


def _cited_html(citations: Sequence[Citation]) -> str:
    """Return who is cited, and from when, at a glance."""
    bylines = list(dict.fromkeys(byline(cited.source, cited.published) for cited in citations))
    if not bylines:
        return ""
    more = len(bylines) - BYLINES_IN_CHAT
    told = " · ".join(bylines[:BYLINES_IN_CHAT]) + (f" · and {more} more" if more > 0 else "")
    return f'<p class="byline cited">{escaped(told)}</p>'


def _has_leads(exchange: Exchange) -> bool:
    answer = exchange.answer
    return answer is not None and answer.status == "not_found" and exchange.state == "done"


def _leads_html(passages: Sequence[Passage], exchange: int) -> str:
    if not passages:
        return ""
    leads = "".join(
        f'<li><a class="lead" {pointer("lead", exchange, index)}>'
        f'<span class="lead-title" dir="auto">{escaped(passage.title)}</span> '
        f'<span class="byline">{escaped(byline(passage.source, passage.published))}</span></a></li>'
        for index, passage in _first_of_each(passages)[:LEADS_IN_CHAT]
    )
    heading = '<p class="aside">The nearest passages, for what they are worth:</p>'
    return f'{heading}<ul class="leads">{leads}</ul>'


def _first_of_each(passages: Sequence[Passage]) -> list[tuple[int, Passage]]:
    """Return the best passage of every article, with its place among all."""
    best: dict[str, tuple[int, Passage]] = {}
    for index, passage in enumerate(passages):
        best.setdefault(passage.article_id, (index, passage))
    return list(best.values())


def _by_end(citations: Sequence[Citation]) -> Iterator[tuple[int, list[_NumberedCitation]]]:
    ordered = sorted(
        ((citation.answer_end, index, citation) for index, citation in enumerate(citations)),
        key=itemgetter(0, 1),
    )
    for end, group in itertools.groupby(ordered, key=itemgetter(0)):
        yield end, [(index, citation) for _, index, citation in group]


def _links(
    text: str, cursor: int, group: list[_NumberedCitation], exchange: int
) -> tuple[str, int]:
    """Return the links of the citations that end here, and where the text goes on after `[n]`."""
    links, waiting = [], list(group)
    while waiting:
        index, citation, cursor = _next_written(text, cursor, waiting)
        links.append(_link(index, citation, exchange))
        waiting.remove((index, citation))
    return "".join(links), cursor


def _next_written(
    text: str, cursor: int, waiting: list[_NumberedCitation]
) -> tuple[int, Citation, int]:
    for index, citation in waiting:
        for written in (f" [{citation.number}]", f"[{citation.number}]"):
            if text.startswith(written, cursor):
                return index, citation, cursor + len(written)
    return (*waiting[0], cursor)


def _link(index: int, citation: Citation, exchange: int) -> str:
    who = byline(citation.source, citation.published)
    # The brackets are there for copying and for screen readers; the style sheet hides them.
    # The word joiner keeps a mark on the line of the sentence that it belongs to.
    return (
        f'\u2060<a class="mark" {pointer("citation", exchange, index)} '
        f'data-tip="{escaped(f"“{_clipped(citation.quote)}”")}" '
        f'data-tip-by="{escaped(f"{_clipped(citation.title)} — {who}")}" '
        f'aria-label="{escaped(f"Source {citation.number}, {who}")}">'
        f"<i>[</i>{citation.number}<i>]</i></a>"
    )


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_TIP else f"{text[:LONGEST_TIP]}…"
