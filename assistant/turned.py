"""Questions that a sentence of news answers, made by turning the sentence round.

"The bridge was opened in 2019 by the mayor." -> "When was the bridge opened?"

No grammar is parsed: sentences of a few plain shapes become questions, all others none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.mentions import named, numbers, people, times
from assistant.names import person_likelihood

_LONGEST = 14  # words of a question
_AUXILIARY = r"(?P<aux>was|were|is|are|will|would|has|have|had|can|could)"
_HAS_AUXILIARY = re.compile(rf"^(?P<subject>.+?) {_AUXILIARY} (?P<rest>.+)$")
_DETERMINERS = frozenset(
    "the a an all both some most many several about around nearly more another".split()
)
# A subject that holds one of these is no plain noun: its own clause would be torn apart.
_CLAUSE = re.compile(
    r"[,;:“”\"()]|\b(?:that|which|who|whose|when|where|as|because|if|while|than|by|after|before|"
    r"but|not|there|this|these|it|he|she|they|we|i|said|says|told|\w{3,}ed)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:“”\"()–—]| (?:and|but|after|before|while|because|when|where|which|who|as|although|since|"
    r"with|according)\b|[.!?]*$"
)
# Read alone, a question that holds one of these asks about nobody knows what.
_POINTING = re.compile(
    r"\b(?:it|its|he|him|his|she|her|they|them|their|we|us|our|i|my|you|your|this|these|those|"
    r"such|there|here)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"^(?:[^,“”\"]{3,60}\b(?:said|says)(?: that)? )(?=\S)")
_SAYING = r"(?:said|says|told|warned|argued|added|insisted|explained|announced|promised|denied)"
_DOING = re.compile(
    r" (?P<did>(?!(?:said|used|based|called|named|aged)\b)(?:[a-z]{3,}ed|won|led|became|took|made|"
    r"gave|beat|wrote|left|broke|found|built|bought|sold|began|drew|held|met|ran|set) .+)$"
)
_PRICE = re.compile(r"^(?P<subject>.+?) (?:(?P<aux>will|would|could) )?costs? $")
_APPOSITION = re.compile(r", (?:an?|the) [a-z][^,“”\"]{3,60}[,.]")


def questions(sentence: str, article: str) -> Iterator[str]:
    """Yield questions that a sentence of an article answers, the plainest first."""
    sentence = " ".join(sentence.split())
    for made in (
        _how_much(sentence),
        _how_many(sentence),
        _when(sentence),
        _why(sentence),
        _who_did(sentence, article),
        _who_is(sentence, article),
        _what_was_said(sentence, article),
    ):
        if 4 <= len(made.split()) <= _LONGEST and not _POINTING.search(made):
            yield made


def _how_much(sentence: str) -> str:
    stated = _HEARSAY.sub("", sentence, count=1)
    for start, _ in numbers(stated):
        match = _PRICE.match(stated[:start])
        subject = _subject(match["subject"], stated) if match else ""
        if match and subject:
            return f"How much {match['aux'] or 'did'} {subject} cost?"
    return ""


def _how_many(sentence: str) -> str:
    stated = _HEARSAY.sub("", sentence, count=1)
    first = next(iter(numbers(stated)), None)
    if first is None or first[0] > 0:
        return ""
    counted = re.match(r"(?:[\d,.]+|[\w-]+)(?: (?:million|billion|thousand))?", stated)
    number = stated[: first[1]]
    noun = number.split()[-1] if re.search(r"\d \w+s?$| people$", number) else ""
    after = stated[first[1] :].strip()
    match = re.match(rf"(?P<noun>(?:[a-z-]+ ){{0,3}}?){_AUXILIARY} (?P<rest>.+)$", after)
    counted_noun = f"{noun} {match['noun'].strip()}".strip() if match else ""
    if not match or not counted or not counted_noun or _CLAUSE.search(counted_noun):
        return ""
    if re.search(r"%|\b(?:cent|percent|of)\b", counted_noun) or match["aux"] in ("is", "was"):
        return ""
    return f"How many {counted_noun} {match['aux']} {_clipped(match['rest'])}?"


def _when(sentence: str) -> str:
    for start, end in times(sentence):
        before = re.match(r"^(.+?),? (?:on|in) $", sentence[:start])
        dated = re.search(r"\d", sentence[start:end])
        if before and dated:
            return _inverted("When", before[1], sentence)
    return ""


def _why(sentence: str) -> str:
    before, because, _ = sentence.partition(" because ")
    return _inverted("Why", before, sentence) if because else ""


def _inverted(word: str, statement: str, sentence: str) -> str:
    """Put the auxiliary before its subject: ("Why", "The ferry was late") -> "Why was the ...?"."""
    match = _HAS_AUXILIARY.match(_HEARSAY.sub("", statement, count=1))
    if not match or re.search(r"[,;:“”\"()]", match["rest"]):
        return ""
    subject = _subject(match["subject"], sentence)
    return f"{word} {match['aux']} {subject} {match['rest']}?" if subject else ""


def _subject(text: str, sentence: str) -> str:
    """Return a plain subject as it stands within a sentence, or nothing when it is not plain."""
    first = text.split()[0]
    if len(text.split()) > 7 or _CLAUSE.search(text):
        return ""
    if first.lower() in _DETERMINERS:
        return first.lower() + text[len(first) :]
    place = sentence.index(text)
    is_name = any(start <= place < end for start, end in named(sentence))
    return text if is_name or (place > 0 and first.islower()) else ""


def _who_did(sentence: str, article: str) -> str:
    # "Who marked the day?" asks nothing: a few words more say what it is about.
    name = _opening_person(sentence, article)
    match = _DOING.match(sentence[name[1] :]) if name else None
    did = _clipped(match["did"]) if match else ""
    return f"Who {did}?" if len(did.split()) > 3 else ""


def _who_is(sentence: str, article: str) -> str:
    name = _opening_person(sentence, article)
    described = name and _APPOSITION.match(sentence, name[1])
    return f"Who is {sentence[slice(*name)]}?" if name and described else ""


def _what_was_said(sentence: str, article: str) -> str:
    for start, end in people(sentence):
        told = re.match(rf"(?:, [^,“”\"]{{3,60}},)? {_SAYING}\b", sentence[end:])
        if told and _is_person(sentence[start:end], article):
            return f"What did {sentence[start:end]} say?"
    return ""


def _opening_person(sentence: str, article: str) -> tuple[int, int] | None:
    """Return where the person stands that a sentence begins with, its rank left out."""
    for start, end in people(sentence):
        before = sentence[:start]
        opens = not before or re.fullmatch(r"(?:[A-Z][\w.]+ )+", before)
        return (start, end) if opens and _is_person(sentence[start:end], article) else None
    return None


def _is_person(name: str, article: str) -> bool:
    return 2 <= len(name.split()) <= 3 and person_likelihood(name, article) > 1


def _clipped(rest: str) -> str:
    """Return a verb phrase up to where another clause begins."""
    match = _STOP.search(rest)
    return rest[: match.start()].rstrip(" .!?") if match else rest
