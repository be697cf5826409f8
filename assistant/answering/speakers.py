"""Who says a sentence: named beside a verb of saying, or the one who spoke last.

Asked what somebody said, what others say is no answer, however well it fits otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.sentences import TITLE, Sentence
from assistant.question.query import Query
from assistant.text.names import Name, names

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
_DID = re.compile(r"\b(?:did|does|do|has|have)\s+(?:[a-z]+ ){0,3}$", re.IGNORECASE)
_BACK = 3  # sentences back to who speaks


def by_the_asked(query: Query, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Leave out what others say, where the question asks what somebody says.

    "What did Otto Pahl say?" is not answered by “...,” replied Lena Dux.
    """
    asked = _asked(query.text)
    if not asked:
        return list(ranked)
    kept = []
    for each in ranked:
        speakers = _speakers(each)
        if not speakers or any(_same(speaker, asked) for speaker in speakers):
            kept.append(each)
    return kept


def _asked(question: str) -> str:
    """Return who is asked about in "What did Otto Pahl say?", or ""."""
    for name in names(question):
        if _ASKED.match(question, name.end) and _DID.search(question[: name.start]):
            return name.text
    return ""


def _same(one: str, other: str) -> bool:
    """Tell whether two names end alike, as "Pahl" and "Otto Pahl" do."""
    return one.split()[-1].lower() == other.split()[-1].lower()


def _speakers(each: Sentence) -> list[str]:
    """Return who says a sentence; nobody where that cannot be told."""
    if each.place == TITLE:
        return []
    place = max(each.place, 0)
    return spoken_by([*(_text(each, at) for at in range(max(0, place - _BACK), place)), each.text])


def _text(each: Sentence, place: int) -> str:
    start, end = each.article.sentences[place]
    return each.article.article.text[start:end]


def spoken_by(texts: Sequence[str]) -> list[str]:
    """Return who says the last of some sentences; nobody where that cannot be told."""
    *before, text = texts
    named = [name.text for name in names(text) if _says(text, name)]
    if named or not before:
        return named
    if _PRONOUN.search(text):
        return spoken_by(before) or _subject(before[-1])
    return spoken_by(before) if _QUOTED.fullmatch(text) else []


def _says(text: str, name: Name) -> bool:
    return bool(_BEFORE.search(text[: name.start]) or _BEHIND.match(text, name.end))


def _subject(text: str) -> list[str]:
    """Return the name that a sentence opens with, for "he said" behind it."""
    found = names(f"so {text}")
    return [found[0].text] if found and found[0].start == len("so ") else []
