"""Who says a sentence: named beside a verb of saying, or the one who spoke last.

Asked what somebody said, what others say is no answer, however well it fits otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answering.sentences import TITLE, Sentence
from assistant.models.reader import Span
from assistant.question.query import Query
from assistant.text.names import names
from assistant.text.words import content_stems

_SAYS = (
    r"(?:sa(?:id|ys?)|told|tells?|added|adds?|replied|repl(?:y|ies)|asked|answered|argued|argues?|"
    r"warned|warns?|wrote|writes?|explained|explains?|announced|announces?|claimed|claims?|"
    r"insisted|noted|recalled|admitted|declared|tweeted|stated|stressed|called|joked)"
)
_ROLES = r"(?:(?:the|a|an|its|their|his|her|former|deputy|chief) )?(?:[a-z][\w’'-]*,? ){0,4}"
# "said treasurer Otto Pahl"; of "told CNN" the name is who is spoken to.
_INVERTED = (
    r"(?:sa(?:id|ys)|adds?|added|replie[ds]|answers?|answered|argue[ds]|wrote|writes|explained|noted|"
    r"recalled)"
)
_BEFORE = re.compile(rf"\b{_INVERTED}(?: [a-z]+ly)?,? {_ROLES}$", re.IGNORECASE)
_BEHIND = re.compile(rf"(?:, [^,.“\"]{{1,80}},| \([^)]{{1,30}}\))?,? (?:has |had )?{_SAYS}\b", re.I)
_PRONOUN = re.compile(rf"\b(?:he|she|they) {_SAYS}\b|\b{_SAYS} (?:he|she|they)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\s*[“\"‘].*[”\"’]\W*", re.DOTALL)
_ASKED = re.compile(
    r"\s+(?:ever |also |just )?(?:say|tell|add|reply|argue|warn|write|claim|answer)\b"
)
_DID = re.compile(r"\bwhat (?:else )?(?:did|does|do|has|have)\s+(?:[a-z]+ ){0,3}$", re.IGNORECASE)
_COLON = re.compile(r": ?[“\"‘]")
_WHO_SAID = re.compile(
    r"who (?:else )?(?:sa(?:id|ys)|told|claimed|remarked|argued|warned|added|wrote)\b(?: that\b)?",
    re.IGNORECASE,
)
_QUOTED_SHARE = 0.75  # of the question's words in what it quotes
_BACK = 4  # sentences back to who speaks


def by_the_asked(query: Query, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Leave what somebody says where the question asks for that, and nothing that others say.

    "What did Otto Pahl say?" is not answered by “...,” replied Lena Dux; what nobody is known to
    say is left where the question has a topic.
    """
    if not _asked(query.text)[0] or not ranked:
        return list(ranked)
    theirs, nobodys = [], []
    for each in ranked:
        if said_by_the_asked(query, each):
            theirs.append(each)
        elif not _speakers(each) and not (each.place == TITLE and each.text[:1] in '“"‘'):
            nobodys.append(each)
    if theirs and asks_all_of(query):
        return theirs
    return [each for each in ranked if each in theirs or each in nobodys]


def asks_all_of(query: Query) -> bool:
    """Tell whether a question asks for whatever somebody said: "What did Otto Pahl say?"."""
    asked, of_what = _asked(query.text)
    return bool(asked) and not of_what.strip(" ?!.")


def said_by_the_asked(query: Query, each: Sentence) -> bool:
    """Tell whether it is known that a sentence is said by whom the question asks about."""
    asked, _ = _asked(query.text)
    return bool(asked) and any(_same(speaker, asked) for speaker in _speakers(each))


def naming(each: Sentence) -> Sentence | None:
    """Return the sentence that says who speaks where a quotation does not, as in “...,” he said."""
    if each.place < 1 or not any(mark in each.text for mark in '“”"'):
        return None
    last = {speaker.split()[-1] for speaker in _speakers(each)}
    if not last or any(name in each.text for name in last):
        return None
    for place in range(each.place - 1, max(-1, each.place - 1 - _BACK), -1):
        if any(name in _text(each, place) for name in last):
            start, end = each.article.sentences[place]
            return replace(each, place=place, start=start, end=end)
    return None


def who_said(query: Query, ranked: Sequence[Sentence]) -> Sentence | None:
    """Return what the question quotes, if it asks who says it: "Who said the lake is free?"."""
    if not _WHO_SAID.match(query.text):
        return None
    asked = set(content_stems(_WHO_SAID.sub("", query.text), query.language))
    spoken = [each for each in ranked if len(asked) > 1 and _speakers(each)]
    shares = [len(asked & each.stems) / len(asked) for each in spoken]
    if max(shares, default=0.0) < _QUOTED_SHARE:
        return None
    first = spoken[shares.index(max(shares))]
    name = next((each for each in _speakers(first) if each in first.text), "")
    at = first.text.find(name)
    span = Span(at, at + len(name), ranked[0].span.score) if name else first.span
    return replace(first, span=span, score=ranked[0].score)


def _asked(question: str) -> tuple[str, str]:
    """Return who is asked about in "What did Otto Pahl say of it?", or "", and what follows."""
    for name in names(question):
        verb = _ASKED.match(question, name.end)
        if verb and _DID.search(question[: name.start]):
            return name.text, question[verb.end() :]
    return "", ""


def _same(one: str, other: str) -> bool:
    """Tell whether two names end alike, as "Pahl" and "Otto Pahl" do."""
    return one.split()[-1].lower() == other.split()[-1].lower()


def _speakers(each: Sentence) -> list[str]:
    """Return who says a sentence; nobody where that cannot be told."""
    if each.place == TITLE:
        return []
    place = max(each.place, 0)
    texts = [*(_text(each, at) for at in range(max(0, place - _BACK), place)), each.text]
    return spoken_by(texts, _known(each.article.article.text))


def _text(each: Sentence, place: int) -> str:
    start, end = each.article.sentences[place]
    return each.article.article.text[start:end]


@lru_cache(maxsize=64)
def _known(text: str) -> tuple[str, ...]:
    """Return the names of a text, and their last words: "Sund answered" of Petra Sund."""
    found = [name.text for name in names(text)]
    return tuple(dict.fromkeys([*found, *(name.split()[-1] for name in found)]))


def spoken_by(texts: Sequence[str], known: Sequence[str] = ()) -> list[str]:
    """Return who says the last of some sentences; nobody where that cannot be told.

    `known` are names, which need no other sign than their capital.
    """
    *before, text = texts
    if named := _named(text, known):
        return named
    if _PRONOUN.search(text):
        back = (_named(each, known) or _subject(each) for each in before[::-1])
        return next(filter(None, back), [])
    goes_on = _QUOTED.fullmatch(text) and before
    return spoken_by(before, known) if goes_on else []


def _named(text: str, known: Sequence[str]) -> list[str]:
    """Return who is named as saying a sentence: by a verb, or before a colon and a quotation."""
    found = [
        name.text.partition(" of ")[0]
        for name in names(text, known)
        if text[name.start].isupper()
        and (_BEFORE.search(text[: name.start]) or _BEHIND.match(text, name.end))
    ]
    return found or (_subject(text) if _COLON.search(text) else [])


def _subject(text: str) -> list[str]:
    """Return the name that a sentence opens with, for "he said" behind it."""
    found = names(f"so {text}")
    return [found[0].text] if found and found[0].start == len("so ") else []
