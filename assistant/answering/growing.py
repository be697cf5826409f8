"""A quoted answer as it is streamed: quote by quote, every one of them final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.schema import Answer


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
