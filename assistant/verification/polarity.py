"""Negations, quantities and opposites that a sentence has and its statements do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.verification.facts import Place, is_displaced
from assistant.verification.reading import Reading, Token, lemma, read

_NEGATIONS = frozenset("not never no non cannot without nor neither none nobody nothing".split())
_BREAK = re.compile(r"[,;:.!?—–()“”\"]")
# Words that deny without a negation, so that "refused to" and "did not" may say the same.
_DENYING = frozenset(
    lemma(word)
    for word in """
    deny refuse fail failure inability refusal unwilling lack unable impossible unlikely reject
    avoid prevent stop ban forbid prohibit
    hardly barely scarcely seldom rarely few little less except unless instead rather only unlike
    absent absence missing miss without decline dismiss oppose against cease end different false
    untrue wrong unclear unknown unaware illegal free zero exclude ignore neglect cancel drop
    """.split()
)
_ALL = frozenset("all every everyone everybody everything always each".split())
_ONLY = frozenset("only solely exclusively".split())
_SINGLE = _ONLY | frozenset("just alone sole one but single".split())
_SOME = frozenset(
    "some several many few certain various sometimes often part partly occasionally most mostly "
    "more usually frequently generally number majority".split()
)
_EACH = frozenset("each every everyone everybody everything".split())  # "each day": "a day"


_PAIRS = """
    rise/fall rise/drop increase/decrease increase/fall increase/decline increase/reduce
    grow/shrink grow/fall gain/lose win/lose victory/defeat success/failure succeed/fail
    before/after more/less more/fewer higher/lower high/low above/below first/last early/late
    earlier/later better/worse best/worst bigger/smaller larger/smaller largest/smallest
    biggest/smallest longer/shorter older/younger oldest/youngest faster/slower stronger/weaker
    cheaper/costlier maximum/minimum opened/closed accept/reject approve/reject support/oppose
    allow/ban allow/forbid permit/prohibit legal/illegal possible/impossible likely/unlikely
    guilty/innocent convict/acquit arrive/leave enter/leave begin/end start/end start/stop
    start/finish buy/sell import/export north/south east/west northern/southern eastern/western
    male/female man/woman boy/girl husband/wife father/mother son/daughter brother/sister
    public/private strong/weak rich/poor safe/dangerous friend/enemy ally/enemy attack/defend
    hire/fire love/hate true/false war/peace borrow/lend expensive/cheap positive/negative
    advantage/disadvantage benefit/harm confirm/deny include/exclude remember/forget
    worsen/improve strengthen/weaken raise/lower raise/cut expand/contract inside/outside
    majority/minority minimum/maximum hot/cold
"""


def _opposites() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        # "Lower" and "lowest" stand for themselves, and not for "low".
        one, other = (w if w.endswith(("er", "est")) else lemma(w) for w in pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


OPPOSITES = _opposites()


@lru_cache(maxsize=8192)
def negated(text: str) -> tuple[tuple[str, ...], ...]:
    """Return for each negation of a text the content words that it may be about, if any."""
    reading = read(text)
    scopes = (
        tuple(token.lemma for token in _scope(reading, place))
        for place, token in enumerate(reading.tokens)
        if negates(token)
    )
    return tuple(filter(None, scopes))


def negates(token: Token) -> bool:
    """Tell whether a word denies: "not", "never", "didn't"."""
    return token.text.lower() in _NEGATIONS or token.text.lower().endswith(("n't", "n’t"))


def _scope(reading: Reading, place: int) -> Iterator[Token]:
    last, count = reading.tokens[place], 0
    for token in reading.tokens[place + 1 : place + 8]:
        if _BREAK.search(reading.text[last.end : token.start]) or count == 2:
            return
        last = token
        if token.weight:
            count += 1
            yield token


def flipped(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return the word that a sentence denies and its statements affirm, or the other way round."""
    told = {word for reading in given for scope in negated(reading.text) for word in scope}
    said = {word for reading in given for word in reading.known}
    if not _DENYING & said - sentence.known:  # "refused to" may be the "did not" of the sentence
        for head, *rest in negated(sentence.text):
            if head in said and not told & {head, *rest}:
                return head
    denied = {word for scope in negated(sentence.text) for word in scope}
    for reading in given[:1] if not _DENYING & sentence.known - given[0].known else ():
        words = [token.lemma for token in reading.tokens]
        for head, *rest in negated(reading.text):
            known = head in sentence.known and words.count(head) == 1
            if known and not denied & {head, *rest}:
                return head
    return ""


def widened(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return the word that says all or only, where the statements do not, or say it of some."""
    said = {token.text.lower() for reading in given for token in reading.tokens}
    for place, token in enumerate(sentence.tokens):
        low = token.text.lower()
        if place and negates(sentence.tokens[place - 1]):  # "not all", "not always"
            continue
        if low in _ONLY and not said & _SINGLE:
            return token.text
        if low in _ALL and not said & _ALL and (low not in _EACH or said & _SOME):
            return token.text
        if low in _ALL and _says_some(_slot(sentence, place), given):
            return token.text
    return ""


def _says_some(slot: set[str], given: Sequence[Reading]) -> bool:
    """Tell whether the first statement says some in the place where a sentence says all."""
    found = [
        (len(slot & _slot(reading, place)), token.text.lower() in _ALL)
        for reading in given[:1]
        for place, token in enumerate(reading.tokens)
        if token.text.lower() in _SOME | _ALL
    ]
    best = max((count for count, strong in found if strong), default=0)
    return max((count for count, strong in found if not strong), default=0) > best


def _slot(reading: Reading, place: int) -> set[str]:
    """Return the words around a word of quantity, each with its side."""
    before = [f"<{t.lemma}" for t in reading.tokens[max(0, place - 3) : place]]
    after = [f">{t.lemma}" for t in reading.tokens[place + 1 : place + 4] if t.lemma != "of"]
    return {*before[-2:], *after[:2]}


def opposite(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return a word of a sentence in whose place the first statement has its opposite."""
    if any(negated(each.text) for each in (sentence, *given)):
        return ""
    own, said = _words(sentence), _words(given[0])
    for token in sentence.tokens:
        against = (
            OPPOSITES.get(token.text.lower(), set()) | OPPOSITES.get(token.lemma, set())
        ) - own
        if _word(token) & said or not against & said:
            continue
        same = [_at(each, t) for each in given[1:] for t in each.tokens if _word(t) & _word(token)]
        others = [_at(given[0], t) for t in given[0].tokens if _word(t) & against]
        if not same or is_displaced(_at(sentence, token), same, others):
            return token.text
    return ""


def _at(reading: Reading, token: Token) -> Place:
    return reading, token.start, token.end


def _words(reading: Reading) -> set[str]:
    return {word for token in reading.tokens for word in _word(token)}


def _word(token: Token) -> set[str]:
    return {token.text.lower(), token.lemma}
