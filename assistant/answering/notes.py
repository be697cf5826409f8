"""Remarks on how a question was read: what was mended in it, and which time it asks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.question.query import Query
from assistant.schema import ArticleHead, Note
from assistant.text.dates import spoken_day


def reading_notes(query: Query, heads: Sequence[ArticleHead]) -> Iterator[Note]:
    """Yield a note of each way in which a question was not simply taken by its words."""
    if query.corrections:
        changes = ", ".join(f"“{meant}” instead of “{typed}”" for typed, meant in query.corrections)
        yield Note(kind="spelling", text=f"Searched for {changes}.")
    if query.period_words:
        yield Note(kind="dates", text=f"Read as asking about the time {query.period_words}.")
    yield from _as_of_notes(query, heads)
    undated = sum(head.published is None for head in heads)
    if undated and (query.filters.since or query.filters.until):
        noun = "article was" if undated == 1 else "articles were"
        yield Note(kind="undated", text=f"{undated} undated {noun} left out by the date filter.")


def _as_of_notes(query: Query, heads: Sequence[ArticleHead]) -> Iterator[Note]:
    """Yield a note of the as-of date where the asker gave one, or time words were read by it."""
    day = spoken_day(query.as_of)
    if query.dated:
        yield Note(kind="as_of", text=f"As of {day}.")
    elif query.recent or query.relative:
        newest = any(head.published == query.as_of for head in heads)
        what = "the day of the newest article" if newest else "today"
        yield Note(kind="as_of", text=f"Time is read as of {day}, {what}.")
