"""XML of news agencies: NewsML-G2 and NITF; feeds are told from it by their root."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.content import FileContent, together, unreadable
from assistant.corpus.decoding import encodable
from assistant.corpus.feeds import read_feed
from assistant.corpus.html import html_text, read_html
from assistant.corpus.record import one_article
from assistant.corpus.xmltree import (
    XmlElement,
    as_html,
    elements_named,
    first_text,
    local_name,
    xml_tree,
)

_FEEDS = ("rss", "RDF", "feed")
_ITEMS = ("newsItem", "nitf", "NewsItem")
_DAYS = "firstCreated FirstCreated contentCreated versionCreated ThisRevisionCreated".split()
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
        "author": first_text(item, "by", "byline", "ByLine"),
        "source": _source(item),
        "date": _day(item),
        "url": next((each.get("ex-ref") for each in elements_named(item, "pubdata")), "") or "",
    }
    text = _text(item)
    if not text:
        return unreadable(place, "the item has no text")
    written = {name: encodable(value) for name, value in fields.items() if value}
    return one_article(path, place, text, written)


def _source(item: XmlElement) -> str:
    named = (each.get("name") for each in elements_named(item, "pubdata"))
    provider = next(elements_named(item, "provider"), None)
    literal = "" if provider is None else first_text(provider, "name") or provider.get("literal")
    return next(filter(None, named), "") or literal or first_text(item, "creditline", "distributor")


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
    names = ("body.content", "body", "inlineXML")
    bodies = [each for name in names for each in elements_named(item, name)]
    if not bodies:
        return first_text(item, "inlineData", "DataContent")
    return html_text(as_html(bodies[0], _AS_HTML, _NOT_TOLD))
