"""Other ways to write one word: British and American, names brought over from other scripts.

These are guesses, many of them no words at all; a caller keeps those that the articles hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = r"(?=(?:s|ed|ing|er|ers|able|ably|ite|hood|less|ful|al|ist|y)?$)"
_VERB = r"(?=(?:e|ed|es|er|ers|ing|ation|ations)$)"
# Each line: what is replaced and by what, from one side of the ocean to the other and back.
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"(?<=\w\w)our{_END}", "or"),
        (rf"(?<=\w\w)or{_END}", "our"),
        (r"(?<=\w\w[bct])re(?=s?$)", "er"),
        (r"(?<=\w\w[bct])red$", "ered"),
        (r"(?<=\w\w[bct])er(?=s?$)", "re"),
        (r"(?<=\w\w[bct])ered$", "red"),
        (rf"(?<=\w\w\w)is{_VERB}", "iz"),
        (rf"(?<=\w\w\w)iz{_VERB}", "is"),
        (rf"(?<=\w\wl)ys{_VERB}", "yz"),
        (rf"(?<=\w\wl)yz{_VERB}", "ys"),
        (r"(?<=\w)enc(?=es?$)", "ens"),
        (r"(?<=\w)ens(?=es?$)", "enc"),
        (r"(?<=\wlog)ue(?=s?$)", ""),
        (r"(?<=\w\wlog)(?=s?$)", "ue"),
        # Only after a second syllable: "filled" is not "filed".
        (r"(?<=[aeiou][^aeiou][aeiou]l)l(?=(?:ed|ing|ers?)$)", ""),
        (r"(?<=[aeiou][^aeiou][aeiou]l)(?=(?:ed|ing|ers?)$)", "l"),
    )
)
_PARTS = (
    ("programme", "program"), ("paed", "ped"), ("haem", "hem"), ("anaesth", "anesth"),
    ("archaeo", "archeo"), ("mediaev", "mediev"), ("encyclopaed", "encycloped"),
    ("foet", "fet"), ("oestr", "estr"), ("rrhoea", "rrhea"), ("manoeuvre", "maneuver"),
    ("manoeuvr", "maneuver"), ("mould", "mold"), ("moult", "molt"), ("smoulder", "smolder"),
    ("grey", "gray"), ("tyre", "tire"), ("plough", "plow"), ("sceptic", "skeptic"),
    ("aluminium", "aluminum"), ("jewellery", "jewelry"), ("cheque", "check"), ("kerb", "curb"),
    ("storey", "story"), ("aeroplane", "airplane"), ("judgement", "judgment"),
    ("ageing", "aging"), ("enrol", "enroll"), ("fulfil", "fulfill"), ("skilful", "skillful"),
    ("wilful", "willful"), ("sulph", "sulf"), ("cosy", "cozy"), ("pyjama", "pajama"),
    ("artefact", "artifact"), ("axe", "ax"), ("draught", "draft"), ("whisky", "whiskey"),
    ("yoghurt", "yogurt"),
)  # fmt: skip
_RUSSIAN_ENDS = ("skyy", "skyi", "skiy", "skyj", "skij", "skii", "sky", "ski")

# What different systems of writing a foreign name in Latin letters differ in.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:gh|q|g|kh(?=[aeiou]))", "k"),
        (r"tch|tsch|tj", "ch"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh|dd+", "d"),
        (r"ph", "f"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"dzh|dj", "j"),
        (r"y(?=[aeou])", ""),
        (r"io(?=[vn]$)", "o"),
        (r"ou|oo", "u"),
        (r"ee|ij|iy|yi|[iy]+", "i"),
        (r"yo|o(?=v$)", "e"),
        (r"'", ""),
    )
)
_DOUBLED = re.compile(r"(.)\1+")


def respelled(word: str) -> Iterator[str]:
    """Yield how a word in lower case might be spelled elsewhere: "colour" -> "color", ..."""
    for pattern, replacement in _RULES:
        if pattern.search(word):
            yield pattern.sub(replacement, word, count=1)
    for pair in (*_PARTS, *((after, before) for before, after in _PARTS)):
        if pair[0] in word:
            yield word.replace(*pair)
    for end in _RUSSIAN_ENDS:
        if len(word) > len(end) + 1 and word.endswith(end):
            yield from (word.removesuffix(end) + other for other in _RUSSIAN_ENDS if other != end)
            return


def sound(name: str) -> str:
    """Return what the spellings of a foreign name share: "gaddafi", "qadhafi" -> "kadafi"."""
    for pattern, replacement in _SOUNDS:
        name = pattern.sub(replacement, name)
    return _DOUBLED.sub(r"\1", name)


def distance(one: str, other: str, limit: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped; past `limit`, limit + 1.

    Damerau's and Levenshtein's distance, where no part is edited twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        following = [place]
        for at, wanted in enumerate(other, 1):
            cost = min(row[at] + 1, following[-1] + 1, row[at - 1] + (letter != wanted))
            if place > 1 < at and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, before[at - 2] + 1)
            following.append(cost)
        if min(following) > limit and min(row) > limit:
            return limit + 1
        before, row = row, following
    return min(row[-1], limit + 1)
