"""What of a sentence is no claim about the world: who reports it, marks, saying that one cannot."""

from __future__ import annotations

import re

_SOURCE = r"(?:the |this |that |these |those |provided |given |news |your )*"
_THING = (
    r"(?:articles?|documents?|passages?|texts?|reports?|sources?|contexts?|information|evidence|"
    r"excerpts?)"
)
_FRAME = re.compile(
    rf"^(?:(?:according to|based on|as per|per|in) {_SOURCE}{_THING}(?: provided)?,?\s+|"
    rf"{_SOURCE}{_THING} (?:also )?(?:says?|states?|reports?|mentions?|notes?|explains?|suggests?|"
    r"indicates?|describes?|shows?)(?: that)?,?\s+)",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^(?:yes|no|sure|certainly|indeed|of course|however|additionally|also|in addition|moreover|"
    r"furthermore|overall|in summary|in short|therefore|thus|meanwhile)[,.!:]\s+",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s?\[\d+(?:,\s?\d+)*\]|[*_`#]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|^\s*(?:[-•*]|\d+[.)])\s+"
)
_NOTHING = r"(?:not|n['’]t|no|never|neither|unable|cannot|insufficient)"
_SAYS = (
    r"(?:say|state|mention|contain|provide|specif\w+|include|give|have|find|know|answer|describe|"
    r"discuss|address|indicate|tell|detail|clear|available|enough|information|explicit\w*|sure|"
    r"determine|confirm)"
)
_NO_CLAIM = re.compile(
    rf"\b(?:{_SOURCE}{_THING}|i|we|there|it)\b(?: \w+){{0,6}}? ?{_NOTHING}\b"
    rf"(?: \w+){{0,4}}? {_SAYS}\b|"
    r"\bi(?:['’]m| am) (?:sorry|not sure|afraid|unable)|\bi (?:don['’]t|do not|cannot|can['’]t)\b|"
    rf"\bno (?:specific |further |such |relevant )*(?:information|mention|details?|answers?)\b|"
    rf"^(?:it is |that is |this is )?(?:unclear|not (?:stated|mentioned|specified|known|clear))\b",
    re.IGNORECASE,
)


def plain(sentence: str) -> str:
    """Return a sentence without citation marks and Markdown."""
    return " ".join(_MARK.sub("", sentence).split())


def claims_nothing(sentence: str) -> bool:
    """Tell whether a sentence only says that the evidence does not say."""
    match = _NO_CLAIM.search(sentence)
    return match is not None and match.start() < 40


def unframed(sentence: str) -> str:
    """Return what a sentence says without "Yes," and "According to the article,"."""
    for pattern in (_OPENER, _FRAME, _OPENER):
        found = pattern.match(sentence)
        if found and len(sentence) - found.end() > 2:
            sentence = sentence[found.end() :]
    return sentence
