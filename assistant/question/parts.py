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

from assistant.question.clauses import TELLS, Clause, plain_words, read_clauses
from assistant.question.comparing import compared
from assistant.question.expected import YES_NO
from assistant.question.topic import content_words, is_telling
from assistant.question.vocabulary import QUESTION_WORDS
from assistant.text.names import names


class Form(StrEnum):
    """How the answers to the parts make one answer."""

    COMPARISON = "comparison"
    EACH = "each"  # two questions in one sentence
    CLAIMS = "claims"  # do they all hold?
    OUTLETS = "outlets"  # what each outlet says
    BRIDGE = "bridge"  # what all outlets name
    ORDER = "order"  # which article is the later one?
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class Subquestion:
    """One question of several; `label` tells it from the others, `source` is where it is asked.

    `claim` is what is to be told there, where the question says it.
    """

    text: str
    label: str
    source: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The parts of a question; `larger` is 1 where the first is asked to be more, -1 for less.

    `change` tells that it is asked whether the parts have one answer.
    """

    form: Form
    parts: tuple[Subquestion, ...]
    larger: int = 0
    change: bool = False


_TIMELINE = re.compile(
    r"(?:.*\b(?:time-?line|chronology|(?:order|sequence|course) of (?:the )?events)\b"
    r"(?:\s+(?:of|for|on|about|in|behind|around))?|\W*what happened when (?:in|with|during|at))\s+"
    r"(?P<topic>.+)|\W*how (?:did|has|have) (?P<unfolding>.+?) "
    r"(?:(?:unfold|unfolded|evolve|evolved|develop|developed|play out|played out)\b.*|"
    r"(?<= )step by step)",
    re.IGNORECASE | re.DOTALL,
)


def read_parts(text: str, sources: Sequence[str] = ()) -> Decomposition | None:
    """Return the parts of a question, or None for a question that is one; `sources` are known."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    if match := _TIMELINE.fullmatch(asked):
        topic = (match["topic"] or match["unfolding"]).strip(" ,")
        return (
            Decomposition(Form.TIMELINE, (Subquestion(topic, topic),))
            if is_telling(topic)
            else None
        )
    if by_outlet := _by_outlet(asked, sources):
        return by_outlet
    if (match := _PAPERS.search(asked)) and (told := plain_words(asked[match.end() :])):
        return Decomposition(Form.OUTLETS, (Subquestion(f"{told}?", told),))
    if found := compared(asked):
        parts = tuple(Subquestion(f"{each.question}?", each.label) for each in found.sides)
        return Decomposition(Form.COMPARISON, parts, found.larger)
    return _together(asked) or _with_gap(asked) or _in_turn(asked)


def _together(text: str) -> Decomposition | None:
    """Read "Did both A and B file for bankruptcy?" and "Did A and B both file ...?"."""
    found = re.search(r"\bboth\b", text, re.IGNORECASE)
    if not YES_NO.match(text) or found is None:
        return None
    named = names(text)
    for one, other in pairwise(named):
        joint = text[one.end : other.start]
        if re.fullmatch(r"(?:['’]s)?,? and (?:from |in |by )?(?:the )?", joint):
            frame = [text[: one.start], text[other.end :]]
            frame = [re.sub(r"\bboth ?", "", each, flags=re.IGNORECASE) for each in frame]
            sides = [each.text for each in (one, other)]
            parts = tuple(
                Subquestion(f"{frame[0]}{each}{frame[1]}?", each, claim=f"{each}{frame[1]}")
                for each in sides
            )
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
    return Decomposition(Form.EACH, tuple(Subquestion(f"{each}?", each) for each in sides))


_PLACE = r"(?:in|at|on|after|before|during|by|for|from|under|with)\b"
_GAP = re.compile(
    r"(?P<whole>(?P<asked>who|what|when|where|which|how (?:many|much|[a-z]+))\b.+?),? and "
    rf"(?P<again>who|what|when|where|which|how [a-z]+) (?P<place>{_PLACE}) (?P<other>.+)",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|can|could)\b", re.IGNORECASE
)


def _with_gap(text: str) -> Decomposition | None:
    """Read "What does a pass cost in Orlu and what in Varn?": the verb is said once."""
    match = _GAP.fullmatch(text)
    if match is None or _VERBAL.search(match["other"]):
        return None
    whole, other = match["whole"], f"{match['place']} {match['other']}"
    one = re.search(rf"\b{match['place']} .+?(?=,? {_PLACE}|$)", whole, re.IGNORECASE)
    if one is None or match["asked"].split()[0].lower() != match["again"].split()[0].lower():
        return None
    asked = [(whole, one.group()), (f"{whole[: one.start()]}{other}{whole[one.end() :]}", other)]
    return Decomposition(Form.EACH, tuple(Subquestion(f"{q}?", label) for q, label in asked))


