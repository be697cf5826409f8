"""Days that a page states for machines, and the only one that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.corpus.byline import is_dated, is_link, story_lines
from assistant.corpus.dates import Order, bare_day, parse_date
from assistant.corpus.elements import Element, text_of
from assistant.corpus.structured import Node, Structured, as_line

_DAYS = (
    *("article:published_time", "og:article:published_time", "datepublished", "date_published"),
    *("article:published", "article.published", "published_time", "publication_date"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date"),
    *("publish_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("dcterms.date", "cxenseparse:recs:publishtime", "article_date_original", "date"),
)
_CHANGES = ("article:modified_time", "og:updated_time", "last-modified")
_MODIFIED = re.compile(r"(?:schema:)?dateModified")
_PUBLISHED = re.compile(r"(?:schema:)?datePublished")
_CREATED = re.compile(r"(?:schema:)?dateCreated")
_BAR = re.compile(r"\s[|·•]\s")
_FEW = 3  # words beside a day: "Veröffentlicht am", "Skerry, den"


def machine_days(tree: Element, stated: Structured, article: Node) -> Iterator[str]:
    """Yield what a page states for machines."""
    yield as_line(article.get("datePublished"))
    yield from (stated.metas.get(name, "") for name in _DAYS)
    yield from _marked(tree, _PUBLISHED)


def changed_days(tree: Element, stated: Structured, article: Node) -> Iterator[str]:
    """Yield the days of change that a page states."""
    yield as_line(article.get("dateModified"))
    yield from (stated.metas.get(name, "") for name in _CHANGES)
    yield from _marked(tree, _MODIFIED)


def only_day(tree: Element, order: Order = "") -> str:
    """Return the only day that a page calls one of a story, shows on a line, or was made on."""
    whole = story_lines(tree)
    lines = [line._replace(text=part) for line in whole for part in _parts(line.text)]
    days = [bare_day(line.text.partition("©")[0], order, _FEW) for line in lines]
    dated = [day for day, line in zip(days, lines, strict=True) if is_dated(line)]
    shown = [day for day, line in zip(days, lines, strict=True) if not is_link(line)]
    made = [parse_date(each) for each in _marked(tree, _CREATED)]
    return next(filter(None, map(_only, (dated, shown, made))), "")


def _parts(line: str) -> list[str]:
    return [part.strip() for part in _BAR.split(line)]


def are_neighbours(one: date | None, other: date | None) -> bool:
    """Tell whether two days follow one another."""
    return one is not None and other is not None and abs((one - other).days) == 1


def _marked(tree: Element, mark: re.Pattern[str]) -> Iterator[str]:
    for each in tree.iter():
        named = each.get("itemprop") or each.get("property") or ""
        if mark.fullmatch(named) or (mark is _PUBLISHED and each.get("pubdate") is not None):
            yield each.get("datetime") or each.get("content") or text_of(each)


def _only(days: Iterable[date | None]) -> str:
    """Return the only day there is; of several none, as they date several stories."""
    found = {day for day in days if day}
    return str(found.pop()) if len(found) == 1 else ""
