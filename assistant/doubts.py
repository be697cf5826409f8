"""What speaks against setting a mention in bold, however near to the question's words it stands.

A wrong word in bold is much worse than none. The score of a mention orders sentences too, where a
mistake costs little; what is here only decides what a reader is shown. Each rule knows one way in
which a mention that stands near is still no answer.
"""

from __future__ import annotations

import re

from assistant import mentions
from assistant.asked import COUNTED, NAMED, Sort, Wanted
from assistant.mentions import Span
from assistant.names import person_likelihood
from assistant.placenames import COUNTRIES, STATES
from assistant.question import Query
from assistant.rarity import rarity
from assistant.weighing import Sentence, stems_of
from assistant.words import content_stems, stems

_LIST_NUMBER = re.compile(r"\W*\d{1,3}[.)](?=\s|$)")
_BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|by|until|till|from|before|after|since|to|between|around|about)\s+$", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told|tweeted|wrote|added|warned|announced|reported|confirmed)"
    r"(?: [\w’']+){0,2}? (?:on |in )?$"
)
_OF_A_THING = re.compile(r"(?:\b(?:the|a|an|its|his|her|their)|['’]s?) $", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(?:when|after|before|since|until|while|as)\b(?! (?:it|its|he|she|they)\b)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:]|, (?!\d)| [–—-] |\b(?:but|although|though|while|whereas|and)\b")
_NEGATION = re.compile(r"\b(?:not|never|neither|nor|nobody|none)\b|n['’]t\b", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"\b(?:not|instead of|rather than|unlike|except|besides) (?:the |by |in |with |for )?$",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|failed to|refused to)|n['’]t)(?: [\w’']+){0,2}? $", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:until|till|before)\b", re.IGNORECASE)
_FRACTION = re.compile(r"\d\.\d+$")
_MAGNITUDE = re.compile(r"\bmagnitude(?: of)?(?: an?)?[ -]$", re.IGNORECASE)
_REST = re.compile(r"\s+(?:other|others|more|additional|further|remaining)\b", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s|-)(?:per|a|an|each)[ -](?:share|month|year|week|day|hour|person|barrel|gallon|head)\b"
)
_PACE = re.compile(
    r"\b(?:hourly|daily|weekly|monthly|annual|yearly|per|an? \w+\W*$)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\w$€£.,-])(?:19|20)\d\d(?![\w%])")
_RECURRING = frozenset(stems("won win winner host hosted champion elect elected award awarded"))
_THE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_MANY = re.compile(r"s (?:were|are|have|do)\b")
_WITH_NUMBER = re.compile(r".* \d{1,4}")
_WITH_YEAR = re.compile(r".* (?:19|20)\d\d")
_BOUNDARY = re.compile(r"(?:^|[:;|–—•]\s|\d[.)]\s)[\"“‘(]*$")
_ORDINARY = re.compile(
    r"(?!United)(?:Top|Old|Former|First|More|Most|Best|Big|Early|Late|Inside|Meet|Ex|Winner|Watch|"
    r"Photos?|Videos?|Opinion|Analysis|\w{2,}(?:ed|ing))(?= )"
)
_KNOWN = 3.6  # how rare a word is from which on it may well be a name: "Jared", not "Expected"
_NEVER_DATED = (Sort.PERSON, Sort.PLACE, Sort.WORK)
_NO_COUNTRIES = frozenset(stems("company firm retailer automaker airline bank party university"))


