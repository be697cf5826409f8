"""Word documents (.docx): the paragraphs as they stand, without what was deleted from them."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.archive import Archive
from assistant.corpus.content import FileContent
from assistant.corpus.documents import document
from assistant.corpus.tables import split_head, table_text
from assistant.corpus.xmltree import XmlElement, elements_named, first_text, local_name, xml_tree

_PARTS = "_rels/.rels"
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_TITLES = ("title", "heading1", "heading 1")
# Deletions, codes of fields, what only programs without the right fonts or shapes show.
_UNSEEN = {"del", "moveFrom", "instrText", "Fallback", "footnoteReference"}


def read_docx(path: str, data: bytes) -> FileContent:
    """Read a `.docx` file."""
    archive = Archive(data)
    body = next(elements_named(xml_tree(archive.read(_main_part(archive))), "body"), None)
    if body is None:
        raise ValueError("it is damaged (there is no body in it)")
    properties = {}
    if _PROPERTIES in archive.names:
        core = xml_tree(archive.read(_PROPERTIES))
        properties = {"title": first_text(core, "title"), "author": first_text(core, "creator")}
    return document(path, _blocks(body), properties, _heading(body))


def _main_part(archive: Archive) -> str:
    """Return the name of the part with the text, which some programs call otherwise."""
    if _DOCUMENT in archive.names or _PARTS not in archive.names:
        return _DOCUMENT
    for each in elements_named(xml_tree(archive.read(_PARTS)), "Relationship"):
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    return _DOCUMENT


def _heading(body: XmlElement) -> str:
    """Return the first paragraph that says anything, if it is set as a title."""
    for paragraph in elements_named(body, "p"):
        if text := _text(paragraph).strip():
            return text if _style(paragraph) in _TITLES else ""
    return ""


def _style(paragraph: XmlElement) -> str:
    styles = elements_named(paragraph, "pStyle")
    values = (value for style in styles for name, value in style.items() if name.endswith("val"))
    return next(values, "").lower()


def _blocks(body: XmlElement) -> Iterator[str]:
    """Yield paragraphs and the rows of tables; both may lie in frames of other kinds."""
    for child in body:
        name = local_name(child)
        if name == "p":
            yield _text(child)
        elif name == "tbl":
            yield table_text(*split_head(list(_rows(child))))
        elif name and name not in _UNSEEN:
            yield from _blocks(child)


def _rows(table: XmlElement) -> Iterator[list[str]]:
    for row in elements_named(table, "tr"):
        yield [" ".join(_blocks(cell)) for cell in row if local_name(cell) in ("tc", "sdt")]


def _text(element: XmlElement) -> str:
    return "".join(_pieces(element))


def _pieces(element: XmlElement) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "txbxContent":
            yield " ".join(["", *_blocks(child), ""])
        elif name and name not in _UNSEEN:
            yield from _pieces(child)
