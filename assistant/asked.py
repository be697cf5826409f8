"""What a question wants named: a person, a place, a time, a number or another name, or none.

Narrower than the kind of a question, which ranks sentences and may be wrong at little cost: this
decides what is set in bold. Only the words that ask count ("who" after a noun is no question), and
in doubt nothing is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.words import STOP_WORDS, content_stems


class Sort(StrEnum):
    """What sort of words would be the short answer."""

    PERSON = "person"
    PLACE = "place"
    COUNTRY = "country"
    STATE = "state"
    TIME = "time"
    YEAR = "year"
    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    AGE = "age"
    SPAN = "span"
    NAME = "name"
    WORK = "work"
    OTHER = "other"


NAMED = frozenset(
    {Sort.PERSON, Sort.PLACE, Sort.COUNTRY, Sort.STATE, Sort.NAME, Sort.WORK, Sort.OTHER}
)
COUNTED = frozenset({Sort.COUNT, Sort.SHARE, Sort.MONEY, Sort.SPAN})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted, `noun` the stems of what it is called, and its part in the sentence.

    `acts` tells that the wanted one does what the question says ("Who won?"), not that it is done
    to it ("Who did she beat?"); `verb` is the first stem of what is said about it. `several` are
    wanted by "which two towns", "who were the".
    """

    sort: Sort
    noun: frozenset[str]
    acts: bool
    verb: str
    several: bool


_SENTENCE = re.compile(r"(?<=[.!?])[\s\"”]+(?=[A-Z“\"])")
_ASKS_AFTER = (
    r"(?:^|[,;:–—][\s\"“]*|\b(?:by|with|to|for|from|of|on|in|at|against|and|but|is|was|until|since|"
    r"about|after|over|into|through|called|titled|under|near|during|me|know|exactly)\s+)"
)
_ASKING = re.compile(
    rf"{_ASKS_AFTER}(?P<word>who(?:m|se)?|when|where|what|which|why|how)(?=\b)"
    r"|\b(?P<how>how)(?= (?:many|much)\b)|\b(?P<any>which)(?= )"
    r"|\b(?P<last>who|whom|when|where|what)(?=\W*$)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\w[,;–—]\s*$")
_PREPOSITION = re.compile(
    r"\b(?:by|with|to|for|from|of|on|in|at|against|about|after|into|through|under|near|during)\s+$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"^(?:who (?:are|were)|(?:what|which)(?: \w+){0,2}? (?:two|three|four|five|\w+(?<![sui])s))\b",
    re.IGNORECASE,
)
_BY_WORD: Mapping[str, Sort] = {
    "who": Sort.PERSON,
    "whom": Sort.PERSON,
    "whose": Sort.PERSON,
    "when": Sort.TIME,
    "where": Sort.PLACE,
}
_HOW: Mapping[str, Sort] = {
    "many": Sort.COUNT,
    "much": Sort.COUNT,
    "old": Sort.AGE,
    "soon": Sort.TIME,
    **dict.fromkeys("long far big large tall high deep heavy fast".split(), Sort.SPAN),
}
_MONEY = re.compile(
    r"^how much (?:money|does? .* cost|did .* (?:cost|pay)|.*\b(?:paid|cost|worth|fined?|pay|sell|"
    r"sold|spen[dt]|donat\w+|rais\w+|price|dollars?|euros?|pounds?)\b)",
    re.IGNORECASE,
)
_NOUNS: Mapping[Sort, frozenset[str]] = {
    Sort.SHARE: frozenset("percent percentage proportion share rate fraction".split()),
    Sort.MONEY: frozenset("price cost sum amount fine prize salary budget".split()),
    Sort.COUNT: frozenset("number total toll magnitude score population count".split()),
    Sort.AGE: frozenset(["age"]),
    Sort.YEAR: frozenset(["year"]),
    Sort.TIME: frozenset("date day month time century decade weekday deadline".split()),
    Sort.COUNTRY: frozenset("country nation continent".split()),
    Sort.STATE: frozenset(["state"]),
    Sort.PLACE: frozenset(
        """city town village place region island province capital county location area territory
        river lake mountain sea ocean district street stadium airport venue""".split()
    ),
    Sort.PERSON: frozenset(
        """person man woman actor actress singer player president minister senator politician
        leader author writer star artist musician athlete candidate official governor mayor judge
        justice king queen prince princess pope scientist general celebrity congressman
        congresswoman representative lawmaker footballer golfer boxer director designer rapper
        billionaire ceo coach captain chancellor professor activist journalist driver emperor
        ambassador secretary founder inventor philosopher explorer architect
        mathematician""".split()
    ),
    Sort.NAME: frozenset(
        """name company firm retailer automaker carmaker airline bank network platform app team club
        school university college agency organization organisation group party magazine newspaper
        act law treaty bill park landmark building museum hurricane storm planet moon spacecraft
        mission program programme tournament award festival band restaurant chain website language
        dynasty war battle supermarket brand""".split()
    ),
    Sort.WORK: frozenset(
        "title show series film movie song single album book novel game painting play".split()
    ),
}
_SORTS = {noun: sort for sort, nouns in _NOUNS.items() for noun in nouns}
# "type of storm" is no name, and neither is an "age group".
_NO_NAMES = frozenset("type types kind kinds sort sorts form forms age".split())
_BETWEEN = re.compile(r"[\w’'.$%-]+")
_AUXILIARY = frozenset(
    """is are was were be been being am do does did has have had will would can could shall should
    may might must 's""".split()
)
_IS = frozenset("is are was were 's".split())
_DETERMINERS = frozenset("the its his her their".split())
_ENDS = STOP_WORDS - {"many", "much", "more", "us"}  # "which US city"
_POSSESSIVE = re.compile(r"['’]s?$")
_ABOUT_ONE = re.compile(
    r"^(?i:who)(?:\s+(?:is|was|are|were)|['’]s|['’]re)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s*)+\??$"
)


