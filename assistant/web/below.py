"""What stands below an answer: notes, refused sentences, how sure it is, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Answer, Citation, Note, Rejected
from assistant.web.conversation import Exchange
from assistant.web.history import link_button
from assistant.web.markup import escaped

_DAYS = ("since", "until", "as_of")


def notes_html(notes: Sequence[Note]) -> str:
    """Return the remarks beside an answer, each with the sign of its kind."""
    listed = "".join(
        f'<li class="note {escaped(note.kind)}">{escaped(note.text)}</li>' for note in notes
    )
    return f'<ul class="notes" aria-label="Notes" dir="auto">{listed}</ul>' if listed else ""


def rejected_html(rejected: Sequence[Rejected]) -> str:
    """Return the sentences that verification refused and why, folded up."""
    if not rejected:
        return ""
    listed = "".join(
        f'<li><q dir="auto">{escaped(each.text)}</q> <span dir="auto">{escaped(each.reason)}</span>'
        "</li>"
        for each in rejected
    )
    count = counted(len(rejected), "sentence")
    was = "was" if len(rejected) == 1 else "were"
    return (
        f'<details class="rejected" data-fold="rejected"><summary>{count} {was} left out: nothing '
        f"in the articles bears {'it' if len(rejected) == 1 else 'them'} out</summary>"
        f"<ul>{listed}</ul></details>"
    )


def wider_html(exchange: Exchange) -> str:
    """Return buttons that ask what was not found again, without what may have kept it away."""
    answer = exchange.answer
    if answer is None or answer.status != "not_found" or exchange.state != "done":
        return ""
    limits = exchange.limits
    names = [name for name in _DAYS if getattr(limits, name)]
    names += ["words"] if exchange.undated else []
    buttons = ""
    if names:
        again = f": “{exchange.undated}”" if exchange.undated else ""
        buttons = _without(exchange, names, f"Ask again without the dates{again}")
    if limits.sources:
        buttons += _without(exchange, ["sources"], "Ask again in all sources")
    return f'<p class="wider">{buttons}</p>' if buttons else ""


def actions_html(exchange: Exchange, newest: bool) -> str:
    """Return how sure an answer is and what can be done with it."""
    if exchange.state == "running":
        return ""
    retry = (
        f'<button type="button" class="quiet again" data-exchange="{exchange.number}">'
        "Try again</button>"
    )
    return (
        f'<div class="actions">{_support_html(exchange)}{link_button(exchange)}'
        f"{retry if newest else ''}</div>"
    )


def suggestions_html(exchange: Exchange) -> str:
    """Return questions to go on with, ready to be asked."""
    buttons = "".join(
        f'<li><button type="button" class="example next" data-question="{escaped(question)}" '
        f'dir="auto">{escaped(question)}</button></li>'
        for question in exchange.suggestions
    )
    if not buttons or exchange.state == "running":
        return ""
    return (
        '<div class="further"><p class="aside">The same articles also answer</p>'
        f'<ul aria-label="Suggested questions">{buttons}</ul></div>'
    )


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `2,000 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def sources_told(citations: Sequence[Citation]) -> str:
    """Return how much is cited: `3 sources`, or `3 articles from 1 source` where they differ."""
    articles = len({citation.article_id for citation in citations})
    outlets = len({citation.source or citation.article_id for citation in citations})
    told = counted(outlets, "source")
    return told if articles == outlets else f"{counted(articles, 'article')} from {told}"


def _without(exchange: Exchange, names: Sequence[str], words: str) -> str:
    return (
        f'<button type="button" class="quiet widen" data-without="{" ".join(names)}" '
        f'data-exchange="{exchange.number}" dir="auto">{escaped(words)}</button>'
    )


def _support_html(exchange: Exchange) -> str:
    answer = exchange.answer
    if answer is None or exchange.problem:
        return ""
    number = f'data-exchange="{exchange.number}"'
    if answer.status == "not_found":
        if not answer.passages:
            return ""
        return f'<button type="button" class="quiet evidence" {number}>Nearest passages</button>'
    if not answer.citations:
        return ""
    kind, words = _confidence(answer.confidence)
    told = sources_told(answer.citations)
    return (
        f'<span class="confidence {kind}" title="Confidence {answer.confidence:.0%}">{words}</span>'
        f'<button type="button" class="quiet evidence" {number}>{told}</button>{_copy(answer)}'
    )


def _copy(answer: Answer) -> str:
    return (
        f'<button type="button" class="quiet copy" data-copy="{escaped(answer.to_markdown())}">'
        'Copy with sources</button><span class="copied" role="status"></span>'
    )


def _confidence(confidence: float) -> tuple[str, str]:
    """Return a calibrated 0..1 confidence as a class for its look and words for its reader."""
    if confidence >= 0.8:
        return "firm", "Well supported"
    if confidence >= 0.5:
        return "fair", "Uncertain, check the sources"
    return "weak", "A guess, check the sources"
