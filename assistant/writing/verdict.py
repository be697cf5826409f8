"""Does what is cited bear out a written yes or no?

A small language model finds the right place, and then says yes where it says no. So a verdict is
held against the negations, denials and rebuttals of what it cites; in doubt it does not stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto

from assistant.verification.alignment import held
from assistant.verification.polarity import OPPOSITES, negates
from assistant.verification.reading import Reading, Token, lemma, read

_VERDICT = re.compile(
    r"^\W*(?:(?P<yes>yes)\b|no(?=\s*(?:[,;:!—–]|\.(?!\s*\d)|$)|\s+(?:s?he|it|they|th\w+)\b))", re.I
)
# Where the words end that a negation is about.
_CLAUSE = re.compile(
    r"[;:.!?“”\"()—–]|,(?!\d)|\b(?:but|although|though|while|whereas|because|despite|after|before|"
    r"since)\b|\band (?=(?:\w+ )?(?:is|are|was|were|has|have|had|will|would|can|said|\w+ed)\b)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\W*(?:did|was|were|has|have|had)\b", re.IGNORECASE)


def _lemmas(text: str) -> frozenset[str]:
    """Return the lemmas of words; those of a phrase stay together: "rule_out"."""
    return frozenset("_".join(map(lemma, word.split("_"))) for word in text.split())


_AFFIRMING = _lemmas("only just merely simply doubt question wonder least surprise secret wait")
_SAID_NOT = _lemmas("deny dismiss reject refute exclude rule_out")
_UNDOING = _SAID_NOT | _lemmas(
    """refuse fail failure decline cancel withdraw withdrew withdrawn abandon scrap shelve drop stop
    halt suspend prevent block bar ban forbid prohibit avoid miss lack lift revoke repeal overturn
    contrary unlike postpone delay almost nearly yet_to short_of far_from instead_of rather_than
    call_off turn_down vote_down pull_out"""
)
_FALSE = _lemmas(
    """untrue false fake hoax myth baseless unfounded incorrect wrong debunk mislead falsehood lie
    nonsense"""
)
_TRUE = _lemmas("true truth correct right accurate case")
# A negation of these leaves open what is the case.
_OPEN = _FALSE | _SAID_NOT
_OPEN |= _lemmas(
    "confirm comment know say clear decide certain sure expect think believe want ask urge"
)
_TURNING = _UNDOING | _OPEN | _TRUE
_UNSURE = _lemmas(
    """may might possible possibly likely unlikely perhaps whether if unless until expect hardly
    barely scarcely doubt dispute"""
)
# These are nothing certain either, unless what they tell is denied.
_HEARSAY = _lemmas(
    """could plan consider allege allegedly reportedly hope propose rumour report claim ask urge
    want discuss suspect accuse think seek suggest offer threaten critic opponent opposition
    speculate video clip photo picture image online post viral"""
)
_CLAIMS = _FALSE | _lemmas("report claim rumour allegation accusation story message post news")
_FRAME = _TRUE | _lemmas("really actual still it again any anyone anybody anything there")
_QUANTITIES = _lemmas("all every each only always both")
_NAMED = re.compile(r"\b(?:to|(?:from|of|for|with|about)(?= \w+ing\b)) (\w+)", re.IGNORECASE)
_TOLD, _KNOWN = 0.75, 0.75  # share of what is asked in one text; with headline and text before


class Says(Enum):
    """What a text says to a question; what is claimed or in doubt only speaks against a yes."""

    YES = auto()
    NO = auto()
    OPEN = auto()
    CLAIMED = auto()
    DOUBT = auto()
    NOTHING = auto()


_REBUTTED = {Says.YES: Says.NO, Says.CLAIMED: Says.NO, Says.NO: Says.OPEN}


@dataclass(frozen=True, slots=True)
class Denial:
    """What denies the words at some places: with `opens` it only does not affirm them.

    With `rebuts` it may speak of what was said before: "This is untrue."
    """

    scope: range
    opens: bool = False
    rebuts: bool = False


def read_verdict(sentence: str) -> bool | None:
    """Return True for "Yes, it did.", False for "No, it did not." and None for no verdict."""
    match = _VERDICT.match(sentence)
    return bool(match["yes"]) if match else None


def stands(verdict: bool, question: str, told: Sequence[str]) -> bool:
    """Tell whether texts bear out a verdict: headline, cited sentences, and what follows each.

    Of a negative question only "Is it true that they did not?" is clear; "Didn't they?" asks
    whether they did.
    """
    asked = read(question)
    nots = [at for at, token in enumerate(asked.tokens) if at and negates(token)]
    if any("that" not in {token.lemma for token in asked.tokens[:at]} for at in nots):
        return False
    found = _all_said(asked, [read(text) for text in told if not text.rstrip().endswith("?")])
    if verdict is not bool(nots):
        return set(found) - {Says.NOTHING} == {Says.YES}
    return set(found) - {Says.NOTHING, Says.CLAIMED, Says.DOUBT} == {Says.NO}


def _all_said(asked: Reading, told: Sequence[Reading]) -> list[Says]:
    """Return what each text says; one that rebuts speaks of the text before it."""
    words = [each for each in asked.tokens[1:] if each.weight and each.lemma not in _FRAME]
    common = [each for each in words if not each.text[0].isupper()]
    known = {lemma for word in words for lemma in (word.lemma, *_opposites(word))}
    found: list[Says] = []
    for at, text in enumerate(told):
        around = [*told[:1], *told[max(0, at - 1) : at + 1]]
        tells = _share(common, [text]) >= _TOLD and _share(words, around) >= _KNOWN
        denials = _denials(text, known)
        if at and not tells and any(each.rebuts for each in denials):
            found[-1:] = [_REBUTTED.get(found[-1], Says.DOUBT), Says.DOUBT]
        elif tells:
            found.append(_said(asked, words, text, denials))
        else:
            doubt = any(_denied(each, text, denials) is not False for each in common)
            found.append(Says.DOUBT if doubt else Says.NOTHING)
    return found


def _share(words: Sequence[Token], texts: Sequence[Reading]) -> float:
    """Return the share of words, by weight, that texts hold, or the opposites of."""
    met = sum(each.weight * max(_met(each, text) for text in texts) for each in words)
    return met / max(sum(each.weight for each in words), 1e-9)


def _met(word: Token, text: Reading) -> float:
    return max(held(word, text), float(bool(_opposites(word) & text.known)))


def _opposites(word: Token) -> set[str]:
    return OPPOSITES.get(word.text.lower(), set()) | OPPOSITES.get(word.lemma, set())


def _said(asked: Reading, words: Sequence[Token], text: Reading, denials: list[Denial]) -> Says:
    """Return what a text says that tells all that is asked."""
    denied = [_denied(each, text, denials) for each in words]
    marks = _marks(text) - asked.known
    if None in denied or marks & _UNSURE or asked.known & _QUANTITIES - text.known:
        return Says.OPEN
    if any(denied):
        behind = read(text.text.partition(" but ")[2])  # "not in June, but in July"
        return Says.OPEN if any(held(each, behind) for each in words) else Says.NO
    named = _named(text) - _named(asked)
    if _PAST.match(asked.text) and (
        marks & {"will", "would"} or named & {each.lemma for each in words}
    ):
        return Says.OPEN
    return Says.CLAIMED if marks & _HEARSAY else Says.YES


def _marks(text: Reading) -> set[str]:
    """Return the lemmas of a text; "May" is a month, and "no doubt" is none."""
    before = [False, *map(negates, text.tokens)]
    return {
        token.lemma
        for token, denied in zip(text.tokens, before, strict=False)
        if token.text != "May" and not denied
    }


def _named(text: Reading) -> set[str]:
    """Return the lemmas of what is named as a deed, done or not: "to reopen", "from selling"."""
    return {lemma(word) for word in _NAMED.findall(text.text)}


def _denied(word: Token, text: Reading, denials: Sequence[Denial]) -> bool | None:
    """Tell whether a text denies a word, or None where it says both, or leaves it open."""
    found: set[bool | None] = set()
    for place, token in enumerate(text.tokens):
        opposite = token.lemma in _opposites(word)
        if opposite or held(word, read(token.text)):
            about = [each for each in denials if place in each.scope]
            unclear = len(about) > 1 or any(each.opens for each in about)
            found.add(None if unclear else bool(about) is not opposite)
    return False if not found else found.pop() if len(found) == 1 else None


def _denials(text: Reading, known: Set[str]) -> list[Denial]:
    """Return what denies in a text; "no longer banned" and "not only" deny nothing."""
    found: list[Denial] = []
    lemmas, done = _phrased(text), 0
    for place, token in enumerate(text.tokens):
        if place < done:
            continue
        if negates(token):
            near = [each for each in lemmas[place + 1 : place + 4] if each in _TURNING - known]
            done = lemmas.index(near[0], place) + 1 if near else 0
            if not _affirms(text, place, found) and not set(near[:1]) & (_UNDOING - _OPEN):
                opens, false = bool(_OPEN & {*near[:1]}), bool(_TRUE & {*near[:1]})
                found.append(_denial(text, place, opens=opens, false=false))
        elif lemmas[place] in (_UNDOING | _FALSE) - known:
            found.append(_denial(text, place, false=lemmas[place] in _FALSE))
    return found


def _affirms(text: Reading, place: int, denials: Sequence[Denial]) -> bool:
    """Tell whether a negation denies nothing: "not only", "No, ...", the "nor" of "neither"."""
    token, behind = text.tokens[place], text.tokens[place + 1 : place + 2]
    again = token.text.lower() == "nor" and any(place in each.scope for each in denials)
    comma = text.text[token.end :].startswith(",")
    return again or comma or any(each.lemma in _AFFIRMING for each in behind)


def _phrased(text: Reading) -> list[str]:
    """Return the lemmas of a text, with that of a phrase where it begins: "rule_out", "out"."""
    lemmas = [token.lemma for token in text.tokens]
    pairs = ["_".join(pair) for pair in zip(lemmas, [*lemmas[1:], ""], strict=True)]
    return [pair if pair in _UNDOING else one for pair, one in zip(pairs, lemmas, strict=True)]


def _denial(text: Reading, place: int, *, opens: bool = False, false: bool = False) -> Denial:
    """Return what a word denies: the rest of its clause, all of it after "was", or the text."""
    token, tokens = text.tokens[place], text.tokens
    breaks = [match.span() for match in _CLAUSE.finditer(text.text)]
    first = text.place(max([end for _, end in breaks if end <= token.start], default=0))
    last = text.place(min([at for at, _ in breaks if at >= token.end], default=len(text.text)))
    about = {each.lemma for each in tokens[place + 1 : last] if each.weight or each.lemma == "such"}
    rebuts = false or "such" in about or (about <= _CLAIMS and (bool(about) or last == len(tokens)))
    was = any(each.lemma == "be" for each in tokens[max(0, place - 2) : place])
    passive = was and not negates(token)
    if false or not about:
        return Denial(range(len(tokens)), opens or not (false or passive), rebuts)
    return Denial(range(first if passive else place + 1, last), opens, rebuts)
