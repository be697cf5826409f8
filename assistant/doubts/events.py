"""Whether a sentence denies what is asked about, only thinks of it, or tells another event."""

from __future__ import annotations

import re

from assistant.asked import Sort, Wanted
from assistant.mentions import Span
from assistant.question import Query
from assistant.weighing import Sentence
from assistant.words import stems

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
_PAST = re.compile(r"\b(?:did|was|were|won|has|had|\w{3,}ed)\b", re.IGNORECASE)
_THOUGHT = re.compile(
    r"\b(?:whether|(?:looking|hoping|aiming|vying|bid) to|hopes? to|a chance to)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|was|were|are|been|being|be)(?: \w+ly)? ([\w’'-]+)", re.IGNORECASE)
_BY = re.compile(r"\bby (?:[\w’'.]+ ){0,4}$")
_WAS_THEN = re.compile(r"\b(?:when|time|since|until|then)\b[^,]{0,30}\bwas\b", re.IGNORECASE)
_IS = re.compile(r"\bis\b|['’]s\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w$€£.,-])(?:19|20)\d\d(?![\w%])")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May(?= \d|,|\.)|June|July|August|September|October|"
    r"November|December)\b"
)
# What is won again and again: who did it before is no answer.
_RECURRING = frozenset(stems("won win winner host hosted champion elect elected award awarded"))
_BEFORE = re.compile(r"\b(?:defending|reigning|title holder|last won)\b", re.I)


def clause(text: str, span: Span) -> Span:
    """Return the span between the marks and joining words around a mention."""
    cuts = list(_CLAUSE.finditer(text))
    before = [cut.end() for cut in cuts if cut.end() <= span[0]]
    after = [cut.start() for cut in cuts if cut.start() >= span[1]]
    return max(before, default=0), min(after, default=len(text))


def recurs(asked: Wanted) -> bool:
    """Tell whether a question asks for what happens every few years, as a prize is won."""
    return asked.verb in _RECURRING


def tells_another_event(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether what a sentence says of a mention is not what is asked about."""
    around = sentence.text[slice(*clause(sentence.text, span))]
    return (
        _is_negated(asked, query, sentence, span)
        or _is_thought(query, around)
        or _is_done_to(asked, query, sentence, span)
        or _is_of_another_time(asked, query, sentence.text)
    )


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


def _is_done_to(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a sentence tells what was done to a mention that is to have done it."""
    if asked.sort is not Sort.PERSON or not asked.acts or _passive(asked, query.text):
        return False
    ends = _passive(asked, sentence.text)
    return any(span[1] < end for end in ends) and not _BY.search(sentence.text[: span[0]])


def _passive(asked: Wanted, text: str) -> list[int]:
    """Return where the verb ends that is told in the passive: "was shot"."""
    found = _BE.finditer(text)
    return [match.end() for match in found if stems(match[1])[-1:] == [asked.verb]]


def _is_thought(query: Query, around: str) -> bool:
    """Tell whether a clause only thinks of what the question takes as done."""
    done = _PAST.search(query.text) and not _THOUGHT.search(query.text)
    return bool(done and _THOUGHT.search(around))


def _is_of_another_time(asked: Wanted, query: Query, text: str) -> bool:
    """Tell whether a sentence is about another year or month than the question, or long ago."""
    if asked.sort in (Sort.TIME, Sort.YEAR):
        return False
    for unit in (_YEAR, _MONTH):
        told, wanted = set(unit.findall(text)), set(unit.findall(query.text))
        if wanted and told and not told & wanted:
            return True
    if not (asked.sort is Sort.AGE or recurs(asked)) or _YEAR.search(query.text):
        return False
    if asked.sort is Sort.AGE and _WAS_THEN.search(text) and _IS.search(query.text):
        return True
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(_BEFORE.search(text)) or (bool(years) and max(years) < query.as_of.year - 1)
