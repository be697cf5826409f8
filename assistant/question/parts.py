"""What a question consists of that one place seldom answers: its parts, each a question itself.

"Compare A with B", "Was A larger than B?", "Did both A and B ...?", "What did CNN and BBC say
about A?", "a timeline of A". Only the joints are read here, by a few words of comparing; what the
parts mean is left to the retriever and the reader. A question without joints has no parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.question.comparing import compared
from assistant.question.outlets import source_key
from assistant.question.topic import content_words, is_telling
from assistant.text.names import names


class Form(StrEnum):
    """How the answers to the parts make one answer."""

    COMPARISON = "comparison"
    CLAIMS = "claims"  # do they all hold?
    OUTLETS = "outlets"  # what each outlet says
    BRIDGE = "bridge"  # what all outlets name
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Subquestion:
    """One question of several; `label` tells it from the others, `source` is where it is asked."""

    text: str
    label: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The parts of a question; `larger` is 1 where the first is asked to be more, -1 for less."""

    form: Form
    parts: tuple[Subquestion, ...]
    larger: int = 0


_TIMELINE = re.compile(
    r"(?:.*\b(?:time-?line|chronology|(?:order|sequence|course) of (?:the )?events)\b"
    r"(?:\s+(?:of|for|on|about|in|behind|around))?|\W*what happened when (?:in|with|during|at))\s+"
    r"(?P<topic>.+)|\W*how (?:did|has|have) (?P<unfolding>.+?) "
    r"(?:unfold|unfolded|evolve|evolved|develop|developed|play out|played out)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def read_parts(text: str, sources: Sequence[str] = ()) -> Decomposition | None:
    """Return the parts of a question, or None for a question that is one; `sources` are known."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    if match := _TIMELINE.fullmatch(asked):
        topic = match["topic"] or match["unfolding"]
        return (
            Decomposition(Form.TIMELINE, (Subquestion(topic, topic),))
            if is_telling(topic)
            else None
        )
    outlets = list(_outlets(asked, sources))
    if len({source for source, _, _ in outlets}) > 1:
        return _by_outlet(asked, outlets)
    if (match := _PAPERS.search(asked)) and (told := _said(asked[match.end() :])):
        return Decomposition(Form.OUTLETS, (Subquestion(f"{told}?", told),))
    if found := compared(asked):
        parts = tuple(Subquestion(f"{each.question}?", each.label) for each in found.sides)
        return Decomposition(Form.COMPARISON, parts, found.larger)
    return _together(asked) or _in_turn(asked)


_YES_NO = re.compile(r"\W*(?:did|does|do|is|are|was|were|has|have|had|will|can)\b", re.IGNORECASE)


def _together(text: str) -> Decomposition | None:
    """Read "Did both A and B file for bankruptcy?" and "Did A and B both file ...?"."""
    found = re.search(r"\bboth\b", text, re.IGNORECASE)
    if not _YES_NO.match(text) or found is None:
        return None
    named = names(text)
    for one, other in pairwise(named):
        joint = text[one.end : other.start]
        if re.fullmatch(r"(?:['’]s)?,? and (?:from |in |by )?(?:the )?", joint):
            frame = [text[: one.start], text[other.end :]]
            frame = [re.sub(r"\bboth ?", "", each, flags=re.IGNORECASE) for each in frame]
            sides = [each.text for each in (one, other)]
            parts = tuple(Subquestion(f"{frame[0]}{each}{frame[1]}?", each) for each in sides)
            return Decomposition(Form.CLAIMS, parts)
    return None


_NEXT = re.compile(
    r",? (?:and|while) (?=(?:who|whom|whose|what|when|where|which|why|how|did|was|were|is|are)\b)",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:it|its|he|she|him|her|his|they|them|their|there)\b", re.IGNORECASE)


def _in_turn(text: str) -> Decomposition | None:
    """Read two questions in one: "Who hosted A and who hosted B?"; each names its own thing."""
    joints = list(_NEXT.finditer(text))
    if len(joints) != 1:
        return None
    sides = text[: joints[0].start()], text[joints[0].end() :]
    named = [{name.text for name in names(each)} for each in sides]
    if not all(named) or named[0] & named[1] or _POINTING.search(sides[1]):
        return None
    return Decomposition(Form.COMPARISON, tuple(Subquestion(f"{each}?", each) for each in sides))


_TELLING = (
    r"(?:reports?|reported|reporting|articles?|stor(?:y|ies)|pieces?|coverage|says?|said|"
    r"mention(?:s|ed)?|according to|wr(?:ote|ites?|itten)|cover(?:s|ed)?|describe[sd]?|"
    r"suggest(?:s|ed)?|claim(?:s|ed)?|discuss(?:es|ed)?|tells?|told|state[sd]?|name[sd]?|"
    r"publish(?:ed)?|attribute[sd]?|highlight(?:s|ed)?|agrees?|differs?)"
)
_TELLS = re.compile(rf"\b{_TELLING}\b", re.IGNORECASE)
_JOINTS = re.compile(
    rf"^(?:['’]s\b)?[\s,:;'\"“”’]*(?:(?:{_TELLING}|and|or|but|while|whereas|both|all|from|the|of|by|"
    r"in|on|about|for|that|an?|does|did|do|has|have|also|news|article)\b[\s,:;'\"“”’]*)*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"[\s,;]*(?:\b(?:{_TELLING}|and|or|but|while|whereas|does|did|do|both|from|by|in|the|of|before|"
    r"after)\b"
    r"[\s,;'\"“”’]*)*$",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"\b(?:two|both|different|various|several) (?:of the )?(?:news ?)?"
    rf"(?:papers|outlets|newspapers|publications|sources)\b(?=.*\b{_TELLING}\b)",
    re.IGNORECASE,
)
# What these ask of two reports is more than whether both are so.
_BETWEEN = re.compile(r"\b(?:before|after|since|agree|differ|same|chang\w+)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\W*(?:which|what|who)\b(?! (?:did|does|do|has|have|is|was|are|were)\b)", re.IGNORECASE
)


def _outlets(text: str, sources: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the known outlets that a text speaks of as such, with their places, in order."""
    if not _TELLS.search(text):
        return
    cased = any(letter.isupper() for letter in text[1:])
    found: list[tuple[int, int, str]] = []
    for source in sources:
        for name in dict.fromkeys((source, re.split(r" [|–—-] ", source)[0])):
            key = source_key(name)
            spelled = r"[\W_]?".join(re.escape(letter) for letter in key)
            rule = re.compile(rf"\b(?:the )?{spelled}(?:\.\w+)*\b", re.IGNORECASE)
            for match in rule.finditer(text) if len(key) > 1 else ():
                if not cased or match.group().removeprefix("the ")[:1].isupper():
                    found.append((match.start(), match.end(), source))
    last = 0
    for start, end, source in sorted(found, key=lambda each: (each[0], -each[1])):
        if start >= last:
            yield source, start, end
            last = end


def _said(text: str) -> str:
    """Return what is told, without the words of telling around it."""
    return _ENDING.sub("", _JOINTS.sub("", text))


def _by_outlet(text: str, outlets: Sequence[tuple[str, int, int]]) -> Decomposition | None:
    """Ask each outlet what the question asks of it, or what it asks of all of them."""
    ends = [*(start for _, start, _ in outlets[1:]), len(text)]
    said = [_said(text[end:until]) for (_, _, end), until in zip(outlets, ends, strict=True)]
    opening = _ENDING.sub("", text[: outlets[0][1]])
    bridge = bool(_WHICH.match(opening)) and len(content_words(opening)) > 0
    if not said[-1] and not bridge:
        return None
    asked: dict[str, str] = {}
    for (source, _, _), own in zip(outlets, said, strict=True):
        topic = own if len(content_words(own)) > 1 else said[-1]
        asked.setdefault(source, f"{opening} {topic}".strip() if bridge else topic)
    parts = tuple(Subquestion(f"{own}?", source, source) for source, own in asked.items() if own)
    claims = bool(_YES_NO.match(text)) and not _BETWEEN.search(text)
    form = Form.BRIDGE if bridge else Form.CLAIMS if claims else Form.OUTLETS
    return Decomposition(form, parts) if len(parts) > 1 else None
