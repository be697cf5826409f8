"""Names in running text, by their capitals: who and what a conversation has been about.

No model: a name is a run of capitalised words. What tells a person from a place or an
organisation is how the text treats it ("President X", "X said", "in X").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.text.dates import MONTHS, WEEKDAYS
from assistant.text.nations import is_country, is_people
from assistant.text.visible import spaced, visible
from assistant.text.words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands."""

    text: str
    start: int
    end: int


_WORD = r"(?:[A-Z]\.)+(?:[A-Z]\b)?|[A-ZÀ-Þ][\w'’-]*[\w]|[A-Z]\b"
_NAME = re.compile(
    rf"(?:{_WORD})(?:[ ](?:(?:of|of the|de|del|da|di|von|van|van der|bin|ibn|al|la|le|the|for)[ ])?"
    rf"(?:{_WORD}|\d{{1,4}}\b))*"
)
# Words that open a sentence with a capital and are no names.
OPENERS = (
    STOP_WORDS
    | {*WEEKDAYS, *MONTHS}
    | frozenset(
        """
    tell give show list name describe explain summarise summarize find please ok okay hi hello yes
    no thanks well sure great would could can may might must shall is are was were do does did has
    have had let according although however meanwhile since while during despite after before many
    some most one two three several other another today yesterday tomorrow last next early late
    mr mrs ms dr sir there it's that's he's she's
    i i'm i'll i'd i've speaking anything any how's what's who's where's additionally also
    """.split()
    )
)
_BOUNDARY = re.compile(r"(?:^|[.!?:;\n]|[\"“”‘(*•-])[\s\"“”‘(*•-]*$")


def names(text: str, known: Iterable[str] = ()) -> list[Name]:
    """Return the names in a text, in order; `known` names are found in any spelling of case.

    A single capitalised word that opens a sentence is no evidence of a name, unless it is known.
    """
    seen = visible(spaced(text))
    found = [name for match in _NAME.finditer(seen.text) if (name := _trimmed(seen.text, match))]
    for spelling in known:
        found.extend(_typed_low(seen.text, spelling, found))
    there = (Name(name.text, *seen.there(name.start, name.end)) for name in found)
    return sorted(there, key=lambda name: name.start)


def _trimmed(text: str, match: re.Match[str]) -> Name | None:
    """Drop function words from the front of a run ("Did Putin"), possessives from its end."""
    start, end = match.span()
    opens = bool(_BOUNDARY.search(text[:start]))
    words = match.group().split(" ")
    while words and words[0].lower().strip("'’") in OPENERS and not _is_acronym(words[0]):
        start += len(words[0]) + 1
        words = words[1:]
        opens = False
    if not words:
        return None
    while words and not words[0][:1].isupper() and (len(words) > 1 or not words[0].isdigit()):
        start += len(words[0]) + 1
        words = words[1:]
    if not words or words[0].isdigit():
        return None
    core = re.sub(r"['’]s?$", "", text[start:end])
    alone = len(words) == 1 and opens
    if alone and not _is_acronym(words[0]):
        return None
    return Name(core, start, start + len(core))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.replace(".", "").isupper() and word.lower() not in STOP_WORDS


def _typed_low(text: str, name: str, taken: list[Name]) -> list[Name]:
    if name.lower() not in text.lower():  # spares compiling a pattern for every name
        return []
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return [
        Name(name, *match.span())
        for match in pattern.finditer(text)
        if not any(match.start() < one.end and one.start < match.end() for one in taken)
    ]


TITLES = (
    r"(?:president|minister|chancellor|senator|governor|mayor|king|queen|prince|princess|pope|sir|"
    r"dame|lord|lady|mr|mrs|ms|dr|general|judge|justice|secretary|chairman|chairwoman|chief|"
    r"leader|coach|captain|director|ceo|actor|actress|singer|author|professor|rep|sen|gov|"
    r"spokesman|spokeswoman|footballer|player|billionaire|founder)"
)
"""A pattern for what is said of people only."""
_ACTS = (
    r"(?:said|says|told|tells|say|tell|announced|announce|resigned|resign|born|argued|added|wrote|"
    r"tweeted|declared|claimed|warned|warn|die|died|win|won|propose|proposed|promise|promised|"
    r"accused|denied|deny|admitted|meet|met|think|thinks|believes?|wants?|married|marry|speak|"
    r"spoke|testified|visit|visited|scored|sign|signed)"
)
_NOT_PERSON_END = frozenset(
    """
    cup university street house party league union open city county state states court council
    committee association company corporation inc ltd bank group agency ministry department office
    church school college museum park river lake sea ocean island islands mountain war act bill
    treaty agreement prize award awards festival games olympics times post news tv radio network
    street airport station hospital center centre institute foundation team club committee congress
    parliament senate commission organization organisation nations kingdom republic province region
    square bridge tower palace service services force forces army navy police guard test series
    season show movie film book song album game election elections day year week month
    prefecture county
    """.split()
)
_PLACES = frozenset(
    """
    usa us uk eu un britain england scotland wales turkey gaza palestine korea moscow kyiv kiev
    london paris berlin rome madrid washington beijing tokyo delhi jerusalem brussels texas
    california florida nato google apple twitter facebook amazon microsoft tesla meta nasa fifa
    uefa who bbc cnn reuters congress senate parliament kremlin pentagon netflix spacex
    """.split()
)


def person_likelihood(name: str, text: str) -> int:
    """Score how much a text treats a name as a person; 0 or less means it rather does not."""
    marked = re.sub(re.escape(name), _MARK, text, flags=re.IGNORECASE)
    signs = (
        (_RANKED, 2),
        (_ACTING, 2),
        (_ASKED_FOR, 3),
        (_AGED, 2),
        (_WITHIN, -2),
        (_BEFORE_NOUN, -2),
    )
    return _shape(name.split()) + sum(score for sign, score in signs if sign.search(marked))


_MARK = "\ue000"  # stands for the name, so that the patterns are compiled once
_RANKED = re.compile(rf"\b{TITLES}\.? (?:(?!(?:of|in|for|from|at)\b)\w+ )?{_MARK}", re.IGNORECASE)
_ACTING = re.compile(rf"{_MARK}(?:,[^,.]{{0,60}},)? (?:\w+ )?{_ACTS}\b", re.IGNORECASE)
_ASKED_FOR = re.compile(rf"\bwho(?: is|'s| was) {_MARK}", re.IGNORECASE)
_AGED = re.compile(rf"{_MARK}\W+(?:who|whose|aged \d|\d\d,)")
# "A former Orlu guard" is no person called Orlu.
_BEFORE_NOUN = re.compile(rf"\b(?:an?|(?:the |an? )?former|the first|\d+-year-old) {_MARK} [a-z]")
_WITHIN = re.compile(rf"\b(?:in|at|near|across|the|inside) {_MARK}", re.IGNORECASE)


def _shape(words: list[str]) -> int:
    last = words[-1].lower()
    if last in _NOT_PERSON_END or last in _PLACES or words[0].lower() in _PLACES:
        return -6
    if is_people(last) or (is_country(last) and len(words) == 1):
        return -6
    if is_country(last) or is_country(words[0]):  # "North Korea", but also "Michael Jordan"
        return -2
    if any(_is_acronym(word) and len(word.replace(".", "")) > 2 for word in words):
        return -4
    if any(word[:1].isdigit() or word in ("of", "for", "the") for word in words):
        return -4
    return 1 if 1 < len(words) <= 4 else 0
