"""What a question asks of each outlet that it names: "A, according to X, and B, according to Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.outlets import outlet_places
from assistant.question.topic import content_words

_REPORT = r"(?:news )?(?:reports?|articles?|stor(?:y|ies)|pieces?|coverage|episodes?|podcasts?)"
TELLS = (
    r"(?:reports?|reported|reporting|says?|said|mention(?:s|ed)?|wr(?:ote|ites?|itten)|"
    r"cover(?:s|ed)?|describe[sd]?|suggest(?:s|ed)?|claim(?:s|ed)?|discuss(?:es|ed)?|tells?|told|"
    r"state[sd]?|note[sd]?|indicate[sd]?|find|found|name[sd]?|publish(?:ed)?|attribute[sd]?|"
    r"highlight(?:s|ed)?)"
)
_AUXILIARY = r"(?:did|does|do|is|are|was|were|has|have|had)"
_JOINT = (
    r",? (?:and|but|or|while|whereas|before|after|(?:later|earlier) than)\b|"
    rf",(?= {_AUXILIARY}\b)"
)
_TELLING = re.compile(rf"\b(?:{_REPORT}|{TELLS}|according to)\b", re.IGNORECASE)
_SHARED = re.compile(
    rf"(?:['’]s?)?(?: {_REPORT})?,? (?:and|or)(?: (?:from|by|in))?(?: the)? ", re.IGNORECASE
)
_CLOSES = re.compile(rf"\s*(?:{TELLS}\s*)?(?:[,;]|and\b|$)", re.IGNORECASE)
_TOLD_BY = re.compile(
    rf",?\s*\b(?:(?:as|that|which|is|was|both|also|according to|in|by|from|on|an?|the|one|two|of|"
    rf"{_REPORT}|{TELLS}|discussed)\s+)*$",
    re.IGNORECASE,
)
_CUE = re.compile(r"\b(?:according to|by|in|from|as|that|which)\b", re.IGNORECASE)
_OWN = re.compile(rf"(?:['’]s?)?(?:\s+(?:{_REPORT}|{TELLS})\b)?", re.IGNORECASE)
_STOP = re.compile(r"[,;](?! \d{4})| and\b|$", re.IGNORECASE)
_TELLS_THAT = re.compile(
    rf"\b(?:both )?(?:also )?(?:{TELLS}\s+)+(?:that\b|on\b|about\b)?,?"
    rf"| that\b|, {_AUXILIARY}\b(?: there\b)?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?:[\s,;]*\b(?:and|but|or|while|whereas|before|after|than|both|also|{_AUXILIARY}|an?|the|of|"
    rf"on|about|from|by|for|that|there|published|{_REPORT}|between)\b)*[\s,;'\"“”’]*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:[\s,;]+|\b(?:both|come|published|agrees? with|and|in|between|the)\b)+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """What is asked of outlets: `topic` is what their article is on, `claim` what it tells.

    `opening` is what stands before it and belongs to no outlet, `joint` what it is joined by.
    """

    sources: tuple[str, ...]
    topic: str
    claim: str
    opening: str = ""
    joint: str = ""

    @property
    def outlet(self) -> str:
        """The one outlet that it names, or ""."""
        return self.sources[0] if len(self.sources) == 1 else ""

    @property
    def plain(self) -> str:
        """All that it says, without its outlets."""
        return " ".join(filter(None, (self.opening, self.topic, self.claim)))


@dataclass(frozen=True, slots=True)
class _Mention:
    """Outlets named in one breath, and where."""

    sources: tuple[str, ...]
    start: int
    end: int


def read_clauses(text: str, sources: Sequence[str]) -> list[Clause]:
    """Return what a question asks of each outlet that it names."""
    mentions = _mentions(text, sources)
    found: list[Clause] = []
    start = 0
    for mention, following in zip(mentions, [*mentions[1:], None], strict=False):
        trails = _trails(text[start : mention.start], text[mention.end :])
        end = _end_of(text, mention, following, trails=trails)
        read = _trailing if trails else _leading
        found.append(read(text, start, end, mention))
        start = end
    rest = plain_words(text[start:])
    found += [Clause((), "", rest)] if mentions and len(content_words(rest)) > 1 else []
    return [each for each in found if each.topic or each.claim]


def _trails(before: str, behind: str) -> bool:
    """Tell whether an outlet stands behind what it tells: "it sank, as reported by CNN"."""
    cue = _TOLD_BY.search(before)
    told = before[: cue.start()] if cue else before
    if len(content_words(told)) < 2 or re.search(r"\b(?:and|while|but|between)\W*$", told):
        return False
    return bool((cue and _CUE.search(cue.group())) or _CLOSES.match(behind))


def _end_of(text: str, mention: _Mention, following: _Mention | None, *, trails: bool) -> int:
    """Return where the clause of a mention ends: behind it, or at the last joint before another."""
    behind = text[mention.end : following.start if following else len(text)]
    if trails:
        found = _STOP.search(behind)
        return mention.end + (found.start() if found else 0)
    joints = list(re.finditer(_JOINT, behind, re.IGNORECASE)) if following else []
    return mention.end + (joints[-1].start() if joints else len(behind))


def _leading(text: str, start: int, end: int, mention: _Mention) -> Clause:
    """Read "the CNN article on X says Y"; what stands before it belongs to all."""
    before = _TOLD_BY.sub("", text[start : mention.start])
    rest = _OWN.sub("", text[mention.end : end], count=1)
    tells = _TELLS_THAT.search(rest)
    topic, claim = (rest[: tells.start()], rest[tells.end() :]) if tells else (rest, "")
    opening = plain_words(before)
    told = opening if content_words(opening) else ""
    return Clause(mention.sources, plain_words(topic), plain_words(claim), told, _joint(before))


def _trailing(text: str, start: int, end: int, mention: _Mention) -> Clause:
    """Read "Y, as reported by CNN"."""
    rest = _OWN.sub("", text[mention.end : end], count=1)
    told = _TOLD_BY.sub("", text[start : mention.start])
    return Clause(mention.sources, "", plain_words(f"{told}{rest}"))


def _joint(before: str) -> str:
    words = re.findall(r"\b(?:before|after|than|earlier|later)\b", before.lower())
    return words[-1] if words else ""


def plain_words(text: str) -> str:
    """Return what is told, without the words of telling around it."""
    return _ENDING.sub("", _LEADING.sub("", text)).strip(" ?\"“”'")


def _mentions(text: str, sources: Sequence[str]) -> list[_Mention]:
    """Return the known outlets that a text speaks of as such, those of one breath together."""
    found: list[_Mention] = []
    for start, end, source in outlet_places(text, sources) if _TELLING.search(text) else ():
        if found and _SHARED.fullmatch(text[found[-1].end : start]):
            found[-1] = _Mention((*found[-1].sources, source), found[-1].start, end)
        else:
            found.append(_Mention((source,), start, end))
    return found
