"""What is written otherwise and means the same: forms of verbs, spellings of words, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.text.words import content_stems, stems

# By the first stem of a name: its stems in order, and the stems of what means the same.
Groups = Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]

# The forms that no stemmer brings together; the others are read as the first.
_FORMS = """
be am is are was were been being 's 're, have has had having, do does did done, go goes went gone,
say said, get got gotten, make made, know knew known, think thought, take took taken, see saw seen,
come came, give gave given, find found, tell told, become became, leave left, feel felt, put puts,
bring brought, begin began begun, keep kept, hold held, write wrote written, stand stood,
hear heard, mean meant, meet met, run ran, pay paid, sit sat, speak spoke spoken, lead led,
grow grew grown, lose lost, fall fell fallen, send sent, build built, understand understood,
draw drew drawn, break broke broken, spend spent, rise rose risen, drive drove driven, buy bought,
wear wore worn, choose chose chosen, win won, catch caught, teach taught, seek sought, sell sold,
shoot shot, fly flew flown, eat ate eaten, sing sang sung, fight fought, throw threw thrown,
steal stole stolen, strike struck stricken, hide hid hidden, sleep slept, swim swam swum,
ride rode ridden, forget forgot forgotten, forgive forgave forgiven, shake shook shaken,
freeze froze frozen, sink sank sunk, swear swore sworn, tear tore torn, wake woke woken,
bear bore born borne, bite bit bitten, blow blew blown, feed fed, flee fled, hang hung, lay laid,
lend lent, light lit, deal dealt, dig dug, shrink shrank shrunk, spring sprang sprung,
stick stuck, sweep swept, bind bound,
die dies died dying dead death deaths, child children, man men, woman women, person people,
foot feet, tooth teeth, mouse mice, life lives, wife wives, good better best, bad worse worst
"""

# Endings that stand for each other, on both sides of the ocean and where Slavic names are written
# in Latin letters; how many letters stand before them at least, and what may follow.
_ENDINGS = (
    (2, ("our", "or")), (2, ("tre", "ter")), (2, ("bre", "ber")), (2, ("tr", "ter")),
    (2, ("br", "ber")), (3, ("is", "iz")), (2, ("lys", "lyz")), (1, ("enc", "ens")),
    (1, ("logue", "log")), (3, ("ell", "el")), (3, ("all", "al")),
    (2, ("sky", "skyy", "skiy", "ski", "skyi", "skij")),
)  # fmt: skip
_FOLLOWING = (
    *("", "s", "e", "es", "d", "ed", "er", "ers", "ing", "ation", "ations", "able", "al", "ful"),
    *("hood", "ist", "ite", "less", "y"),
)
_PARTS = """
programme program, sceptic skeptic, grey gray, tyre tire, plough plow, mould mold, cheque check,
kerb curb, draught draft, aluminium aluminum, jewellery jewelry, judgement judgment, ageing aging,
enrol enroll, fulfil fulfill, skilful skillful, storey story, manoeuv maneuv, paed ped, haem hem,
anaesth anesth, archaeo archeo, oestr estr, sulph sulf, artefact artifact, whisky whiskey
"""

# Letters that stand for one sound of a foreign name in different ways to write it.
_SOUNDS = """
tch ch, tsch ch, tj ch, dzh j, dj j, kh h, gh g, dh d, ph f, q k, ck k, w v, ou u, oo u, ee i, ij i,
iy i, yi i, yy i, y i, ya a, ye e, yo e, yu u, yov ev, iov ev, ov ev
"""

# Names of the news that it seldom spells out, or that were changed.
_NAMES = """
UN = United Nations; EU = European Union; UK = United Kingdom = Britain; US = USA = United States;
WHO = World Health Organization; IMF = International Monetary Fund; PM = prime minister;
NATO = North Atlantic Treaty Organization = North Atlantic Alliance; NHS = National Health Service;
NASA = National Aeronautics and Space Administration; ESA = European Space Agency;
ECB = European Central Bank; ICC = International Criminal Court; UAE = United Arab Emirates;
OPEC = Organization of the Petroleum Exporting Countries; GDP = gross domestic product;
CIA = Central Intelligence Agency; FBI = Federal Bureau of Investigation; CEO = chief executive;
FDA = Food and Drug Administration; CDC = Centers for Disease Control; GOP = Republican Party;
USGS = United States Geological Survey = U.S. Geological Survey; AI = artificial intelligence;
BBC = British Broadcasting Corporation; Covid = coronavirus; ISIS = ISIL = Islamic State;
Kyiv = Kiev; Kharkiv = Kharkov; Odesa = Odessa; Lviv = Lvov; Turkey = Turkiye; Myanmar = Burma;
Czechia = Czech Republic; Eswatini = Swaziland; Netherlands = Holland; Ivory Coast = Cote d'Ivoire;
Beijing = Peking; Mumbai = Bombay; Kolkata = Calcutta; Chennai = Madras; Bengaluru = Bangalore;
Mohammed = Muhammad = Mohammad = Mohamed; Hezbollah = Hizbollah = Hizbullah; Quran = Koran;
Hussein = Hussain = Hossein; al-Qaeda = al-Qaida
"""
# What an acronym becomes in lower case tells it from no pronoun; "us" mostly is the country.
_PRONOUNS = frozenset({"who", "it"})


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.split(",")]


_BASES = {word: line[0] for line in _lines(_FORMS) for word in line}
_SAME_PARTS = [pair for one, other in _lines(_PARTS) for pair in ((one, other), (other, one))]
_SOUND_OF = dict(_lines(_SOUNDS))
_SOUND = re.compile("|".join(sorted(_SOUND_OF, key=len, reverse=True)))
_FIRST_SOUND = re.compile(r"^(?:gh?|q|kh(?=[aeiou]))")
_DOUBLED = re.compile(r"(.)\1+")


def base_form(word: str) -> str:
    """Return what an irregular form in lower case is a form of; any other word as it is."""
    return _BASES.get(word, word)


def respelled(word: str) -> Iterator[str]:
    """Yield how a word in lower case might be spelled elsewhere: "colour" -> "color", ...

    These are guesses, many no words at all; a caller keeps those that the articles hold.
    """
    for following in filter(word.endswith, _FOLLOWING):
        body = word.removesuffix(following)
        for least, endings in _ENDINGS:
            for ending in endings:
                if body.endswith(ending) and len(body) >= least + len(ending):
                    start = body.removesuffix(ending)
                    yield from (start + other + following for other in endings if other != ending)
    for one, other in _SAME_PARTS:
        if one in word:
            yield word.replace(one, other)


def sound(name: str) -> str:
    """Return what the spellings of a foreign name share: "gaddafi", "qadhafi" -> "kadafi"."""
    name = _SOUND.sub(lambda match: _SOUND_OF[match.group()], _FIRST_SOUND.sub("k", name))
    return _DOUBLED.sub(r"\1", name)


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped; past `limit`, limit + 1."""
    return OSA.distance(one, other, score_cutoff=limit)


def near(word: str, words: Iterable[str], limit: int) -> list[tuple[str, int]]:
    """Return those of many words whose distance is within `limit`, with the distance."""
    found = process.extract(word, list(words), scorer=OSA.distance, score_cutoff=limit, limit=None)
    return [(each, int(away)) for each, away, _ in found]


@cache
def common_groups() -> Groups:
    """Return the names of the table above."""
    return by_first_stem([name.strip() for name in row.split(" = ")] for row in _NAMES.split(";"))


def by_first_stem(groups: Iterable[Sequence[str]]) -> Groups:
    """Prepare groups of names that mean the same for `same_names`."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for group in groups:
        for name in group:
            own = tuple(content_stems(name))
            others = [_stems(other) for other in group if other != name]
            if own:
                found.setdefault(own[0], []).extend((own, other) for other in others if other)
    return found


def same_names(
    written: Sequence[str], groups: Groups
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the stems of each name that stands among content stems, and of what means the same."""
    for place, stem in enumerate(written):
        for own, other in groups.get(stem, ()):
            if tuple(written[place : place + len(own)]) == own:
                yield frozenset(own), other


def _stems(name: str) -> frozenset[str]:
    return frozenset(content_stems(name)) or frozenset(stems(name)) - _PRONOUNS
