"""Words whose forms no stemmer brings together: "won" and "win", "people" and "person"."""

from __future__ import annotations

# The first of each line is what the others are read as; the stemmer does the regular ones.
_VERBS = """
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
"""
_OTHERS = """
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


def _by_word(lines: str) -> dict[str, tuple[str, ...]]:
    forms = map(tuple[str, ...], map(str.split, lines.strip().splitlines()))
    return {word: line for line in forms for word in line}


_VERB_FORMS = _by_word(_VERBS)
_ALL_FORMS = {**_VERB_FORMS, **_by_word(_OTHERS)}


def base_form(word: str) -> str:
    """Return what an irregular form in lower case is a form of; any other word as it is."""
    return _ALL_FORMS[word][0] if word in _ALL_FORMS else word


def verb_forms(word: str) -> tuple[str, ...]:
    """Return all forms of an irregular verb in lower case, itself among them; else nothing."""
    return _VERB_FORMS.get(word, ())
