"""Which articles are witnesses of their own: of another outlet, and no copies of one text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.question.outlets import site
from assistant.schema import Article

_RUN = 5  # words
_COPIED = 0.5  # share of the shorter article's runs of words that make it a copy


def independent(articles: Sequence[Article]) -> list[Article]:
    """Return one article of each source, and one of each text that several sources print."""
    kept: list[Article] = []
    for article in articles:
        if not any(_are_one_source(article, other) for other in kept):
            kept.append(article)
    return kept


def _are_one_source(one: Article, other: Article) -> bool:
    if one.source and site(one.source) == site(other.source):
        return True
    first, second = _runs(one.text), _runs(other.text)
    return len(first & second) >= _COPIED * min(len(first), len(second))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
