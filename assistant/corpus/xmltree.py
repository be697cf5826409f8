"""XML as a tree, from files that nobody vouches for."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

XmlElement = Any  # lxml.etree._Element; lxml has no type information


def xml_tree(data: bytes) -> XmlElement:
    """Return the root of an XML file; no entity is expanded and nothing is fetched.

    Raises ValueError where there is no XML at all; what is damaged is read as far as it goes.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        raise ValueError("there is no XML in it")
    for each in list(root.iter(etree.Entity)):
        _spell_out(each)
    return root


def _spell_out(entity: XmlElement) -> None:
    """Put the letter of an entity of HTML in its place, and nothing in that of any other."""
    letter = html.unescape(entity.text)
    text = (letter if letter != entity.text else "") + (entity.tail or "")
    parent, before = entity.getparent(), entity.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    entity.tail = None
    parent.remove(entity)


def local_name(element: XmlElement) -> str:
    """Return the name of an element without its namespace; "" of a comment and its like."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def elements_named(root: XmlElement, *names: str) -> Iterator[XmlElement]:
    """Yield the elements below (and with) one that have one of some names, in their order."""
    return (each for each in root.iter() if local_name(each) in names)


def first_text(root: XmlElement, *names: str) -> str:
    """Return the words of the first element of the first of some names that has any."""
    texts = (one_line(each) for name in names for each in elements_named(root, name))
    return next(filter(None, texts), "")


def one_line(element: XmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def as_html(element: XmlElement, names: Mapping[str, str], without: Sequence[str]) -> str:
    """Return an element as HTML: its elements without namespaces and by new names, or left out."""
    from lxml import etree

    for each in element.iter():
        if name := local_name(each):
            each.tag = names.get(name, name)
    etree.strip_elements(element, *without, with_tail=False)
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, method="html", encoding="unicode", with_tail=False))
