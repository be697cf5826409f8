"""Lines of printed pages as paragraphs, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 2  # lines at the top and at the bottom of a page
_LONG = 15  # characters: a line elsewhere that stands on many pages is seldom one of the text
_MANY = 0.3  # of the pages: running heads may stand on every other
_FULL = 0.75  # of a wide line: a line that is shorter ends a paragraph
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite|página)?\s*#(?:\s*(?:/|of|von|de)\s*#)?\W*", re.I)
_STOPS = re.compile(r"[.!?:…。]['\"”’»)\]]*$")
_ITEM = re.compile(r"(?:[•▪◦‣·*–—-]|\(?\d{1,2}[.)])\s")
_NO_SPACES = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")


def paragraphs(pages: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of pages; each page's mark stands where its text begins."""
    lines = list(_bodies(pages))
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


def _bodies(pages: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each page without its number and what stands on many pages."""
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    forms = [_forms(page) for page in split]
    counts = Counter(form for page in forms for form in set(page.values()))
    repeated = {form for form, count in counts.items() if 1 < count > _MANY * len(pages)}
    for page, found in zip(split, forms, strict=True):
        runs = {
            at for at, form in found.items() if form in repeated or _PAGE_NUMBER.fullmatch(form)
        }
        yield [line for place, line in enumerate(page) if place not in runs]


def _forms(page: Sequence[str]) -> dict[int, str]:
    """Return by place the lines that may be no text, digits aside: at the edge, or long."""
    places = [place for place, line in enumerate(page) if line]
    edge = {*places[:_EDGE], *places[-_EDGE:]}
    kept = (place for place in places if place in edge or len(page[place]) >= _LONG)
    return {place: _DIGITS.sub("#", page[place]).casefold() for place in kept}


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
        space = "" if not paragraph or _NO_SPACES.search(paragraph[-1] + line[0]) else " "
        return paragraph + space + line
    hyphened = f"{cut[1]}-{rest[1]}" in words and cut[1] + rest[1] not in words
    return (paragraph if hyphened else paragraph[:-1]) + line
