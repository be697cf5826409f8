"""A sentence as the checks look at it: what it claims, as words with places, weights and lemmas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.vocabulary import rarity
from assistant.text.equivalents import base_form, common_groups, respelled, same_names
from assistant.text.quantities import numbers
from assistant.text.words import STOP_WORDS, content_stems, stems

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s)?\b|[^\W_]+(?:['’][^\W\d_]+)?"
)
PREFIX_LENGTH = 5  # letters that a word and its relative share: decide, decision
_POSSESSIVE = re.compile(r"['’]s?$")
_FUNCTION = STOP_WORDS | frozenset(
    """
    also however although though while whereas yes including include includes included would could
    might may must shall said says say saying according been every each another since upon per us
    within without among amid despite instead yet still already even ever often one ones
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it stands, what it is compared by, and what it weighs (0 for function words)."""

    text: str
    start: int
    end: int
    lemma: str
    forms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as words; `known` are the lemmas of its words and of names that mean the same."""

    text: str
    tokens: tuple[Token, ...]
    known: frozenset[str]
    prefixes: frozenset[str]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that begin between two offsets."""
        return [token for token in self.tokens if start <= token.start < end]

    def place(self, offset: int) -> int:
        """Return the number of the first word at or behind an offset."""
        return sum(token.start < offset for token in self.tokens)


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Read a sentence; the same texts come back often, and cost nothing then."""
    tokens = tuple(_token(match) for match in _TOKEN.finditer(text))
    own = frozenset(form for token in tokens for form in token.forms)
    written = content_stems(text)
    same = frozenset(stem for _, other in same_names(written, common_groups()) for stem in other)
    known = own | same
    return Reading(text, tokens, known, frozenset(word[:PREFIX_LENGTH] for word in known))


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    word = _POSSESSIVE.sub("", text).replace(".", "") if not text[0].isdigit() else text
    return Token(text, *match.span(), lemma(word), forms(word), _weight(word))


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    low = word.lower()
    return 0.0 if low in _FUNCTION or low.endswith(("n't", "n’t")) else rarity(low)


_AUXILIARY = {"wo": "will", "ca": "can", "sha": "shall", "ai": "be"}  # won't, can't


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Return what forms of a word share: "fought", "fights" -> "fight"."""
    low = word.lower()
    bare = low.removesuffix("n't").removesuffix("n’t")
    low = _AUXILIARY.get(bare, bare) if bare != low else low
    found = stems(base_form(low))
    return base_form(found[0] if found else low)


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return the lemmas of all ways to write a word: "colour" -> color, "twelve" -> 12."""
    low = word.lower()
    others = {lemma(other) for other in respelled(low)}
    others |= {lemma(other) for _, other in numbers(low) if " " not in other}
    return frozenset(others | {lemma(word)})


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
    r"|(?:(?<=:)\s*|\s*\n\s*)\d+[.)]\s*$"
)
# "The causes are low income 2. high rents": the number of the next item
_NEXT = re.compile(
    r"(?<![a-z])(?!(?:about|from|into|just|least|most|only|over|than|under|with|until|aged|level) )"
    r"([a-z]{4,})\s+[1-9][.)]\s*$"
)
_EARLY = 40
_NOTHING = r"(?:not|n['’]t|no|never|neither|unable|cannot|insufficient)"
_SAYS = (
    r"(?:say|state|mention|contain|provide|specif\w+|include|give|have|find|know|answer|describe|"
    r"discuss|address|indicate|tell|detail|clear|available|enough|information|explicit\w*|sure|"
    r"determine|confirm)"
)
_NO_CLAIM = re.compile(
    rf"\b(?:{_SOURCE}{_THING}|i(?:['’]m)?|we|there|it)\b(?: \w+){{0,6}}? ?{_NOTHING}\b"
    rf"(?: \w+){{0,4}}? {_SAYS}\b|"
    rf"\bno (?:specific |further |such |relevant )*(?:information|mention|details?|answers?)\b|"
    rf"^(?:it is |that is |this is )?(?:unclear|not (?:stated|mentioned|specified|known|clear))\b",
    re.IGNORECASE,
)


_CLAIMS_TOO = re.compile(
    r"^(?:while|although|though)\b|(?<!sorry)[,;] (?:but|however|though)\b", re.I
)


def unmarked(sentence: str) -> str:
    """Return a sentence without citation marks and Markdown."""
    return " ".join(_NEXT.sub(r"\1", _MARK.sub("", sentence)).split())


def claims_nothing(sentence: str) -> bool:
    """Tell whether a sentence only says that the evidence does not say."""
    match = _NO_CLAIM.search(sentence)
    if match is None or match.start() >= _EARLY:
        return False
    return not _CLAIMS_TOO.search(sentence)


def unframed(sentence: str) -> str:
    """Return what a sentence says without "Yes," and "According to the article,"."""
    for pattern in (_OPENER, _FRAME, _OPENER):
        found = pattern.match(sentence)
        if found and len(sentence) - found.end() > 2:
            sentence = sentence[found.end() :]
    return sentence