def is_doubtful(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether something speaks against a span of a sentence as the short answer."""
    if _is_negated(asked, query, sentence, span) or _is_of_another_year(asked, query, sentence):
        return True
    if asked.sort in COUNTED:
        return _is_another_figure(asked, query, sentence.text, span)
    if asked.sort is Sort.TIME:
        return _is_another_time(asked, query, sentence, span)
    return asked.sort in NAMED and _is_another_name(asked, query, sentence, span)


def _is_negated(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a sentence says that a mention is not it, or did not do it."""
    if _NEGATION.search(query.text):
        return False
    text = sentence.text
    if _NEITHER.search(text) or _NOT_THIS.search(text[: span[0]]):
        return True
    verbs = [start for stem, start in sentence.words if stem == asked.verb]
    undone = any(_NOT_DONE.search(text[:start]) for start in verbs)
    return undone and not _UNTIL.search(text)


def _clause(text: str, span: Span) -> Span:
    """Return the span between the marks and joining words around a mention."""
    cuts = list(_CLAUSE.finditer(text))
    before = [cut.end() for cut in cuts if cut.end() <= span[0]]
    after = [cut.start() for cut in cuts if cut.start() >= span[1]]
    return max(before, default=0), min(after, default=len(text))


def _is_of_another_year(asked: Wanted, query: Query, sentence: Sentence) -> bool:
    """Tell whether a sentence is about another year than the question, or about long ago."""
    if asked.sort in (Sort.TIME, Sort.YEAR):
        return False
    told = {int(year) for year in _YEAR.findall(sentence.text)}
    wanted = {int(year) for year in _YEAR.findall(query.text)}
    if wanted:
        return bool(told) and not told & wanted
    recurs = asked.sort is Sort.AGE or asked.verb in _RECURRING
    return recurs and bool(told) and max(told) < query.as_of.year - 1


def _is_another_figure(asked: Wanted, query: Query, text: str, span: Span) -> bool:
    """Tell whether a number is that of a list, a part, a rate, or in another unit."""
    value, after = text[slice(*span)], text[span[1] :]
    if _LIST_NUMBER.match(text) and span[0] <= 3:
        return True
    if asked.sort is Sort.MONEY:
        return bool(_RATE.match(after)) and not _PACE.search(query.text)
    if asked.sort is not Sort.COUNT:
        return False
    if _REST.match(after) and not _REST.search(query.text):
        return True
    held = {*stems(value), *stems(after)[:4]}
    held |= {*stems(text[: span[0]])[-3:]}
    if (asked.noun - _MUCH) & held or not asked.noun - _MUCH:
        return False
    other = mentions.SPAN.search(value) or _FRACTION.search(value)
    return bool(other or _MAGNITUDE.search(text[: span[0]]))


_MUCH = frozenset(stems("many much"))


def _is_another_time(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a time is the length of a film, or that of something else in the sentence."""
    text, value = sentence.text, sentence.text[slice(*span)]
    before, after = text[: span[0]], text[span[1] :]
    if _BARE_CLOCK.fullmatch(value) and not _CLOCK_BEFORE.search(before):
        return True
    said = _SAID.search(before)
    if said and asked.verb not in stems(said[0]):
        return True
    if _YEAR.fullmatch(value) and _OF_A_THING.search(before) and re.match(r" \w", after):
        return True
    clause = text[slice(*_clause(text, span))]
    names = {stem for name in query.names for stem in stems(name)}
    under = _UNDER.search(clause[:40])
    return bool(under and names) and not names & set(stems(clause))


def _is_another_name(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a name is a piece of a headline, or made of the question's own words."""
    text, value = sentence.text, sentence.text[slice(*span)]
    own = set(content_stems(value)) & stems_of(query.text) - asked.noun
    if own and (asked.sort is Sort.PERSON or 2 * len(own) >= len(content_stems(value))):
        return True
    if (_WITH_NUMBER if asked.sort is Sort.PERSON else _WITH_YEAR).fullmatch(value):
        return asked.sort in _NEVER_DATED
    if _is_opened_by_another_word(text, span):
        return True
    if asked.sort is Sort.PERSON:
        return _is_no_person(text, span)
    if asked.sort is Sort.PLACE and not mentions.stands_as_place(text, span[0]):
        return person_likelihood(value, text) > 0
    if asked.sort is Sort.NAME and asked.noun & _NO_COUNTRIES:
        return value in COUNTRIES or value in STATES
    quoted = text[: span[0]].endswith(("“", '"', "‘", "'"))
    return asked.sort is Sort.WORK and not quoted and mentions.stands_as_place(text, span[0])


def _is_opened_by_another_word(text: str, span: Span) -> bool:
    """Tell whether a name's first word is only capitalised for where it stands: "Top Lin Aide"."""
    first = _ORDINARY.match(text[slice(*span)])
    opens = _BOUNDARY.search(text[: span[0]])
    return bool(first and opens) and rarity(first[0] if first else "") < _KNOWN


def _is_no_person(text: str, span: Span) -> bool:
    """Tell whether the words around a name treat it as a place, a thing or a group."""
    value, before = text[slice(*span)], text[: span[0]]
    if (_THE.search(before) and " " not in value) or _MANY.match(text, span[1] - 1):
        return True
    return mentions.stands_as_place(text, span[0]) and person_likelihood(value, text) <= 0
