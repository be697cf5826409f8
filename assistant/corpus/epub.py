"""E-books (.epub): an article a document, which is a chapter of a book or a story of a paper."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from assistant.corpus.archive import Archive
from assistant.corpus.content import FileContent, together, unreadable
from assistant.corpus.decoding import decode
from assistant.corpus.documents import document
from assistant.corpus.html import html_text
from assistant.corpus.xmltree import XmlElement, elements_named, first_text, one_line, xml_tree

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_ISSUE = re.compile(r"\s*\[[^\]]*\]$")  # "Pier Herald [Tue, 5 Mar 2024]"
_FEWEST_WORDS = 25  # covers, title pages and lists of sections have fewer


def read_epub(path: str, data: bytes) -> FileContent:
    """Read an `.epub` file: an article for each document of it that has real text."""
    archive = Archive(data)
    if "META-INF/encryption.xml" in archive.names and "META-INF/rights.xml" in archive.names:
        raise ValueError("it is protected against copying")
    package_name = _package(archive)
    package = xml_tree(archive.read(package_name))
    about = {
        "title": first_text(package, "title"),
        "source": _ISSUE.sub("", first_text(package, "title")),
        "author": first_text(package, "creator"),
        "date": _day(package),
        "language": first_text(package, "language"),
    }
    folder = posixpath.dirname(package_name)
    parts = [posixpath.normpath(posixpath.join(folder, name)) for name in _documents(package)]
    chapters = [_chapter(path, archive, part, about) for part in parts]
    stories = [each for each in chapters if _words(each) >= _FEWEST_WORDS or each.problems]
    content = together(path, stories if any(each.articles for each in stories) else chapters)
    is_told = content.articles or content.problems
    return content if is_told else unreadable(path, "there is no text in it")


def _words(chapter: FileContent) -> int:
    return sum(len(each.text.split()) for each in chapter.articles)


def _package(archive: Archive) -> str:
    files = elements_named(xml_tree(archive.read(_CONTAINER)), "rootfile")
    name = next((each.get("full-path") for each in files), None)
    if not name:
        raise ValueError("it is damaged (it names no package)")
    return str(name)


def _documents(package: XmlElement) -> Iterator[str]:
    """Yield the names of the documents in the order of reading, without the list of contents."""
    items = {each.get("id"): each for each in elements_named(package, "item")}
    for reference in elements_named(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in (item.get("properties") or "").split():
            yield unquote(item.get("href") or "")


def _day(package: XmlElement) -> str:
    """Return the day of publication; a day of change is none."""
    for each in elements_named(package, "date"):
        events = [value for name, value in each.items() if name.endswith("event")]
        if not events or "publication" in events[0]:
            return one_line(each)
    return ""


def _chapter(path: str, archive: Archive, part: str, about: dict[str, str]) -> FileContent:
    place = f"{path}#{part}"
    try:
        data = archive.read(part)
        page = xml_tree(data)
    except ValueError as error:
        return unreadable(place, str(error))
    heading = first_text(page, "h1", "h2", "h3", "title")
    lines = html_text(decode(data)).splitlines()
    if not lines:
        return FileContent()
    return document(path, lines, about, "" if heading == about["title"] else heading, place)
