"""Whether a time is the length of a film, or that of something else in the sentence."""

from __future__ import annotations

import re

from assistant.asked import Wanted
from assistant.doubts.events import clause
from assistant.mentions import Span
from assistant.question import Query
from assistant.words import stems

_BARE_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|by|until|till|from|before|after|since|to|between|around|about)\s+$", re.IGNORECASE
)
_SAID = re.compile(
    r"\b(?:said|says|told|tweeted|wrote|added|warned|announced|reported|confirmed)"
    r"(?: [\w’']+){0,2}? (?:on |in )?$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_THING = re.compile(r"(?:\b(?:the|a|an|its|his|her|their)|['’]s?) $", re.IGNORECASE)
_THING = re.compile(r" \w")
_UNDER = re.compile(
    r"\b(?:when|after|before|since|until|while|as)\b(?! (?:it|its|he|she|they)\b)", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:before|after|until)\s+(\w+ing)\b", re.IGNORECASE)


def is_another_time(asked: Wanted, query: Query, text: str, span: Span) -> bool:
    """Tell whether a time is a length, or says when something else was or was said."""
    value, before, after = text[slice(*span)], text[: span[0]], text[span[1] :]
    if _BARE_CLOCK.fullmatch(value) and not _CLOCK_BEFORE.search(before):
        return True
    said = _SAID.search(before)
    if said and asked.verb not in stems(said[0]):
        return True
    if _YEAR.fullmatch(value) and _OF_A_THING.search(before) and _THING.match(after):
        return True
    return _is_of_another_clause(asked, query, text, clause(text, span))


def _is_of_another_clause(asked: Wanted, query: Query, text: str, around: Span) -> bool:
    """Tell whether a time stands in "when her father died", or beside "before opening"."""
    own = text[slice(*around)]
    names = {stem for name in query.names for stem in stems(name)}
    if names and _UNDER.search(own[:40]) and not names & set(stems(own)):
        return True
    then = [match for match in _THEN.finditer(text) if asked.verb in stems(match[1])]
    return any(not around[0] <= match.start() < around[1] for match in then)
