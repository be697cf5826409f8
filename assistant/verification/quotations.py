"""Quotation marks: what stands in them must be verbatim, or the words lose the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_QUOTED = re.compile(
    r"[“„«]\s*(?P<curly>[^“”„«»\"]+?)\s*(?:[”»]|$)"
    r"|\"\s*(?P<straight>[^\"“”]+?)\s*(?:\"|$)"
    r"|(?<!\w)‘\s*(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))+?)\s*’(?!\w)"
    r"|(?<!\w)'\s*(?P<plain>[^'\n]+(?:(?<=\w)'(?=\w)[^'\n]*)*?)\s*'(?!\w)"
    r"|^(?P<tail>[^“”\"]+?)[”]"
)
_MARKS = re.compile(r"[“”„«»\"]|(?<!\w)[‘’'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_GAP = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")
_PLAIN = str.maketrans("’‘“”–—‑\u00a0", "''\"\"--- ")


def quoted(text: str) -> Iterator[str]:
    """Yield what stands in quotation marks, also where a sentence only opens or closes them."""
    for match in _QUOTED.finditer(text):
        yield next(part for part in match.groups() if part)


def unquoted(text: str) -> str:
    """Return a sentence without its quotation marks, for words that are no quotation."""
    for match in reversed([*_QUOTED.finditer(text)]):
        start, end = match.span(next(n for n, part in match.groupdict().items() if part))
        text = text[: match.start()] + text[start:end] + text[match.end() :]
    return text


def altered(text: str, statements: Iterable[str]) -> str:
    """Return the first quotation of a sentence that no statement has word for word, or ""."""
    said = [_normal(each) for each in statements]
    joined = " ".join(said)
    for words in quoted(text):
        pieces = [piece for piece in map(_normal, _GAP.split(words)) if piece]
        if not all(_holds(joined, piece) for piece in pieces):
            return words
    return ""


def _holds(said: str, piece: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", said) is not None


def _normal(text: str) -> str:
    """Return words for comparison: one kind of mark, no marks at the ends, no case."""
    plain = " ".join(text.translate(_PLAIN).replace('"', " ").split()).lower()
    plain = re.sub(r"(?<!\w)'|'(?!\w)", "", re.sub(r"\s*-+\s*", "-", plain))
    return plain.strip(" .,;:!?-")
