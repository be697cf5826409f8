"""What is said about the day that a question's time words are counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.question.query import Query
from assistant.question.timewords import read_time
from assistant.schema import ArticleHead, Note
from assistant.text.dates import spoken_day

_ANOTHER_DAY = date(2100, 1, 1)


def as_of_notes(query: Query, heads: Sequence[ArticleHead]) -> Iterator[Note]:
    """Yield a note of the as-of date where the asker gave one, or time words were read by it."""
    day = spoken_day(query.as_of)
    if query.dated:
        yield Note(kind="as_of", text=f"As of {day}.")
    elif query.recent or _is_relative(query):
        newest = any(head.published == query.as_of for head in heads)
        what = "the day of the newest article" if newest else "today"
        yield Note(kind="as_of", text=f"Time is read as of {day}, {what}.")


def _is_relative(query: Query) -> bool:
    """Tell "last month" and "in June" from "in June 2022": asked another day, they mean another."""
    return query.period != read_time(query.text, _ANOTHER_DAY).date_range
