"""Articles that are no witnesses of their own: older versions, copies, others of one outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from assistant.question.outlets import site
from assistant.schema import Article, Passage
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems

_RUN = 5  # words
# Of 1,962 articles of two outlets (realtimeqa_2022) 19 pairs of one outlet and month share so much
# text; two of these share the headline as well, and each of the two is one story in two versions.
_SHARED = 0.6  # share of the shorter text's runs of words, and of the shorter headline's words
_COPIED = 0.5  # the same of texts of two outlets
_WITHIN = 31  # days
_CORRECTED = re.compile(r"\b(?:correct(?:ion|ed)|clarifi(?:cation|ed)|updated?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Superseded:
    """An article, and the later version (or copy) of it that takes its place."""

    article: Article
    by: Article

    @property
    def differs(self) -> bool:
        """Tell whether the later version says anything else."""
        return self.article.text != self.by.text

    @property
    def corrected(self) -> bool:
        """Tell whether the later version says that it was corrected, and this one does not."""
        return bool(_CORRECTED.search(self.by.text)) and not _CORRECTED.search(self.article.text)


def superseded(snapshot: Snapshot, passages: Iterable[Passage]) -> tuple[Superseded, ...]:
    """Return which articles of some passages are older versions of others of them."""
    firsts = {each.article_id: each for each in passages}
    gone: dict[str, Superseded] = {}
    for one, other in _namesakes(list(firsts.values())):
        pair = [snapshot.article(key).article for key in sorted((one, other), reverse=True)]
        if _share(*(_runs(each.text) for each in pair)) >= _SHARED:
            old, new = sorted(pair, key=_version)
            gone[old.id] = Superseded(old, new)
    return tuple(gone.values())


def _namesakes(firsts: list[Passage]) -> Iterator[tuple[str, str]]:
    """Yield pairs of articles of one outlet and time whose headlines are alike."""
    titles = {each.article_id: frozenset(content_stems(each.title)) for each in firsts}
    for one, other in combinations(firsts, 2):
        alike = _share(titles[one.article_id], titles[other.article_id]) >= _SHARED
        near = alike and _is_near(one.published, other.published)
        if near and site(one.source) == site(other.source):
            yield one.article_id, other.article_id


def _version(article: Article) -> tuple[date, bool]:
    """Order versions of an article: by day; what says that it was corrected is the later."""
    return article.published or date.min, bool(_CORRECTED.search(article.text))


def _is_near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _WITHIN


def _share(one: Set[object], other: Set[object]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _runs(text: str) -> frozenset[object]:
    words = text.lower().split()
    return frozenset(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


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
    return _share(_runs(one.text), _runs(other.text)) >= _COPIED
