"""Words that say the opposite of each other, as lemmas: a closed list."""

from __future__ import annotations

from assistant.verification.lemmas import lemma

_PAIRS = """
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
maximum minimum
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
majority minority
minimum maximum
hot cold
""".strip()


def _pairs() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in _PAIRS.splitlines():
        one, other = (_plain(word) for word in line.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _plain(word: str) -> str:
    return word if word.endswith(("er", "est")) else lemma(word)


OPPOSITES = _pairs()
