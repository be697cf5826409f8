"""The conversation as HTML: answers with their marks in place, and what is told below them.

While nothing was asked yet it is a welcome: what is in here, and questions to start with.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.languagemodels import Offer
from assistant.schema import Answer, Citation, IndexInfo, Passage
from assistant.web.conversation import Conversation, Exchange
from assistant.web.markup import Html, Marked, Template, byline, long_date, number_of, with_marks

LEADS_IN_CHAT = 3
BYLINES_IN_CHAT = 3
LONGEST_TIP = 500  # characters
_FINISHED = 256  # exchanges whose HTML is remembered, of all conversations
_DAYS = ("since", "until", "as_of")
_WAYS = {"ollama": "Ollama", "openai": "OpenAI’s protocol", "gguf": "GGUF files"}
_NumberedCitation = tuple[int, Citation]


def conversation_html(conversation: Conversation) -> Html:
    """Return every exchange, oldest first; only the newest can be tried again."""
    return talk_html("conversation", conversation.exchanges, conversation.running)


def exchange_html(exchange: Exchange, newest: bool = True) -> Html:
    """Return one question with its answer, its problem, or the sign that one is being sought."""
    if exchange.state == "running":
        return talk_html("exchange", exchange, newest)
    return _finished_html(_Same(exchange), newest)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """An exchange as a key: known again when it is the very same, whatever it holds."""

    exchange: Exchange

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.exchange is self.exchange

    def __hash__(self) -> int:
        return id(self.exchange)


@functools.lru_cache(_FINISHED)
def _finished_html(same: _Same, newest: bool) -> Html:
    """Return an exchange that changes no more, and is shown again while the next one grows."""
    return talk_html("exchange", same.exchange, newest)


def answer_text_html(answer: Answer, exchange: int, final: bool = True) -> Html:
    """Return the answer's text with a link where each cited span ends.

    Marks are placed by the spans of the citations; a `[n]` that an article itself contains stays
    text. Until the answer is final, what lies beyond `checked` is set apart as provisional.
    """
    quoted = answer.answerer == "quotes"  # true to its articles, but about to be reworded
    spans = [Marked(start, end, "<strong>", "</strong>") for start, end in answer.highlights]
    if not final:
        opening = f'<span class="{"draft quoted" if quoted else "draft"}">'
        spans.append(Marked(answer.checked, len(answer.text), opening, "</span>"))
    parts, cursor = [], 0
    for end, group in _by_end(answer.citations):
        parts.append(with_marks(answer.text, spans, cursor, max(cursor, end)))
        links, cursor = _links(answer.text, max(cursor, end), group, exchange)
        parts.append(links)
    parts.append(with_marks(answer.text, spans, cursor))
    if not final and answer.checked < len(answer.text):
        told = "quotes, for now" if quoted else "not checked yet"
        parts.append(Html(f' <em class="draft-label">{told}</em>'))
    return Html("").join(parts)


def sources_told(citations: Sequence[Citation]) -> str:
    """Return how much is cited: `3 sources`, or `3 articles from 1 source` where they differ."""
    articles = len({citation.article_id for citation in citations})
    outlets = len({citation.source or citation.article_id for citation in citations})
    told = number_of(outlets, "source")
    return told if articles == outlets else f"{number_of(articles, 'article')} from {told}"


def welcome_html(
    info: IndexInfo, examples: Sequence[str], chosen: str, offers: Sequence[Offer]
) -> Html:
    """Return what an empty conversation shows; `chosen` is the language model that is on."""
    return _WELCOME("welcome", info, examples, chosen, offers)


def cannot_start_html(problem: str) -> Html:
    """Return what an empty conversation shows when there is nothing to ask yet, and what to do."""
    return _WELCOME("cannot_start", problem)


def holdings(info: IndexInfo) -> str:
    """Return what an index holds in one line: `12 articles from 5 sources, 2020 to 2024`."""
    parts = number_of(info.articles, "article")
    if info.sources:
        parts += f" from {number_of(len(info.sources), 'source')}"
    if info.first and info.last:
        parts += f", {long_date(info.first)} to {long_date(info.last)}"
    return parts


def _way(offer: Offer) -> str:
    return _WAYS[offer.extra]


def _toml(setting: str) -> str:
    return f"language_model = {json.dumps(setting, ensure_ascii=False)}"


def _status(exchange: Exchange) -> str:
    """Return what became of a question, as a class for its look."""
    if exchange.problem:
        return "failed"
    return exchange.answer.status.replace("_", "-") if exchange.answer else "pending"


def _searched_differently(exchange: Exchange) -> bool:
    searched = exchange.answer.question if exchange.answer else ""
    return bool(searched) and _folded(searched) != _folded(exchange.question)


def _folded(question: str) -> str:
    return " ".join(question.split()).casefold()


def _cited(citations: Sequence[Citation]) -> str:
    """Return who is cited, and from when, at a glance."""
    bylines = list(dict.fromkeys(byline(cited.source, cited.published) for cited in citations))
    more = len(bylines) - BYLINES_IN_CHAT
    return " · ".join(bylines[:BYLINES_IN_CHAT]) + (f" · and {more} more" if more > 0 else "")


def _ways_wider(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the limits to leave out so that more may be found, each with what its button says."""
    answer, limits = exchange.answer, exchange.limits
    if answer is None or answer.status != "not_found" or exchange.state != "done":
        return []
    ways = []
    names = [name for name in _DAYS if getattr(limits, name)]
    names += ["words"] if exchange.undated else []
    if names:
        again = f": “{exchange.undated}”" if exchange.undated else ""
        ways.append((" ".join(names), f"Ask again without the dates{again}"))
    if limits.sources:
        ways.append(("sources", "Ask again in all sources"))
    return ways


