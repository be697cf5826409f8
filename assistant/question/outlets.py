"""Outlets: what spellings of one share, and where a question names one as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.text.words import content_stems, tidy

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
    letters = _letters(text)
    keys = ((source, source_key(source)) for source in sources)
    return tuple(
        source for source, key in keys if key and key in letters and _is_source(text.lower(), key)
    )


def _letters(text: str) -> str:
    """Return a text as the keys of sources are written: only what is in it needs a pattern."""
    return "".join(filter(str.isalnum, text.lower()))


def outlet_places(text: str, sources: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, source) of each name of an outlet in a text, in order, none in another.

    In a text with capitals a name has them, too: "the week" is no outlet there.
    """
    cased = any(letter.isupper() for letter in text[1:])
    named = [
        (*match.span(), source)
        for source in sources
        for name in dict.fromkeys((source, re.split(r" [|–—-] ", source)[0]))
        for match in _named(text, name)
        if _is_spelled_as_name(match.group().lstrip("'\"‘“"), name, cased=cased)
    ]
    found: list[tuple[int, int, str]] = []
    for each in sorted(named, key=lambda each: (each[0], -each[1])):
        if not found or each[0] >= found[-1][1]:
            found.append(each)
    return found


def _named(text: str, name: str) -> Iterator[re.Match[str]]:
    key = source_key(name)
    if len(key) > 1 and key in _letters(text):
        rule = rf"['\"‘“]?\b(?:the )?{_spelled(key)}(?:\.\w+)*\b['\"”’]?(?!s\b)"
        yield from re.finditer(rule, text, re.IGNORECASE)


def _is_spelled_as_name(said: str, name: str, *, cased: bool) -> bool:
    full = said.startswith("the ") or not name.lower().startswith("the")
    return said.removeprefix("the ")[:1].isupper() or (full and not cased)


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
_PAST = r"(?:said|reported|written|told|claimed|mentioned)"
_TELLING = r"(?:saying|reporting|writing|telling|claiming)"
_ASKING = r"(?:who|whom|whose|what|when|where|why|which|how)"


def read_attribution(text: str, sources: Iterable[str]) -> OutletQuestion | None:
    """Read what a question asks of one outlet's own articles, or None.

    "What did the Post say about the dam?" -> "What about the dam?", ("The Post",);
    "How many left, according to the Ledger?" -> "How many left?", ("The Ostmark Ledger",)
    """
    text = tidy(text)
    keys = {each: source_key(each) for each in sources}
    for key, outlet in _spellings(text, keys.values()) + _short_names(text, keys):
        rest = _without_outlet(text, outlet)
        if rest != text and content_stems(rest):
            named = tuple(each for each in keys if keys[each] == key)
            return OutletQuestion(rest[:1].upper() + rest[1:], named)
    return None


def _spellings(text: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the outlets that a text may name in full, by key, with patterns of their names."""
    letters = _letters(text)
    found = sorted({key for key in keys if key and key in letters}, key=lambda key: -len(key))
    return [(key, rf"(?:the\s+)?{_spelled(key)}(?:\.(?:com|org|net))?") for key in found]


def _short_names(text: str, keys: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the outlets that a text may call by their last words, which no other's name ends in.

    "the Ledger" is "The Ostmark Ledger"; "the UK" is no outlet, nor "the Ledger Hall".
    """
    found = []
    for source, key in keys.items():
        words = source.split()
        for first in range(1, len(words) if words[-1:] and words[-1].istitle() else 0):
            name = " ".join(words[first:])
            shown = name.lower() if text.islower() else name
            if shown not in text:
                continue
            ending = source_key(name)
            pattern = rf"the\s+(?-i:{re.escape(shown)})(?!\s(?:(?:of|for)\b|(?-i:[A-Z])))"
            alone = all(each == key or not each.endswith(ending) for each in keys.values())
            if alone:
                found.append((key, pattern))
    return found


def _without_outlet(text: str, outlet: str) -> str:
    """Leave out who is to tell: of "What did the Post say about it?", "What about it?" is left."""
    outlet += r"(?:['’]s?\s+(?:article|report|story))?"
    by = rf"\b(?:according to|(?:as )?(?:reported|told) (?:by|in))\s+{outlet}\b"
    adverb = rf"\bas\s+{outlet}\s+(?:{_VERB}s|{_PAST}|wrote)\b"
    does = rf"(?:does|do|did)\s+{outlet}\s+{_VERB}\b"
    has = rf"(?:has|have|had)\s+{outlet}\s+{_PAST}\b|(?:is|was)\s+{outlet}\s+{_TELLING}\b"
    for leaving, left in (
        (rf"[\s,]*(?:{by}|{adverb})(?:,\s*)?", " "),
        (rf"^in\s+{outlet},\s*", ""),
        (rf"^what(?:['’]s| is| was)\s+in\s+{outlet}(?=\s+(?:about|on)\b)", "What"),
        (rf"^(?:{does}|{has})\s+(?={_ASKING}\b)", ""),
        (rf"(?<=\w\s)(?:{does}|{has})(?:\s+that\b)?", ""),
        (r"^(what|how)\s+on\b", r"\1 about"),
    ):
        text = re.sub(leaving, left, text, flags=re.IGNORECASE)
    return tidy(text)
