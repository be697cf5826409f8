"""What is asked of the elements of a page, whatever they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

Element = Any  # lxml.html.HtmlElement; lxml has no type information

BLOCKS = frozenset(
    """
    address article aside blockquote body button center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe li main nav ol option p pre section
    select summary table tbody td tfoot th thead title tr ul br
    """.split()
)
_UNSEEN = frozenset("head script style noscript template svg math textarea select".split())
_IN_LINES = ("span", "time", "abbr")
_SEEN = "descendant::text()[not(parent::script or parent::style)]"
_SHORTEST = 10  # letters of a title: less agrees with anything
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class VisibleLine(NamedTuple):
    """A line of text as the eye sees it, the element that it begins in, and how much is links."""

    text: str
    element: Element
    linked: int


def text_of(element: Element) -> str:
    """Return the words of an element, on one line."""
    return " ".join("".join(element.xpath(_SEEN)).split())


def line_of(element: Element) -> str:
    """Return what the eye sees of an element, its lines joined by spaces."""
    return " ".join(line.text for line in lines_of(element))


def classes_of(element: Element) -> list[str]:
    """Return the classes, id and label of an element in small letters and with one kind of dash."""
    values = (element.get(name) or "" for name in ("class", "id", "aria-label"))
    return ["-".join(_WORDS.findall(name)).lower() for name in " ".join(values).split()]


def lines_of(tree: Element) -> Iterator[VisibleLine]:
    """Yield the lines of a tree: what stands between the edges of its blocks."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    place, begun, linked, links, unseen = tree, False, 0, 0, 0
    for event, element in iterwalk(tree, events=("start", "end", "comment", "pi")):
        opens, tag = event == "start", element.tag
        if tag in BLOCKS:
            if text := " ".join("".join(parts).split()):
                yield VisibleLine(text, place, linked)
            parts, linked, begun = [], 0, False
        unseen += (opens - (event == "end")) * (tag in _UNSEEN or _is_hidden(element))
        links += (opens - (event == "end")) * (tag == "a")
        text = (element.text if opens else element.tail) or ""
        if unseen or (not opens and element is tree):
            continue
        if text.strip() and not begun:
            place, begun = (element if opens else element.getparent()), True
        parts.append(text)
        linked += len("".join(text.split())) if links else 0
    if text := " ".join("".join(parts).split()):
        yield VisibleLine(text, place, linked)


def _is_hidden(element: Element) -> bool:
    """Tell whether some words of a line are only there for machines."""
    style = "".join((element.get("style") or "").split()) if element.tag in _IN_LINES else ""
    return "display:none" in style


def block_of(element: Element) -> Element:
    """Return the block that an element stands in, or the element if it is one."""
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def new_element(tree: Element, tag: str, text: str) -> Element:
    """Return an element of a kind that holds a text."""
    element = tree.makeelement(tag)
    element.text = text
    return element


def squeezed(text: str) -> str:
    """Return the letters and figures of a text in small letters, to tell whether two say one."""
    return "".join(filter(str.isalnum, text)).lower()


def is_headline(line: str, title: str) -> bool:
    """Tell whether a line is a headline, or little more than it."""
    return len(line) < 2 * len(title) and agree(line, title)


def agree(one: str, other: str) -> bool:
    """Tell whether two titles are the same, or one but a longer writing of the other."""
    shorter, longer = sorted((squeezed(one), squeezed(other)), key=len)
    return shorter == longer != "" or (len(shorter) >= _SHORTEST and shorter in longer)


def large_tree(page: str) -> Element:
    """Return the tree of a page of which a usual parser loses what is behind ten million bytes."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    return document_fromstring(page.encode("utf-8", "replace"), parser=parser)
