"""Where in a file something stands that was read from it: the map back from clean text to lines."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.corpus.decoding import NotUtf8, decode
from assistant.corpus.read import file_type

_LINED = frozenset(
    """.txt .text .md .markdown .mdown .html .htm .xhtml .json .jsonl .ndjson .csv .tsv .rss .atom
    .xml""".split()
)
_LARGEST = 20_000_000  # bytes
_WORD = re.compile(r"[^\W_]+")
_STEP, _LONGEST = 4, 8  # words by which a place is found
# What may stand between two words: marks, tags, entities, escapes and the address of a link.
_BETWEEN = (
    r"(?:<[^<>]{0,500}>|&#?\w{1,8};|\\[nrt\"]|\\u[0-9a-fA-F]{4}|\]\([^()\s]{0,500}\)|[\W_])+?"
)


def line_in_file(folder: Path, path: str, quote: str) -> int | None:
    """Return the line of a file of text on which a quote from it begins; None if that is unsure."""
    try:
        text = _text(folder / path) if file_type(path) in _LINED else ""
    except (OSError, NotUtf8):
        return None
    words = _WORD.findall(quote)[: 2 * _LONGEST]
    for start in range(0, max(len(words) - _STEP, 1), _STEP):
        found = _place(text, words[start : start + _LONGEST])
        if found is not None:
            return text.count("\n", 0, found) + 1
    return None


def _text(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > _LARGEST:
        return ""
    return decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, words: list[str]) -> int | None:
    """Return where words follow one another, in the body of a page if it is one."""
    if not words:
        return None
    body = text.find("<body")
    found = re.compile(_BETWEEN.join(map(re.escape, words))).search(text, max(body, 0))
    return found.start() if found else None
