"""Whether a name is a piece of a headline, made of the question's own words, or no person."""

from __future__ import annotations

import re

from assistant import mentions
from assistant.asked import Sort, Wanted
from assistant.mentions import Span
from assistant.names import person_likelihood
from assistant.placenames import COUNTRIES, STATES
from assistant.question import Query
from assistant.rarity import rarity
from assistant.weighing import stems_of
from assistant.words import content_stems, stems

_NUMBERED = re.compile(r".* \d{1,4}")
_DATED = re.compile(r".* (?:19|20)\d\d")
_NEVER_DATED = (Sort.PERSON, Sort.PLACE, Sort.WORK)
_BOUNDARY = re.compile(r"(?:^|[:;|–—•]\s|\d[.)]\s)[\"“‘(]*$")
_ORDINARY = re.compile(
    r"(?!United)(?:Top|Old|Former|First|More|Most|Best|Big|Early|Late|Inside|Meet|Ex|Winner|Watch|"
    r"Photos?|Videos?|Opinion|Analysis|\w{2,}(?:ed|ing))(?= )"
)
_KNOWN = 3.6  # how rare a word is from which on it may well be a name: "Jared", not "Expected"
_THE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_MANY = re.compile(r"s (?:were|are|have|do)\b")
_WINS = frozenset(stems("won win beat defeated"))
_BEATEN = re.compile(
    r"\b(?:beats?|beating|beaten|defeat(?:s|ed|ing)?|over|against|loss to|lost to|past) (?:the )?$"
)
_OF_PLACES = re.compile(r"(?:[A-Z]\w+ish|[A-Z]\w+ese|[A-Z]\w+ern|[A-Z]\w{3,}[ei]an)")
_NO_COUNTRIES = frozenset(
    stems("company firm retailer automaker airline bank party university film movie book song")
)


def is_another_name(asked: Wanted, query: Query, text: str, span: Span) -> bool:
    """Tell whether a name is no name, or none of the sort that is asked for."""
    value = text[slice(*span)]
    if _is_the_questions(asked, query, value) or _is_of_a_headline(text, span):
        return True
    if (_NUMBERED if asked.sort is Sort.PERSON else _DATED).fullmatch(value):
        return asked.sort in _NEVER_DATED
    if asked.sort is Sort.PERSON:
        may_be_a_team = asked.verb in _WINS and value in COUNTRIES
        return not may_be_a_team and _is_no_person(text, span)
    return _is_no_thing(asked, text, span)


def is_misplaced(asked: Wanted, text: str, span: Span) -> bool:
    """Tell whether a name is a person where a place is asked for, or lost where a winner is."""
    if asked.verb in _WINS and asked.acts and _BEATEN.search(text[: span[0]]):
        return True
    if asked.sort is not Sort.PLACE or mentions.stands_as_place(text, span[0]):
        return False
    return person_likelihood(text[slice(*span)], text) > 0


def _is_the_questions(asked: Wanted, query: Query, value: str) -> bool:
    """Tell whether the question says a name itself, or half of it."""
    held = set(content_stems(value))
    own = (held & stems_of(query.text)) - asked.noun
    return bool(own) and (asked.sort is Sort.PERSON or 2 * len(own) >= len(held))


def _is_of_a_headline(text: str, span: Span) -> bool:
    """Tell whether a name's first word is only capitalised for where it stands: "Top Lin Aide"."""
    first = _ORDINARY.match(text[slice(*span)])
    if first is None or not _BOUNDARY.search(text[: span[0]]):
        return False
    return rarity(first[0]) < _KNOWN


def _is_no_person(text: str, span: Span) -> bool:
    """Tell whether the words around a name treat it as a place, a thing or a group."""
    value, before = text[slice(*span)], text[: span[0]]
    if (_THE.search(before) and " " not in value) or _MANY.match(text, span[1] - 1):
        return True
    likely = person_likelihood(value, text)
    return likely < -2 or (mentions.stands_as_place(text, span[0]) and likely <= 0)


def _is_no_thing(asked: Wanted, text: str, span: Span) -> bool:
    """Tell whether a company is a country, or a film the place where it was shown."""
    value = text[slice(*span)]
    if asked.sort in (Sort.COUNTRY, Sort.STATE):
        return False
    if asked.noun & _NO_COUNTRIES and (value in COUNTRIES or value in STATES):
        return True
    if _OF_PLACES.fullmatch(value) and re.match(r" [a-z]", text[span[1] :]):
        return True
    quoted = text[: span[0]].endswith(("“", '"', "‘", "'"))
    return asked.sort is Sort.WORK and not quoted and mentions.stands_as_place(text, span[0])
