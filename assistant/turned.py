"""Questions that a sentence of news answers, made by turning the sentence round.

"The bridge was opened in 2019 by the mayor." -> "When was the bridge opened?"

No grammar is parsed: sentences of a few plain shapes become questions, all others none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.captions import is_caption
from assistant.mentions import named, numbers, people, times
from assistant.names import person_likelihood
from assistant.pasttense import read_past
from assistant.rarity import rarity
from assistant.selfcontained import WEEKDAY, stands_alone, without_weekday
from assistant.tolls import how_many_hurt
from assistant.topic import is_telling

# What an agency puts before its first words: "ORLU, Rovia (AP) — ", "(CNN) ".
_DATELINE = re.compile(
    r"^(?:[A-Z][\w.’']*(?:,? [A-Z][\w.’']*){0,4} )?(?:\([A-Z]\w+(?: \w+)?\)(?: ?[—–-]+)?|[—–]|-+) "
    r"(?=[A-Z“])"
)
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
    r"[,;:“”\"()–—]| (?:but|after|before|while|because|when|where|which|who|as|although|since|"
    r"with|according)\b"
)
# What another clause or a list begins with: where it goes on, nobody can tell.
_GOES_ON = re.compile(r"[,;:“”\"()–—]| (?:and|or|before|after|while|because|when|as|until|since) ")
_SECOND_VERB = re.compile(r"\b(?:was|were|is|are|has|had|will|would)\b")
_HEARSAY = re.compile(r"^(?:[^,“”\"]{3,60}\b(?:said|says)(?: that)? )(?=\S)")
_VERBS_OF_SAYING = "said|says|warned|argued|added|insisted|explained|announced|promised|denied"
_SAYING = rf"(?:{_VERBS_OF_SAYING})(?: (?:on )?{WEEKDAY})?(?: that)?"
_DOING = re.compile(
    r" (?P<did>(?!(?:said|used|based|called|named|aged)\b)(?:[a-z]{3,}ed|won|led|became|took|made|"
    r"gave|beat|wrote|left|broke|found|built|bought|sold|began|drew|held|met|ran|set) .+)$"
)
# "A sign is posted on 8 May" tells of a picture, "is due to open" of what will be. In "was caused
# by a fire on 8 May" the day is the fire's.
_UNTIMED = re.compile(
    r" (?:is|are|has|have|had|can|could) (?!(?:due|set|expected|scheduled|planned)\b)| by an? "
)
# "Lin denied by the keeper": a passive that lacks its "was".
_PARTICIPLE = (
    r"accused|charged|convicted|arrested|sentenced|jailed|wanted|injured|killed|named|known|shot|"
    r"seen|taken|made|beaten|found|held|set|built|sold|bought|drawn|broken|left|given|pictured|"
    r"fired|banned|elected|nominated|honou?red|awarded|dubbed|considered|credited"
)
_PASSIVE = re.compile(
    rf"\w+ by\b|(?:{_PARTICIPLE}) (?:of|with|by|for|in|on|at|as|from|to|after|during)\b"
)
_PRICE = re.compile(r"^(?P<subject>.+?) (?:(?P<aux>will|would|could) )?costs? $")
_NOBODY = re.compile(
    r"^(?:Hurricane|Typhoon|Cyclone|(?:Sub)?[Tt]ropical|Storm|Mount|Operation|Title|Wall|Super)\b|"
    r"\b(?:General|Secretary|Minister|President|Mayor|Governor|Democrats?|Republicans?)$"
)
# Who only says something is no matter of the article's: "Lin, a spokeswoman, said".
_APPOSITION = re.compile(
    rf", (?:an?|the) [a-z][^,“”\"]{{3,60}}(?:\.|,(?! (?:{_VERBS_OF_SAYING}|told|wrote)\b))"
)
_UNKNOWN = 5.0  # rarity of a word that a reader may want to have explained
_TOLD_OF = 3  # times that an article names whom it is about
_EXPLAINED = re.compile(r"(?P<the>The )?(?P<named>[\w-]+(?: [\w-]+){0,4}?) (?:is|was) an? [a-z]")


def questions(sentence: str, article: str) -> Iterator[str]:
    """Yield questions that a sentence of an article answers, the plainest first."""
    sentence = _DATELINE.sub("", " ".join(sentence.split()), count=1)
    if is_caption(sentence):
        return
    for made in (
        _how_much(sentence),
        _how_many(sentence),
        how_many_hurt(sentence),
        _when(sentence),
        _why(sentence),
        _who_did(sentence, article),
        _who_is(sentence, article),
        _what_is(sentence, article),
        _what_was_said(sentence, article),
    ):
        asked = without_weekday(made)
        if stands_alone(asked):
            yield asked


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
    rest = _clipped(match["rest"])
    return f"How many {counted_noun} {match['aux']} {rest}?" if rest else ""


def _when(sentence: str) -> str:
    for start, end in times(sentence):
        dated = re.search(r"\d", sentence[start:end])
        before = re.match(r"^(.+?),? (?:on|in) $", sentence[:start])
        after = re.match(r", ([^,“”\"]+)[,.]", sentence[end:])
        opens = after and re.fullmatch(r"(?:On|In) ", sentence[:start])
        told = after[1] if after and opens else before[1] if before else ""
        if told and dated and not _UNTIMED.search(told):
            return _inverted("When", told, sentence) or _did("When", told, sentence)
    return ""


def _did(word: str, statement: str, sentence: str) -> str:
    """Ask with "did": ("When", "The pier opened") -> "When did the pier open?"."""
    done = read_past(_HEARSAY.sub("", statement, count=1))
    if not done or _GOES_ON.search(done[1]) or _SECOND_VERB.search(done[1]):
        return ""
    subject = _subject(done[0], sentence)
    return f"{word} did {subject} {done[1]}?" if subject else ""


def _why(sentence: str) -> str:
    before, because, _ = sentence.partition(" because ")
    return _inverted("Why", before, sentence) if because else ""


def _inverted(word: str, statement: str, sentence: str) -> str:
    """Put the auxiliary before its subject: ("Why", "The ferry was late") -> "Why was the ...?"."""
    match = _HAS_AUXILIARY.match(_HEARSAY.sub("", statement, count=1))
    if not match or _GOES_ON.search(match["rest"]) or _SECOND_VERB.search(match["rest"]):
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
    did = _clipped(match["did"]) if match and not _PASSIVE.match(match["did"]) else ""
    return f"Who {did}?" if len(did.split()) > 3 and " that " not in did else ""


def _who_is(sentence: str, article: str) -> str:
    name = _opening_person(sentence, article)
    if not name or not _APPOSITION.match(sentence, name[1]):
        return ""
    asked = sentence[slice(*name)]
    is_told_of = article.count(asked.split()[-1]) >= _TOLD_OF
    return f"Who is {asked}?" if is_told_of else ""


def _what_was_said(sentence: str, article: str) -> str:
    """Ask what somebody said about what the statement is about, where that is plain."""
    for start, end in people(sentence):
        told = re.match(rf"(?:, [^,“”\"]{{3,60}},)? {_SAYING} (?=\S)", sentence[end:])
        if told and _is_person(sentence[start:end], article):
            said = _HAS_AUXILIARY.match(sentence[end + told.end() :])
            about = _subject(said["subject"], sentence) if said else ""
            is_plain = re.match(r"(?:the|an?) |[A-Z]", about) and not about.endswith("ly")
            asked = f"What did {sentence[start:end]} say about {about}?"
            return asked if is_plain and is_telling(about) else ""
    return ""


def _what_is(sentence: str, article: str) -> str:
    """Ask what a thing is that a sentence explains: "The Orlu Comet is a ..."."""
    match = _EXPLAINED.match(sentence)
    named = match["named"] if match else ""
    if not match or _CLAUSE.search(named) or not is_telling(named):
        return ""
    if match["the"]:
        return f"What is the {named}?" if named[0].isupper() else ""
    whole = rf"[A-Z]\w+ {re.escape(named)}\b|\b{re.escape(named)} [A-Z]"  # part of a name
    if " " in named or re.search(whole, article):
        return ""
    # Inside a sentence, an article shows whether a word is a name.
    inside = re.search(rf"(?i:[a-z,] ({re.escape(named)}))\b", article)
    rare = inside and (inside[1] != inside[1].lower() or rarity(named) >= _UNKNOWN)
    return f"What is {inside[1]}?" if inside and rare else ""


def _opening_person(sentence: str, article: str) -> tuple[int, int] | None:
    """Return where the person stands that a sentence begins with, its rank left out."""
    for start, end in people(sentence):
        before = sentence[:start]
        opens = not before or re.fullmatch(r"(?:[A-Z][\w.]+ )+", before)
        return (start, end) if opens and _is_person(sentence[start:end], article) else None
    return None


def _is_person(name: str, article: str) -> bool:
    """Tell a person by how an article treats the name: it goes on with the surname alone."""
    *_, before, last = ["", *name.split()]
    if _NOBODY.search(name):
        return False
    alone = re.search(rf"(?<!{re.escape(before)}) {re.escape(last)}\b(?! [A-Z])", article)
    likely = person_likelihood(name, article) + bool(alone)
    return 2 <= len(name.split()) <= 3 and likely > 1


_FINAL_STOP = re.compile(r"(?<!\b[A-Z])[ .!?]+$")  # the stop of "the U.S." stays


def _clipped(rest: str) -> str:
    """Return a verb phrase up to where another clause begins."""
    match = _STOP.search(rest)
    clipped = rest[: match.start()] if match else rest
    return "" if _GOES_ON.search(clipped) else _FINAL_STOP.sub("", clipped)
