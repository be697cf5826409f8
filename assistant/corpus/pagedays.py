"""Days that a page states for machines, and the only one that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.corpus.byline import is_apart
from assistant.corpus.dates import Order, parse_date
from assistant.corpus.elements import Element, VisibleLine, lines_of, text_of
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
_TOP = 2  # lines of a page, where its clock stands
_LONGEST = 8  # words of a line that tells a day


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
    """Return the only day that short lines of a page tell, or when the page was made."""
    shown = _only([line.text for line in [*lines_of(tree)][_TOP:] if _may_tell(line)], order)
    return shown or _only([*_marked(tree, _CREATED)], order)


def are_neighbours(one: date | None, other: date | None) -> bool:
    """Tell whether two days follow one another."""
    return one is not None and other is not None and abs((one - other).days) == 1


def _marked(tree: Element, mark: re.Pattern[str]) -> Iterator[str]:
    for each in tree.iter():
        named = each.get("itemprop") or each.get("property") or ""
        if mark.fullmatch(named) or (mark is _PUBLISHED and each.get("pubdate") is not None):
            yield each.get("datetime") or each.get("content") or text_of(each)


def _may_tell(line: VisibleLine) -> bool:
    own = line.linked < len("".join(line.text.split())) and "©" not in line.text
    return own and len(line.text.split()) <= _LONGEST and not is_apart(line)


def _only(written: list[str], order: Order) -> str:
    """Return the day that all of them name; of several none, as they date several stories."""
    days = {day for day in (parse_date(text, order) for text in written) if day}
    return str(days.pop()) if len(days) == 1 else ""
