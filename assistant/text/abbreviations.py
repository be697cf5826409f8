"""Whether a full stop after an abbreviation, an initial or a number ends the sentence.

NLTK's Punkt (with the English model that comes inside llama-index-core, so that nothing is
downloaded) knows how words are usually written and decides the open cases; the lists here settle
those that news text is full of and that Punkt gets wrong.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

_MODEL = Path("core", "_static", "nltk_cache", "tokenizers", "punkt_tab", "english")

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
# Abbreviations that news uses and Punkt's model does not list.
_MORE = frozenset(
    """
    plc llc bros assn dept univ fla ark del ind kans mont neb nebr okla pa wyo ida mo miss a.m p.m
    m.p.h est approx etc al ed eds esq ph.d m.d b.a m.a m.sc b.sc tel ave blvd rd
    """.split()
)
# Words that open a sentence much more often than they continue a name.
_STARTERS = frozenset(
    """
    the this that these those there here he she it its it's his her they their we our i my you your
    but and or so if in on at as for from by with to of after before when while since because
    although though however meanwhile what who why how where which whose no not nor yet still then
    now once both some many most all none nobody about according during under until among an a
    """.split()
)
_CLOCK = frozenset({"a.m", "p.m"})
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,4}|Eastern|Central|Pacific|Mountain|Greenwich|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day|GMT|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\b"
)
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")


@cache
def punkt() -> PunktSentenceTokenizer:
    """Load Punkt with the English model bundled in llama-index-core."""
    # nltk takes two seconds to import: only for text that is really segmented
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    parameters = stock_parameters()
    parameters.abbrev_types |= _MORE
    return PunktSentenceTokenizer(parameters)


def _model_folder() -> Path:
    spec = find_spec("llama_index")
    roots = spec.submodule_search_locations if spec else None
    folders = [Path(root) / _MODEL for root in roots or ()]
    return next((folder for folder in folders if folder.is_dir()), _MODEL)


def stock_parameters() -> PunktParameters:
    """Read Punkt's English model as it is distributed."""
    # Read by hand: nltk's own loader refuses folders outside its data path (its pathsec module).
    from nltk.tokenize.punkt import PunktParameters

    folder = _model_folder()

    def lines(name: str) -> list[str]:
        return (folder / name).read_text(encoding="utf-8").splitlines()

    parameters = PunktParameters()
    parameters.abbrev_types = set(lines("abbrev_types.txt"))
    parameters.sent_starters = set(lines("sent_starters.txt"))
    parameters.collocations = {tuple(line.split("\t")) for line in lines("collocations.tab")}
    for line in lines("ortho_context.tab"):
        word, _, contexts = line.rpartition("\t")
        parameters.ortho_context[word] = int(contexts)
    return parameters


@cache
def _known() -> frozenset[str]:
    return frozenset(stock_parameters().abbrev_types) | _MORE


def stop_ends(before: str, after: str, words_so_far: int) -> bool:
    """Tell whether the full stop between `before` and `after` ends a sentence.

    `before` ends with the word the stop belongs to, `after` starts with the next one, which is
    capitalised or a number; `words_so_far` is how many words the sentence has up to the stop.
    """
    word = before.split()[-1].lstrip("\"'“‘([«*_—–-") if before else ""
    kind = word.lower()
    if after[:1].isdigit() and kind in _BEFORE_NUMBER:
        return False
    if kind in _LEADING:
        return False
    if len(word) == 1 and word.isalpha():
        return _initial_ends(before, after)
    if "." not in word and (kind not in _known() or (kind in _BEFORE_NUMBER and kind == word)):
        return True
    return _abbreviation_ends(f"{word}.", before, after, words_so_far)


def _initial_ends(before: str, after: str) -> bool:
    earlier = before.split()[-2:-1]
    if earlier and earlier[0][-1:].isdigit():
        return True  # "24 C. Lows near 15"
    return before[-1].islower() or (opens(after) and not re.match(r"\w\.", after))


def opens(after: str) -> bool:
    """Tell whether the next word is one that usually opens a sentence."""
    word = _NEXT_WORD.match(after)
    return word is not None and word.group().lower().replace("’", "'") in _STARTERS


def _abbreviation_ends(token: str, before: str, after: str, words_so_far: int) -> bool:
    if opens(after):
        return True
    if words_so_far < 3 or (token[:-1].lower() in _CLOCK and _AFTER_CLOCK.match(after)):
        return False
    word = _NEXT_WORD.match(after)
    context = " ".join([*before.split()[-2:-1], token, word.group() if word else after[:1]])
    return bool(punkt().text_contains_sentbreak(context))