def wanted(question: str) -> Wanted | None:
    """Tell what would be the short answer, or None where a question asks for no such thing.

    "How many people live in Orlu?" -> COUNT of {"peopl"}; "Why did it close?" -> None
    """
    asking = _asking_sentence(question)
    if _ABOUT_ONE.match(asking):
        return None
    matches = list(_ASKING.finditer(asking))
    for match in matches:
        word = next(each for each in match.groups() if each)
        before, after = asking[: match.end() - len(word)], asking[match.end() - len(word) :]
        last = match is matches[-1] and asking.rstrip('"” ').endswith("?")
        if _RELATIVE.search(before) and not last:
            continue  # "the mayor, who left, sold which ferry?"
        typed = _BETWEEN.findall(after)[1:]
        read = _sort(word.lower(), after, [each.lower() for each in typed])
        if match["any"] and (read is None or read[0] is Sort.OTHER):
            continue
        if read is None:
            return None
        sort, length = read
        acts, verb = _part(typed[length:])
        acts = acts and word.lower() != "where" and not _PREPOSITION.search(before)
        noun = frozenset(content_stems(" ".join(typed[:length])))
        return Wanted(sort, noun, acts, verb, bool(_SEVERAL.search(after)))
    return None


def _asking_sentence(question: str) -> str:
    sentences = _SENTENCE.split(question.strip())
    asking = [each for each in sentences if _ASKING.search(each)]
    return (asking or sentences)[-1]


def _sort(word: str, after: str, rest: list[str]) -> tuple[Sort, int] | None:
    """Return the sort and how many words after the word that asks say what is wanted."""
    if word in _BY_WORD:
        return _BY_WORD[word], 0
    if word == "how":
        return _how(after, rest)
    if word in ("what", "which"):
        read = _what(rest)
        return None if read and read[0] is Sort.OTHER and word == "what" else read
    return None


def _how(after: str, rest: list[str]) -> tuple[Sort, int] | None:
    sort = _HOW.get(rest[0]) if rest else None
    if sort is None:
        return None
    return (Sort.MONEY, 1) if _MONEY.match(after) else (sort, _phrase(rest))


def _what(rest: list[str]) -> tuple[Sort, int] | None:
    """Read the noun of "what year", "which Turkish city", "what is the name of"."""
    skipped = 2 if rest[:1] and rest[0] in _IS else 0
    if skipped and not _DETERMINERS & set(rest[1:2]):  # "what is the name", not "what is he called"
        return None
    phrase = rest[skipped : skipped + _phrase(rest[skipped:])]
    if not phrase or phrase[0] in _AUXILIARY or _NO_NAMES & set(phrase[:-1]):
        return None
    found = _table_noun(phrase)
    if found is None:
        return None if skipped or phrase[0] in _ENDS else (Sort.OTHER, 1)
    sort, length = found[0], skipped + found[1]
    if rest[length - 1 : length + 1] in (["name", "of"], ["title", "of"]):
        length += 2 + _phrase(rest[length + 2 :])  # "name of the lander"
    return sort, length


def _table_noun(phrase: list[str]) -> tuple[Sort, int] | None:
    """Return the sort of the first noun of the table, or of the last in "state park"."""
    found: tuple[Sort, int] | None = None
    for place, word in enumerate(phrase):
        sort = _SORTS.get(_singular(word))
        if sort:
            found = sort, place + 1
        if _POSSESSIVE.search(word) or (found and not sort):
            break
    return found


def _singular(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    if word in _SORTS:
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and word != "series" else word.removesuffix("s")


def _phrase(rest: list[str]) -> int:
    """Count the words up to the verb or the next function word, at most five."""
    for count, word in enumerate(rest[:5]):
        if count and (word in _AUXILIARY or word in _ENDS):
            return count
    return min(len(rest), 5)


def _part(rest: list[str]) -> tuple[bool, str]:
    """Tell whether the wanted one acts, and the stem of what is said of it: the verb, mostly."""
    acts = not (rest[:1] and rest[0] in ("did", "do", "does") and len(rest) > 2)
    if rest[1:] and rest[0] in ("has", "have", "had"):
        acts = rest[1].endswith(("ed", "en")) or rest[1] in ("been", "won", "become", "made")
    said: list[str] = []
    for word in rest:
        if said and _PREPOSITION.fullmatch(f"{word} "):
            break
        said += content_stems(word) if not word[0].isupper() else []
    return acts, "" if not said else said[0] if acts else said[-1]  # "did the mine close"
