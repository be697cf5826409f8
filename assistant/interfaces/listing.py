"""Which articles a program is shown when it lists them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.schema import ArticleHead, Filters


def listed_heads(heads: Iterable[ArticleHead], filters: Filters) -> list[ArticleHead]:
    """Return the articles that filters let through, the newest first, undated ones last."""
    kept = [head for head in heads if _passes(head, filters)]
    return sorted(kept, key=lambda head: head.published or date.min, reverse=True)


def _passes(head: ArticleHead, filters: Filters) -> bool:
    if filters.sources and head.source not in filters.sources:
        return False
    if not (filters.since or filters.until):
        return True
    first, last = filters.since or date.min, filters.until or date.max
    return head.published is not None and first <= head.published <= last
