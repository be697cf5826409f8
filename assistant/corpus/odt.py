"""OpenDocument text (.odt)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.archive import Archive
from assistant.corpus.content import FileContent
from assistant.corpus.documents import document
from assistant.corpus.tables import split_head, table_text
from assistant.corpus.xmltree import XmlElement, elements_named, first_text, local_name, xml_tree

_TITLES = ("title", "heading_20_1")
_UNSEEN = {"tracked-changes", "annotation", "note", "sequence-decls", "forms", "ruby-text"}
_SPACES = {"s", "tab", "line-break"}


def read_odt(path: str, data: bytes) -> FileContent:
    """Read an `.odt` file."""
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive.names:
        manifest = xml_tree(archive.read("META-INF/manifest.xml"))
        if next(elements_named(manifest, "encryption-data"), None) is not None:
            raise ValueError("it is encrypted")
    body = next(elements_named(xml_tree(archive.read("content.xml")), "text"), None)
    if body is None:
        raise ValueError("it holds no text document")
    meta = xml_tree(archive.read("meta.xml")) if "meta.xml" in archive.names else body
    properties = {
        "title": first_text(meta, "title") if meta is not body else "",
        "author": first_text(meta, "initial-creator", "creator") if meta is not body else "",
    }
    return document(path, _blocks(body), properties, _heading(body))


def _heading(body: XmlElement) -> str:
    for each in elements_named(body, "h", "p"):
        if text := _text(each).strip():
            style = next((v for k, v in each.items() if k.endswith("style-name")), "").lower()
            return text if local_name(each) == "h" or style in _TITLES else ""
    return ""


def _blocks(body: XmlElement) -> Iterator[str]:
    for child in body:
        name = local_name(child)
        if name in ("p", "h"):
            yield _text(child)
        elif name == "table":
            yield table_text(*split_head(list(_rows(child))))
        elif name and name not in _UNSEEN:
            yield from _blocks(child)


def _rows(table: XmlElement) -> Iterator[list[str]]:
    for row in elements_named(table, "table-row"):
        yield [" ".join(_blocks(cell)) for cell in row if local_name(cell) == "table-cell"]


def _text(element: XmlElement) -> str:
    return "".join(_pieces(element))


def _pieces(element: XmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name in _SPACES:
            yield " "
        elif name in ("p", "h", "list-item", "text-box"):  # of a frame inside a paragraph
            yield f" {_text(child)} "
        elif name and name not in _UNSEEN:
            yield from _pieces(child)
        yield child.tail or ""
