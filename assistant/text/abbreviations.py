"""Whether a full stop after an abbreviation, an initial or a number ends the sentence."""

from __future__ import annotations

import re

# A name, a number or an example follows: never the end of a sentence.
_LEADING = frozenset(
    """
    mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt cpl pvt capt cmdr cdr adm maj
    brig rev msgr fr st ste mt ft hon pres supt det insp messrs mme mlle v vs e.g i.e cf viz
    """.split()
)
# The end of a sentence unless a number follows ("No. 2", "Oct. 1", "6 ft. 4 in.", "approx. 40").
_BEFORE_NUMBER = frozenset(
    """
    no nos jan feb mar apr jun jul aug sep sept oct nov dec approx est ca circa c p pp vol ch sec
    art fig min hr hrs in ft yd lb lbs oz pts para
    """.split()
)
# After these a sentence ends only where the next word opens one. Those written as single letters
# with stops ("U.S.", "a.m.") are known by their shape.
_ABBREVIATIONS = frozenset(
    """
    jan feb aug sep sept oct nov dec tues wed fri approx est
    ala ariz ark calif colo conn ct del fla ga ill ind kan kans kans kansas ky mass md mich minn
    miss mo mont neb nebr nev okla ore pa tenn tex va vt wash wis wyo ida
    inc ltd co cos corp cie bros plc llc assn dept univ jr sr esq ed eds ph.d m.sc b.sc
    yr tel ave blvd rd etc al
    """.split()
)
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_]$")
# Words that open a sentence much more often than they continue a name.
_STARTERS = frozenset(
    """
    the this that these those there here he she it its it's his her they their we our i my you your
    but and or so if in on at as for from by with to of after before when while since because
    although though however meanwhile what who why how where which whose no not nor yet still then
    now once both some many most all none nobody about according during under until among an a
    """.split()
)
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")


def stop_ends(before: str, after: str, words_so_far: int) -> bool:
    """Tell whether the full stop between `before` and `after` ends a sentence.

    `before` ends with the word the stop belongs to, `after` starts with the next one, which is
    capitalised or a number; `words_so_far` is how many words the sentence has up to the stop.
    """
    word = before.split()[-1].lstrip("\"'“‘([«*_—–-") if before else ""
    kind = word.lower()
    if kind in _LEADING or (after[:1].isdigit() and kind in _BEFORE_NUMBER):
        return False
    if len(word) == 1 and word.isalpha():
        return _initial_ends(before, after)
    if "." not in word and (kind not in _ABBREVIATIONS or kind == word in _BEFORE_NUMBER):
        return True
    abbreviated = words_so_far < 3 or kind in _ABBREVIATIONS or _LETTERS.search(word)
    return _opens(after) or not abbreviated


def _initial_ends(before: str, after: str) -> bool:
    earlier = before.split()[-2:-1]
    if earlier and earlier[0][-1:].isdigit():
        return True  # "24 C. Lows near 15"
    return before[-1].islower() or (_opens(after) and not re.match(r"\w\.", after))


def _opens(after: str) -> bool:
    word = _NEXT_WORD.match(after)
    return word is not None and word.group().lower().replace("’", "'") in _STARTERS
