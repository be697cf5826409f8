"""Words brought to one form: irregular verbs, spellings of both sides of the ocean, stems."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.numerals import numbers
from assistant.respelling import respelled
from assistant.words import stems

# The first of each line is what the others are read as; the stemmer does the regular ones.
_IRREGULAR = """
be am is are was were been being 's 're
have has had having
do does did done
go goes went gone
say said
get got gotten
make made
know knew known
think thought
take took taken
see saw seen
come came
give gave given
find found
tell told
become became
leave left
feel felt
put puts
bring brought
begin began begun
keep kept
hold held
write wrote written
stand stood
hear heard
mean meant
meet met
run ran
pay paid
sit sat
speak spoke spoken
lead led
grow grew grown
lose lost
fall fell fallen
send sent
build built
understand understood
draw drew drawn
break broke broken
spend spent
rise rose risen
drive drove driven
buy bought
wear wore worn
choose chose chosen
win won
catch caught
teach taught
seek sought
sell sold
shoot shot
fly flew flown
eat ate eaten
sing sang sung
fight fought
throw threw thrown
steal stole stolen
strike struck stricken
hide hid hidden
sleep slept
swim swam swum
ride rode ridden
forget forgot forgotten
forgive forgave forgiven
shake shook shaken
freeze froze frozen
sink sank sunk
swear swore sworn
tear tore torn
wake woke woken
bear bore born borne
bite bit bitten
blow blew blown
feed fed
flee fled
hang hung
lay laid
lend lent
light lit
deal dealt
dig dug
shrink shrank shrunk
spring sprang sprung
stick stuck
sweep swept
bind bound
die dies died dying dead death deaths
child children
man men
woman women
person people
foot feet
tooth teeth
mouse mice
life lives
wife wives
good better best
bad worse worst
"""
_BASE = {word: line.split()[0] for line in _IRREGULAR.strip().splitlines() for word in line.split()}
_NOT = re.compile(r"n['’]t$")
_AUXILIARY = {"wo": "will", "ca": "can", "sha": "shall", "ai": "be"}  # won't, can't


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Return what forms of a word share: "fought", "fights" -> "fight"."""
    low = word.lower()
    bare = _NOT.sub("", low)
    low = _AUXILIARY.get(bare, bare) if bare != low else low
    found = stems(_BASE.get(low, low))
    base = found[0] if found else low
    return _BASE.get(base, base)


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return the lemmas of all ways to write a word: "colour" -> color, "twelve" -> 12."""
    low = word.lower()
    others = {lemma(other) for other in respelled(low)}
    others |= {lemma(other) for _, other in numbers(low) if " " not in other}
    return frozenset(others | {lemma(word)})
