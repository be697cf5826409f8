"""From one citation or lead of an answer to the next, across its articles."""

from __future__ import annotations

from assistant.web.pointer import pointer

_NOUNS = {"citation": "citation", "lead": "passage"}


def steps_html(kind: str, exchange: int, index: int, count: int) -> str:
    """Return links to the one before and the one after, and where the reader is among them."""
    if count < 2:
        return ""
    noun = _NOUNS[kind]
    where = f"{index + 1} of {count}"
    return (
        f'<nav class="steps" aria-label="Other {noun}s">'
        f"{_step('previous', noun, where, kind, exchange, index - 1, count)}"
        f'<span class="where">{where}</span>'
        f"{_step('next', noun, where, kind, exchange, index + 1, count)}</nav>"
    )


def _step(way: str, noun: str, where: str, kind: str, exchange: int, index: int, count: int) -> str:
    """Return one link; it leads round from the last to the first, so that it is always there."""
    sign = "‹" if way == "previous" else "›"
    return (
        f'<a class="step {way}" {pointer(kind, exchange, index % count)} '
        f'aria-label="{way.capitalize()} {noun}, this is {where}">{sign}</a>'
    )