_PAPERS = re.compile(
    r"\b(?:two|both|different|various|several) (?:of the )?(?:news ?)?"
    rf"(?:papers|outlets|newspapers|publications|sources)\b.*?\b{TELLS}\b(?: about| on| of)?",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\W*(?:was|is|were|are) there (?:an?|any) (?:\w+ )?(?:change|difference)s?\b", re.I
)
_BETWEEN = re.compile(r"\b(?:agree|differ|same|chang\w+|\w*consisten\w+|between)\b", re.IGNORECASE)
_VERB = r"(?:is|are|was|were|has|have|had|did|do|does|that|who|\w+ed)\b"
_AFTER_VERB = r"(?:an?|the|it|in|from|of|for|to|at|by|two|three|(?-i:[A-Z])|[\d\W])"
_ASKED = re.compile(
    rf"\W*(?P<head>(?:who|which|what)\b(?: (?!{_VERB})(?![a-z]+ {_AFTER_VERB})[\w’'-]+){{0,2}})",
    re.IGNORECASE,
)
_HALVES = re.compile(
    r"(?:,? while|,? but|, and|,? as well as| and) (?:also |later )*"
    r"(?!(?:the|an?|his|her|its|their)\b|[A-Z\d$])"
)
_HALF = 3  # content words of each half


def _by_outlet(text: str, sources: Sequence[str]) -> Decomposition | None:
    """Ask each outlet what the question asks of it, or what it asks of all of them."""
    clauses = read_clauses(text, sources)
    if not clauses:
        return None
    first = clauses[0]
    asked = _ASKED.match(text)
    opening = first.opening if first.topic or not first.claim else first.claim
    if asked and content_words(opening):
        return _bridge(text, clauses)
    if len(clauses) == 2 and clauses[1].joint and not first.claim:
        later = 1 if clauses[1].joint in ("after", "later") else -1
        sides = [Subquestion(f"{each.plain}?", each.plain, each.outlet) for each in clauses]
        return Decomposition(Form.ORDER, tuple(sides), later)
    parts = [part for each in clauses for part in _of(each, clauses[-1], first.opening)]
    if len(parts) < 2:
        return None
    claims = bool(YES_NO.match(text)) and not _BETWEEN.search(text)
    form = Form.CLAIMS if claims else Form.OUTLETS
    return Decomposition(form, tuple(parts), change=not claims and bool(_CHANGE.match(text)))


def _of(clause: Clause, last: Clause, opening: str) -> Iterator[Subquestion]:
    """Yield what is asked of each outlet of a clause; the last may tell it for all."""
    claim = clause.claim or last.claim or opening or clause.topic
    topic = clause.topic if clause.topic != claim else ""
    for source in clause.sources:
        text = f"{topic} {claim}".strip()
        yield Subquestion(f"{text}?", source, source, claim)


def read_clues(text: str) -> Decomposition | None:
    """Return the two clues of a question for one thing: "Which firm built A and bought B?"."""
    asked = " ".join(text.split()).rstrip(" ?.!")
    return _bridge(asked, [Clause((), "", asked)])


def _bridge(text: str, clauses: Sequence[Clause]) -> Decomposition | None:
    """Ask each outlet for the one thing of which all clauses tell."""
    asked = _ASKED.match(text)
    if asked is None:
        return None
    told = [(each.plain, each.outlet) for each in clauses]
    if len(clauses) == 1:
        told = _in_halves(clauses[0])
    asks = (text.partition(" ")[0].lower() in QUESTION_WORDS for text, _ in told)
    parts = [
        Subquestion(f"{text}?" if own else f"{asked['head']} {text}?", text, outlet)
        for own, (text, outlet) in zip(asks, told, strict=True)
    ]
    return Decomposition(Form.BRIDGE, tuple(parts)) if len(parts) > 1 else None


def _in_halves(clause: Clause) -> list[tuple[str, str]]:
    """Part a clause at the joint that leaves most to either side, or by its outlets."""
    told = clause.plain
    cuts = [(told[: each.start()], told[each.end() :]) for each in _HALVES.finditer(told)]
    best = max(cuts, key=_least, default=("", ""))
    if _least(best) >= _HALF:
        return [(half, clause.outlet) for half in best]
    return [(told, source) for source in clause.sources]


def _least(cut: tuple[str, str]) -> int:
    return min(len(content_words(each)) for each in cut)
