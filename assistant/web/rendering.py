"""The conversation as HTML: questions, their answers, and what is told below them.

While nothing was asked yet it is a welcome: what is in here, and questions to start with.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.languagemodels import Offer
from assistant.schema import Citation, IndexInfo, Passage
from assistant.web.conversation import Conversation, Exchange
from assistant.web.marks import answer_text_html
from assistant.web.markup import NOTHING, Html, Template, long_date, number_of

LEADS_IN_CHAT = 3
_FINISHED = 256  # exchanges whose HTML is remembered, of all conversations
_DAYS = ("since", "until", "as_of")
_SIGNS = (
    ("differ", "the articles differ"),
    ("sources", "independent sources agree"),
    ("dates", "the time that was read from the question"),
    ("missing", "what the articles lack"),
    ("spelling", "another spelling was searched for"),
    ("model", "about the language model"),
)
"""The kinds of notes that have a sign of their own, and what it says."""
_WAYS = {"ollama": "Ollama", "openai": "OpenAI’s protocol", "gguf": "GGUF files"}


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


def sources_told(citations: Sequence[Citation]) -> str:
    """Return how much is cited: `3 sources`, or `3 articles from 1 source` where they differ."""
    articles = len({citation.article_id for citation in citations})
    outlets = len({citation.source or citation.article_id for citation in citations})
    told = number_of(outlets, "source")
    return told if articles == outlets else f"{number_of(articles, 'article')} from {told}"


def welcome_html(
    info: IndexInfo,
    examples: Sequence[str],
    chosen: str,
    offers: Sequence[Offer],
    picture: Html = NOTHING,
) -> Html:
    """Return what an empty conversation shows; `chosen` is the language model that is on."""
    return _WELCOME("welcome", info, picture, examples, chosen, offers)


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


def _may_differ(exchange: Exchange) -> bool:
    """Tell whether the same question may be answered otherwise: quotes are always the same."""
    worded = exchange.answer is not None and exchange.answer.answerer != "quotes"
    return bool(exchange.problem) or exchange.state == "stopped" or worded


def _signs() -> tuple[tuple[str, str], ...]:
    return _SIGNS


def _searched_differently(exchange: Exchange) -> bool:
    searched = exchange.answer.question if exchange.answer else ""
    return bool(searched) and _folded(searched) != _folded(exchange.question)


def _folded(question: str) -> str:
    return " ".join(question.split()).casefold()


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


talk_html = Template(
    "talk.html",
    exchange_html,
    answer_text_html,
    sources_told,
    _may_differ,
    _signs,
    _status,
    _searched_differently,
    _ways_wider,
    _first_of_each,
    _confidence,
)
"""What a macro of the conversation's template makes of values."""

_WELCOME = Template("welcome.html", holdings, _way, _toml)
