"""What filters let through, in whatever way an answer comes to its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question.outlets import source_key
from assistant.schema import ArticleHead, Filters
from assistant.store.records import day_bounds, day_number


def passes(head: ArticleHead, filters: Filters) -> bool:
    """Tell whether an article may be searched at all."""
    sources = {source_key(source) for source in filters.sources}
    if sources and source_key(head.source) not in sources:
        return False
    first, last = day_bounds(filters)
    dated = filters.since or filters.until
    return not dated or first <= day_number(head.published) <= last


def resolved(filters: Filters, sources: Sequence[str]) -> Filters:
    """Replace the sources of a filter by how the index spells them: "CNN" by "cnn.com"."""
    if not filters.sources:
        return filters
    wanted = {source_key(source) for source in filters.sources}
    known = {source for source in sources if source_key(source) in wanted}
    return replace(filters, sources=tuple(sorted(known)) or filters.sources)


def narrowed(filters: Filters, sources: Sequence[str]) -> Filters | None:
    """Return filters that let only these outlets through, or None where they let none of them."""
    allowed = {source_key(each) for each in filters.sources or sources}
    kept = tuple(each for each in sources if source_key(each) in allowed)
    return replace(filters, sources=kept) if kept else None
