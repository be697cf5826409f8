"""Sentences of an article's text that are no prose: captions, photo credits, what a page wraps."""

from __future__ import annotations

import re

_CREDIT = re.compile(
    r"\b[A-Z][\w.’'-]*/[A-Z]|\b(?:Getty Images|AP Photo|AFP|Shutterstock|Handout|File photo)\b|"
    r"\b(?:[Pp]hoto(?:graph)?s?|[Ii]mage|[Vv]ideo|[Pp]icture) (?:by|courtesy|credit|from)\b|"
    r"\b(?:[Cc]ourtesy of|via (?:AP|REUTERS|Reuters|Getty))\b|\((?:left|right|center|centre)\)|©"
)
_SHOUTED = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{2,})+\b|\b[A-Z]{3,}:")
_PICTURED = re.compile(
    r"\b(?:(?:is|are) (?:seen|pictured|shown|photographed|displayed|posted)|pictured|seen here|"
    r"poses?|looks? on)\b|,? (?:left|right|center|centre),"
)
_ENDED = re.compile(r"[.!?][”\"’')\]]*$")


def is_caption(sentence: str) -> bool:
    """Tell a caption, a credit or a heading from a sentence that tells something.

    "Ada Lin/Varn Photos A lamp is displayed in Orlu on May 8." -> True
    """
    if not _ENDED.search(sentence.strip()):
        return True
    return any(shape.search(sentence) for shape in (_CREDIT, _SHOUTED, _PICTURED))
