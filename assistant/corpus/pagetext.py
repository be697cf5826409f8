"""Lines of printed pages as paragraphs, without what stands at the edge of every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 2  # lines at the top and at the bottom of a page
_MOST = 0.34  # of the pages: what stands on more of them, such as every other, is no text
_FULL = 0.75  # of a wide line: a line that is shorter ends a paragraph
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite|página)?\s*#(?:\s*(?:/|of|von|de)\s*#)?\W*", re.I)
_STOPS = re.compile(r"[.!?:…。]['\"”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪◦‣·*–—-]|\(?\d{1,2}[.)])\s")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")


def paragraphs(pages: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of pages; each page's mark stands where its text begins."""
    lines = [_body(page, edges) for page, edges in _with_edges(pages)]
    wide = _width([line for page in lines for line in page])
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(pages)))
    paragraph, last = "", ""
    for page, mark in zip(lines, marks, strict=True):
        for line in page:
            if paragraph and _ends(last, line, wide):
                yield paragraph
                paragraph = ""
            paragraph = _joined(paragraph, mark + line, words) if line else paragraph
            mark = "" if line else mark
            last = line
    if paragraph:
        yield paragraph


def _with_edges(pages: Sequence[str]) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the lines of each page with those, digits aside, that stand at the edge of most."""
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    counts = Counter(form for page in split for form in _edge_forms(page))
    repeated = {form for form, count in counts.items() if 1 < count > _MOST * len(pages)}
    return ((page, repeated) for page in split)


def _edge_forms(page: Sequence[str]) -> set[str]:
    full = [line for line in page if line]
    return {_form(line) for line in (*full[:_EDGE], *full[-_EDGE:])}


def _form(line: str) -> str:
    return _DIGITS.sub("#", line).casefold()


def _body(page: list[str], repeated: set[str]) -> list[str]:
    """Return the lines of a page between its running head and its foot."""
    places = [place for place, line in enumerate(page) if line]
    edge = [place for place in (*places[:_EDGE], *places[-_EDGE:]) if _runs(page[place], repeated)]
    return [line for place, line in enumerate(page) if place not in edge]


def _runs(line: str, repeated: set[str]) -> bool:
    form = _form(line)
    return form in repeated or bool(_PAGE_NUMBER.fullmatch(form))


def _width(lines: Sequence[str]) -> float:
    """Return how long a line is that goes from edge to edge."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _ends(last: str, line: str, wide: float) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if not last or _ITEM.match(line):
        return True
    if not line or len(last) >= _FULL * wide:
        return False
    return bool(_STOPS.search(last)) or not line[0].islower()


def _joined(paragraph: str, line: str, words: set[str]) -> str:
    """Join a line to its paragraph, and a word that was parted at the end of a line."""
    cut = _HYPHEN.search(paragraph)
    rest = re.match(r"\W?(\w+)", line)
    if not cut or not rest or not rest[1][0].islower():
        return f"{paragraph} {line}" if paragraph else line
    hyphened = f"{cut[1]}-{rest[1]}" in words and cut[1] + rest[1] not in words
    return (paragraph if hyphened else paragraph[:-1]) + line
