"""Whether a question that was made of a sentence can be understood without its article."""

from __future__ import annotations

import re

from assistant.newtopic import defines
from assistant.rarity import rarity
from assistant.topic import content_words

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# How rare its words must be together, with a name among them and without: "Who left office?" is
# a riddle.
_NAMED, _UNNAMED = 4.0, 8.5
_LEAST, _LONGEST = 3, 14  # words
# Read alone, a question that holds one of these asks about nobody knows what or when.
_POINTING = re.compile(
    r"\b(?:it|its|he|him|his|she|her|they|them|their|we|us|our|i|my|you|your|this|these|those|"
    r"such|there|here|so far|today|tonight|yesterday|tomorrow|ago|(?:last|next) (?:week|month|year)"
    rf")\b|\b(?i:that) \w+\?|\b{WEEKDAY}\b",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(
    r"\bthe (?:[a-z]+|[a-z]+['’]s [a-z]+)\?$"
)  # "the blaze", "the court's ruling"
_US = re.compile(r"\bUS\b")  # "us" is no country
_ON_A_WEEKDAY = re.compile(
    rf",?(?: on| early| late)* {WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
    r"(?=\?| (?:to|in|at|after|before|into|for|as|over|by|from|with)\b)"
)


def without_weekday(question: str) -> str:
    """Return a question without the day of the week that its article was written in."""
    return _ON_A_WEEKDAY.sub("", question)


def stands_alone(question: str) -> bool:
    """Tell whether a question says what it asks about: "Who left office?" does not."""
    if not _LEAST <= len(question.split()) <= _LONGEST or _POINTING.search(_US.sub("", question)):
        return False
    told = content_words(question.partition(" ")[2])
    if any(word[0].isupper() for word in told):
        return sum(map(rarity, told)) >= _NAMED
    is_riddle = _WHICH_ONE.search(question) or sum(map(rarity, told)) < _UNNAMED
    return defines(question) or not is_riddle
