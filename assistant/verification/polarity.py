"""Negations, quantities and opposites that a sentence has and its statements do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.verification.lemmas import lemma
from assistant.verification.reading import Reading, Token, read

_NEGATIONS = frozenset("not never no cannot without nor neither none nobody nothing".split())
_NOT = re.compile(r"n['’]t$")
_BREAK = re.compile(r"[,;:.!?—–()“”\"]")
# Words that deny without a negation, so that "refused to" and "did not" may say the same.
_DENYING = frozenset(
    lemma(word)
    for word in """
    deny refuse fail lack unable impossible unlikely reject avoid prevent stop ban forbid prohibit
    hardly barely scarcely seldom rarely few little less except unless instead rather only unlike
    absent absence missing miss without decline dismiss oppose against cease end different false
    untrue wrong unclear unknown unaware illegal free zero exclude ignore neglect cancel drop
    """.split()
)
_ALL = frozenset("all every each everyone everybody everything always entire whole".split())
_ONLY = frozenset("only solely exclusively".split())
_MOST = frozenset("most majority mostly mainly largely usually generally".split())
_SOME = frozenset(
    "some several many few certain various sometimes often part partly occasionally".split()
)
_STRONG = _ALL | frozenset(
    "any no none both total totally fully complete completely throughout across full".split()
)
_OPPOSITES = """
rise fall
rise drop
increase decrease
increase fall
increase decline
increase reduce
grow shrink
grow fall
gain lose
win lose
victory defeat
success failure
succeed fail
before after
more less
more fewer
higher lower
high low
above below
over under
up down
first last
early late
earlier later
better worse
best worst
bigger smaller
larger smaller
largest smallest
biggest smallest
longer shorter
older younger
oldest youngest
faster slower
stronger weaker
cheaper costlier
most least
maximum minimum
open close
opened closed
accept reject
approve reject
support oppose
allow ban
allow forbid
permit prohibit
legal illegal
possible impossible
likely unlikely
guilty innocent
convict acquit
arrive leave
enter leave
begin end
start end
start stop
start finish
buy sell
import export
north south
east west
northern southern
eastern western
male female
man woman
boy girl
husband wife
father mother
son daughter
brother sister
public private
strong weak
rich poor
safe dangerous
friend enemy
ally enemy
attack defend
hire fire
love hate
true false
war peace
borrow lend
expensive cheap
positive negative
advantage disadvantage
benefit harm
confirm deny
include exclude
remember forget
worsen improve
strengthen weaken
raise lower
raise cut
expand contract
inside outside
left right
majority minority
minimum maximum
hot cold
""".strip()


def _pairs() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.splitlines():
        one, other = (_plain(word) for word in line.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _plain(word: str) -> str:
    return word if word.endswith(("er", "est")) else lemma(word)


_OPPOSITE = _pairs()


@lru_cache(maxsize=8192)
def negated(text: str) -> tuple[tuple[str, ...], ...]:
    """Return for each negation of a text the content words that it may be about."""
    reading = read(text)
    return tuple(
        tuple(token.lemma for token in _scope(reading, place))
        for place, token in enumerate(reading.tokens)
        if _negates(token)
    )


def _negates(token: Token) -> bool:
    return token.text.lower() in _NEGATIONS or bool(_NOT.search(token.text.lower()))


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
    return _denies(sentence, given) or _drops(sentence, given)


def _denies(sentence: Reading, given: Sequence[Reading]) -> str:
    told = {word for reading in given for scope in negated(reading.text) for word in scope}
    said = {word for reading in given for word in reading.known}
    if _DENYING & said - sentence.known:  # "refused to" may be the "did not" of the sentence
        return ""
    for scope in negated(sentence.text):
        if scope and not told & set(scope) and scope[0] in said:
            return scope[0]
    return ""


def _drops(sentence: Reading, given: Sequence[Reading]) -> str:
    denied = {word for scope in negated(sentence.text) for word in scope}
    for reading in given[:1]:
        if _DENYING & sentence.known - reading.known:
            continue
        for scope in negated(reading.text):
            head = scope[0] if scope else ""
            if head in sentence.known and not denied & set(scope) and _stands_once(reading, head):
                return head
    return ""


def _stands_once(reading: Reading, word: str) -> bool:
    return sum(token.lemma == word for token in reading.tokens) == 1


def widened(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return the word that says all, most or only, where the statements say it of some."""
    said = {token.text.lower() for reading in given for token in reading.tokens}
    for token in sentence.tokens:
        low = token.text.lower()
        if low in _ALL and not said & _STRONG:
            return token.text
        if low in _ONLY and not said & (_ONLY | {"just", "alone", "sole", "one", "but", "single"}):
            return token.text
        if low in _MOST and not said & (_MOST | _STRONG) and said & _SOME:
            return token.text
    return ""


def opposite(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return a word of a sentence whose opposite stands in the statements, and not the word."""
    own, said = _words(sentence), {word for reading in given[:1] for word in _words(reading)}
    every = {word for reading in given for word in _words(reading)}
    for word in sorted(own - every):
        against = _OPPOSITE.get(word, set()) & said - own
        if against and not negated(sentence.text) and not any(negated(r.text) for r in given):
            return next(t.text for t in sentence.tokens if word in (t.text.lower(), t.lemma))
    return ""


def _words(reading: Reading) -> set[str]:
    return {word for token in reading.tokens for word in (token.text.lower(), token.lemma)}
