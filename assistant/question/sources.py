"""Outlets by name: which ones a question asks for, and which spellings and sites are one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?")
_ENDING = re.compile(r"(?:\.(?:com|org|net|co|uk|de|fr|info|news|tv|gov|edu|eu|ru|ua))+(?:/.*)?$")
_ARTICLE = re.compile(r"^the(?:\s+|(?=\w{4}))|[\W_]+")
_DOMAIN = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/:].*)?")
_SECOND_LEVEL = frozenset("co com org net gov ac edu".split())
_CUE = r"\b(?:from|by|in|on|per|via|according to|reported by|at)\s+(?:the\s+)?"
_REPORTS = r"(?:['’]s?)?\s+(?:reports?|reported|says?|said|wrote|writes?|articles?|stor(?:y|ies))\b"


def source_key(name: str) -> str:
    """Return what a source's spellings share: "www.cnn.com", "CNN" -> "cnn"."""
    return _ARTICLE.sub("", _ENDING.sub("", _SCHEME.sub("", name.strip().lower())))


def site(source: str) -> str:
    """Return what a source has in common with every part of its site: "news.cnn.com", "CNN"."""
    match = _DOMAIN.fullmatch(source.strip().lower())
    if match is None:
        return source_key(source)
    labels = match["host"].split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return source_key(".".join(labels[-kept:]))


def named_sources(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that the question names as such: "from CNN", "USA Today reported"."""
    keys = {source: source_key(source) for source in sources if source}
    return tuple(source for source, key in keys.items() if key and _is_source(text.lower(), key))


def _is_source(text: str, key: str) -> bool:
    spelled = r"[\W_]*".join(re.escape(character) for character in key)
    return re.search(rf"{_CUE}{spelled}\b|\b{spelled}{_REPORTS}", text) is not None
