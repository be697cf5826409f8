"""Days of publication that a page tells, by trust: for machines, at its headline, after its text.

Never one of change, and never one that stands away from the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.byline import Byline
from assistant.corpus.dates import bare_day, parse_date
from assistant.corpus.elements import Element, classes_of, lines_of, text_of
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
_DATED_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)")
_DATED = re.compile(
    r"(?:entry|post|article|publish(?:ed)?|pub)-(?:date|time)|date-header|published"
)
_CLOSING = re.compile(
    r"(?:(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato)"
    r"(?: (?:on|am|le|el|em|il))?:?|[^\W\d_]+(?:[ -][^\W\d_]+)?, den) (?P<day>.+)",
    re.IGNORECASE,
)
_LONGEST = 8  # words of a line that tells a day after the text


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


def address_day(address: str) -> str:
    """Return the day in an address such as /2024/03/14/title, or ""."""
    dated = _DATED_ADDRESS.search(address)
    return "-".join(dated.groups()) if dated else ""


def shown_days(tree: Element, byline: Byline) -> Iterator[str]:
    """Yield what people read, and last when the page was made, if nothing else is told."""
    yield byline.day()
    yield _only([text_of(each) for each in tree.iter() if _is_dated(each)])
    closing = (_CLOSING.fullmatch(line.text) for line in lines_of(tree) if _is_short(line.text))
    yield _only([match["day"] for match in closing if match and bare_day(match["day"])])
    yield from _marked(tree, _CREATED)


def are_neighbours(one: str, other: str) -> bool:
    """Tell whether two days follow one another."""
    first, second = parse_date(one), parse_date(other)
    return first is not None and second is not None and abs((first - second).days) == 1


def _marked(tree: Element, mark: re.Pattern[str]) -> Iterator[str]:
    for each in tree.iter():
        named = each.get("itemprop") or each.get("property") or ""
        if mark.fullmatch(named) or (mark is _PUBLISHED and each.get("pubdate") is not None):
            yield each.get("datetime") or each.get("content") or text_of(each)


def _is_dated(element: Element) -> bool:
    return any(map(_DATED.fullmatch, classes_of(element))) and _is_short(text_of(element))


def _is_short(text: str) -> bool:
    return len(text.split()) <= _LONGEST


def _only(written: list[str]) -> str:
    """Return the day that all of them name; of several none, as they date several stories."""
    days = {day for day in map(parse_date, written) if day}
    return next(filter(parse_date, written)) if len(days) == 1 else ""