def _first_of_each(passages: Sequence[Passage]) -> list[tuple[int, Passage]]:
    """Return the best passage of the first few articles, each with its place among all."""
    best: dict[str, tuple[int, Passage]] = {}
    for index, passage in enumerate(passages):
        best.setdefault(passage.article_id, (index, passage))
    return list(best.values())[:LEADS_IN_CHAT]


def _confidence(confidence: float) -> tuple[str, str]:
    """Return a calibrated 0..1 confidence as a class for its look and words for its reader."""
    if confidence >= 0.8:
        return "firm", "Well supported"
    if confidence >= 0.5:
        return "fair", "Uncertain, check the sources"
    return "weak", "A guess, check the sources"


def _by_end(citations: Sequence[Citation]) -> Iterator[tuple[int, list[_NumberedCitation]]]:
    ordered = sorted(enumerate(citations), key=lambda each: (each[1].answer_end, each[0]))
    for end, group in itertools.groupby(ordered, key=lambda each: each[1].answer_end):
        yield end, list(group)


def _links(
    text: str, cursor: int, group: list[_NumberedCitation], exchange: int
) -> tuple[Html, int]:
    """Return the links of the citations that end here, and where the text goes on after `[n]`."""
    links, waiting = [], list(group)
    while waiting:
        index, citation, cursor = _next_written(text, cursor, waiting)
        quote, title = _clipped(citation.quote), _clipped(citation.title)
        links.append(talk_html("mark", citation, exchange, index, quote, title))
        waiting.remove((index, citation))
    return Html("").join(links), cursor


def _next_written(
    text: str, cursor: int, waiting: list[_NumberedCitation]
) -> tuple[int, Citation, int]:
    for index, citation in waiting:
        for written in (f" [{citation.number}]", f"[{citation.number}]"):
            if text.startswith(written, cursor):
                return index, citation, cursor + len(written)
    return (*waiting[0], cursor)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_TIP else f"{text[:LONGEST_TIP]}…"


talk_html = Template(
    "talk.html",
    exchange_html,
    answer_text_html,
    sources_told,
    _status,
    _searched_differently,
    _cited,
    _ways_wider,
    _first_of_each,
    _confidence,
)
"""What a macro of the conversation's template makes of values."""

_WELCOME = Template("welcome.html", holdings, _way, _toml)
