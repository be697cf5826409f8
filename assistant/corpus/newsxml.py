"""XML of news agencies: NewsML-G2 and NITF; feeds are told from it by their root."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.content import FileContent, together, unreadable
from assistant.corpus.decoding import encodable
from assistant.corpus.feeds import read_feed
from assistant.corpus.html import html_text, read_html
from assistant.corpus.record import one_article
from assistant.corpus.wrapping import joined_lines
from assistant.corpus.xmltree import (
    XmlElement,
    as_html,
    elements_named,
    first_text,
    local_name,
    one_line,
    xml_tree,
)

_FEEDS = ("rss", "RDF", "feed")
_ITEMS = ("newsItem", "nitf", "NewsItem")
_DAYS = "firstCreated FirstCreated contentCreated versionCreated ThisRevisionCreated".split()
_BODIES = ("body.content", "body", "inlineXML", "DataContent")
_OUTLETS = (
    *("pubdata", "provider", "Provider", "infoSource", "creditline", "distributor"),
    *("doc.copyright", "copyrightHolder"),
)
_MARKED = re.compile(r"</?p\b", re.IGNORECASE)
_NOT_TOLD = ("media", "script", "style")
_AS_HTML = {"hl2": "h2", "block": "div", "body.content": "div", "body": "div", "inlineXML": "div"}


def read_xml(path: str, data: bytes) -> FileContent:
    """Read an XML file by what its root says it is."""
    root = xml_tree(data)
    name = local_name(root)
    if name in _FEEDS:
        return read_feed(path, data)
    if name == "html":
        return read_html(path, data)
    items = list(_items(root))
    if not items:
        told = f"its root is <{name}>; feeds, NewsML and NITF are read"
        return unreadable(path, f"XML of this kind is not read ({told})")
    return together(path, (_item(path, place, item) for place, item in _placed(path, items)))


def _items(root: XmlElement) -> Iterator[XmlElement]:
    """Yield the items that are in no other."""
    for each in elements_named(root, *_ITEMS):
        if not any(local_name(above) in _ITEMS for above in each.iterancestors()):
            yield each


def _placed(path: str, items: list[XmlElement]) -> Iterator[tuple[str, XmlElement]]:
    for number, item in enumerate(items, start=1):
        yield path if len(items) == 1 else f"{path}#{number}", item


def _item(path: str, place: str, item: XmlElement) -> FileContent:
    fields = {
        "id": item.get("guid") or "",
        "title": first_text(item, "hl1", "headline", "HeadLine", "hedline", "title"),
        "author": _author(item),
        "source": _source(item),
        "date": _day(item),
        "url": next((each.get("ex-ref") for each in elements_named(item, "pubdata")), "") or "",
    }
    text = _text(item)
    if not text:
        return unreadable(place, "the item has no text")
    written = {name: encodable(value) for name, value in fields.items() if value}
    return one_article(path, place, text, written)


def _author(item: XmlElement) -> str:
    """Return who signs, without what they are: that stands in elements of its own."""
    for line in elements_named(item, "by", "byline", "ByLine"):
        people = [one_line(each) for each in elements_named(line, "person")]
        own = " ".join((line.text or "").split())
        if named := ", ".join(people) or own or one_line(line):
            return named
    return ""


def _source(item: XmlElement) -> str:
    """Return the outlet: the name that one of the elements gives that may tell it."""
    for each in (each for name in _OUTLETS for each in elements_named(item, name)):
        code = (each.get("qcode") or "").rpartition(":")[2]
        inside = first_text(each, "name") or next(
            (party.get("FormalName") for party in elements_named(each, "Party")), ""
        )
        own = one_line(each)
        stated = (each.get("name"), each.get("holder"), inside, each.get("literal"), own, code)
        if name := next(filter(None, stated), ""):
            return str(name)
    return ""


def _day(item: XmlElement) -> str:
    """Return the day of issue, before that of this version."""
    for name in ("date.issue", "date.release", "story.date"):
        for each in elements_named(item, name):
            if each.get("norm"):
                return str(each.get("norm"))
    stated = [each.get("date.publication") for each in elements_named(item, "pubdata")]
    first = next(filter(None, stated), "")
    return first or first_text(item, *_DAYS)


def _text(item: XmlElement) -> str:
    """Return the body, which is HTML in both formats but for a few names."""
    bodies = [each for name in _BODIES for each in elements_named(item, name)]
    marked = next((each for each in bodies if any(map(one_line, elements_named(each, "p")))), None)
    if marked is not None:
        return joined_lines(html_text(as_html(marked, _AS_HTML, _NOT_TOLD)))
    plain = first_text(item, "inlineData", "DataContent", "body.content")
    return html_text(plain) if _MARKED.search(plain) else plain
