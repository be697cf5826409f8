"""Outlets: what spellings of one share, and where a question names one as such."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.words import content_stems

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
    spelled = _spelled(key)
    return re.search(rf"{_CUE}{spelled}\b|\b{spelled}{_REPORTS}", text) is not None


def _spelled(key: str) -> str:
    """Return a pattern of the spellings of an outlet: "usatoday" for "USA Today" too."""
    return r"[\W_]*".join(re.escape(character) for character in key)


@dataclass(frozen=True, slots=True)
class OutletQuestion:
    """What a question asks of an outlet alone: the question without it, and how it is spelled."""

    text: str
    sources: tuple[str, ...]


_VERB = r"(?:say|report|write|tell|claim|mention)"


def read_attribution(text: str, sources: Iterable[str]) -> OutletQuestion | None:
    """Read what a question asks of one outlet's own articles, or None.

    "What did the Post say about the dam?" -> "What about the dam?", ("The Post",);
    "How many left, according to the Post?" -> "How many left?"
    """
    squeezed = re.sub(r"[\W_]+", "", text.lower())
    keys = {key for each in sources if (key := source_key(each)) and key in squeezed}
    for key in sorted(keys, key=lambda key: (-len(key), key)):
        rest = _without_outlet(text, rf"(?:the\s+)?{_spelled(key)}(?:\.(?:com|org|net))?")
        if rest != text and content_stems(rest):
            named = tuple(each for each in sources if source_key(each) == key)
            return OutletQuestion(rest[:1].upper() + rest[1:], named)
    return None


def _without_outlet(text: str, outlet: str) -> str:
    """Leave out who is to tell: of "What did the Post say about it?", "What about it?" is left."""
    according = rf"[\s,]*\b(?:according to|(?:as )?(?:reported|told) by)\s+{outlet}\b(?:,\s*)?"
    telling = rf"(?<=\w\s)(?:does|do|did)\s+{outlet}\s+{_VERB}\b(?:\s+that\b)?"
    rest = re.sub(according, " ", text, flags=re.IGNORECASE)
    rest = re.sub(telling, "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"^(what|how)\s+on\b", r"\1 about", rest, flags=re.IGNORECASE)
    return re.sub(r"\s+([?.!,])|\s+", lambda found: found[1] or " ", rest).strip()
