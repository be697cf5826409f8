"""Whether a sentence holds what an answer to a short question cannot do without.

Of a long question a sentence may leave out much; of a short one every word matters: what does not
say "won" or "shot" does not tell who did, and a Nobel Prize is not a Nobel Peace Prize.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.asked import Wanted
from assistant.doubts.events import recurs
from assistant.mentions import Span
from assistant.question import Query
from assistant.verification.lemmas import lemma
from assistant.weighing import Sentence
from assistant.words import content_stems, stems

_SHORT = 6  # content words
_COVERED = 0.6
_LISTED = 2  # commas of a headline that lists topics: the sentence may be about any of them
_BESIDE, _SAID_TO_BE = 3, 6  # words: "the mayor, Ada Lin", "the mayor of Orlu is Ada Lin"
_NEAR = 6
_IS = frozenset(stems("is was are were"))
_WHO_IS = re.compile(
    r"\W*(?:what|who)(?:['’]s| is| was| are| were) (?:the|its|his|her|their) ([a-z -]+?)"
    r"(?:\W*$|\W* \(| (?:of|in|on|for|at|to|from|with|behind|who|that|when|after|before)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_NAME_OF_THREE = re.compile(r"(?=\b([A-Z][\w’'-]+) ([A-Z][\w’'-]+) ([A-Z][\w’'-]+))")
# What news says for the same deed; one group a line.
_DEEDS = """
die dies dead death kill toll fatal
win winner victory champion title crown triumph take beat defeat
cost price pay worth buy purchase acquire acquisition sell sale deal spend
shoot shooter shooting gunman shot
open opening start begin launch
leave exit quit withdraw depart pull
elect election win vote
resign resignation quit
marry wedding wed
replace succeed successor
join member enter admit accession
"""


# What says little of its own.
_LIGHT = "become happen occur take locate base call name hold make use do get go see say new"


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(_lemmas(_LIGHT))


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_lemmas(line)) for line in _DEEDS.strip().splitlines())


def _lemmas(text: str) -> set[str]:
    return {lemma(word) for word in _WORD.findall(text)}


def holds_essentials(asked: Wanted, query: Query, text: str, title: str) -> bool:
    """Tell whether a sentence, with its headline, holds what a short question is about."""
    # A headline that lists topics lends nothing, and what is won again and again must be told.
    lends = title.count(",") < _LISTED and not recurs(asked)
    told = f"{title}\n{text}" if lends else text
    if drops_a_qualifier(query.text, told):
        return False
    if len(query.terms) > _SHORT:
        return True
    verb = _verb(asked, query.text)
    if verb and not _is_told(verb, _lemmas(told)):
        return False
    if recurs(asked) and not _is_together(query, verb, text):
        return False
    return _share(asked, query, frozenset(stems(told))) >= _COVERED


def stands_apart(query: Query, sentence: Sentence, span: Span) -> bool:
    """Tell whether a mention stands away from the noun of "What is the capital ...?"."""
    match = _WHO_IS.match(query.text)
    nouns = set(content_stems(match[1])) if match else set()
    if not nouns:
        return False
    first, last = sentence.place(span[0]), sentence.place(span[1]) - 1
    places = [place for place, (stem, _) in enumerate(sentence.words) if stem in nouns]
    is_told = any(stem in _IS for stem, _ in sentence.words)
    reach = _SAID_TO_BE if is_told else _BESIDE
    return all(max(first - place, place - last) > reach for place in places)


def _is_together(query: Query, verb: str, text: str) -> bool:
    """Tell whether a deed stands near another word of the question: which cup was won."""
    words = [(lemma(word), set(stems(word))) for word in _WORD.findall(text)]
    deeds = [place for place, (word, _) in enumerate(words) if _is_told(verb, {word})]
    others = [
        place
        for place, (word, held) in enumerate(words)
        if place not in deeds and held & query.terms.keys()
    ]
    return any(abs(deed - other) <= _NEAR for deed in deeds for other in others)


def _share(asked: Wanted, query: Query, found: frozenset[str]) -> float:
    """Return the share of the question's words that are met: 0 where one of its names is not.

    A surname stands for its name.
    """
    met = {term for term in query.terms if term == asked.verb or query.meets(term, found)}
    for name in _NAME.findall(query.text):
        parts = stems(name)
        met |= set(parts) if parts[-1] in met else set()
    if (_named(query) & query.terms.keys()) - met:
        return 0.0
    total = sum(query.terms.values()) or 1.0
    return sum(weight for term, weight in query.terms.items() if term in met) / total


def _named(query: Query) -> set[str]:
    """Return the stems of a question's names; its first word has a capital anyway."""
    names = query.names[query.text.startswith(query.names[:1]) :]
    return {stem for name in names for stem in stems(name) if stem.isalpha()}


def _verb(asked: Wanted, question: str) -> str:
    """Return the lemma of the word that says what is done, or nothing where it says little."""
    words = [word for word in _WORD.findall(question) if stems(word) == [asked.verb]]
    found = lemma(words[0]) if words else ""
    return "" if found in _light() else found


def _is_told(verb: str, told: set[str]) -> bool:
    """Tell whether a verb stands there in any form, or what news says for it."""
    return verb in told or any(verb in group and group & told for group in _groups())


def drops_a_qualifier(question: str, text: str) -> bool:
    """Tell whether a text leaves out the middle of a name: "Orlu Prize" for "Orlu Peace Prize"."""
    held = [lemma(word) for word in _WORD.findall(text)]
    together = set(pairwise(held))
    return any(
        (lemma(first), lemma(last)) in together and lemma(middle) not in held
        for first, middle, last in _NAME_OF_THREE.findall(question)
    )
