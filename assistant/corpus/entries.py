"""Live blogs and logs: entries that keep their times."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.corpus.elements import BLOCKS, Element, VisibleLine, block_of, lines_of, text_of

_CLOCK = r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|uhr))?(?:\s[a-z]{2,4})?"
_STAMP = re.compile(rf"\W*{_CLOCK}\W*|[^.!?]{{0,30}}\b{_CLOCK}\W*", re.IGNORECASE)
_FEWEST = 3  # so many entries with clocks make a log
_LONGEST = 12  # words of a line with a time and who writes
_PARTS = ("article", "section", "header", "aside")


def stamp_entries(tree: Element) -> None:
    """Begin the entries of a log with their times: "14:05 – The bridge is closed."."""
    lines = list(lines_of(tree))
    stamps = {id(line): stamp for line in lines if (stamp := _stamp(line))}
    pairs = [(line, below) for line, below in pairwise(lines) if id(line) in stamps]
    entries = [(line, below) for line, below in pairs if id(below) not in stamps]
    inline = [time for time in tree.iter("time") if _STAMP.fullmatch(text_of(time))]
    if len(entries) < _FEWEST and len(inline) < _FEWEST:
        return
    for time in inline:
        time.tag = "span"  # trafilatura leaves out what is marked as a time
    for line, below in entries:
        if (below.element.text or "").strip():
            below.element.text = f"{stamps[id(line)]} – {below.element.text.lstrip()}"
            _clear(line.element)
    kept = (below.element for _, below in entries)
    _join([each for each in kept if tree in each.iterancestors()])


def _stamp(line: VisibleLine) -> str:
    """Return the time that a short line tells, alone or beside who writes; or ""."""
    if _STAMP.fullmatch(line.text):
        return line.text.strip(" -–—:|")
    if len(line.text.split()) > _LONGEST:
        return ""
    times = map(text_of, block_of(line.element).iter("time"))
    stamp = next(filter(_STAMP.fullmatch, times), "")
    return stamp if line.text.startswith(stamp) else ""


def _clear(element: Element) -> None:
    """Take out the line that begins in an element, and its block if that holds nothing else."""
    block = block_of(element)
    line = block if len(list(lines_of(block))) == 1 else element
    line.text = None
    for child in [each for each in line if each.tag not in BLOCKS]:
        child.drop_tree()


def _join(entries: list[Element]) -> None:
    """Make one article of the container of all entries, so that none is taken for the whole."""
    if not entries:
        return
    holders = [set(each.iterancestors()) for each in entries]
    whole = next(each for each in entries[0].iterancestors() if all(each in h for h in holders))
    for part in whole.iterdescendants(*_PARTS, "div"):
        part.tag = "div"
        part.attrib.clear()
    if whole.tag in ("div", *_PARTS):
        whole.tag = "article"
