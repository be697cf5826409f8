"""What would answer a question, by its words: a person, a number, several things, yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from assistant.question.vocabulary import frequency_rank
from assistant.text.names import TITLES
from assistant.text.quantities import MONEY, unit_named
from assistant.text.words import content_stems, is_english


class AnswerKind(StrEnum):
    """The type of answer that a question expects, as far as the answer's words can show it."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Expected:
    """What would answer a question.

    `several` tells that one short answer would not do ("which countries"); `topic_alone` that
    nothing is asked of what is named ("ferries", "What about ferries?"); `yes_or_no`, `denial` and
    `report` that a verdict, a denial, or who tells of something is asked for; `present` that the
    present counts. `by_name` tells that somebody's name would answer, and `called` what it is whose
    name is asked for ("Who is the pilot?" -> "pilot"). `counted` are the content stems of what is
    counted ("How many people died?"),
    `units` the units of a figure that would answer ("" for what is counted; none where any would
    do), and `words` are the question words as typed ("how many").
    """

    kind: AnswerKind = AnswerKind.OTHER
    several: bool = False
    topic_alone: bool = False
    yes_or_no: bool = False
    denial: bool = False
    report: bool = False
    present: bool = False
    by_name: bool = False
    called: str = ""
    counted: tuple[str, ...] = ()
    units: frozenset[str] = frozenset()
    words: str = ""


_MEASURE = (
    r"(?:cost|price|budget|length|width|height|weight|size|speed|age|distance|temperature|"
    r"magnitude|population|toll|total|number|amount|percentage|score)s?\b"
)
_KINDS = (
    (
        AnswerKind.NUMBER,
        re.compile(
            r"\bhow (?:many|much|old|long|far|big|tall|high|often|fast)\b"
            r"|\b(?:what|which) (?:percent|percentage|number|share|amount|score)"
            rf"|\bwhat (?:is|was|are|were) (?:the|its|his|her) (?:\w+ )?{_MEASURE}"
        ),
    ),
    (AnswerKind.PERSON, re.compile(r"\b(?:who|whom|whose)\b")),
    (
        AnswerKind.PLACE,
        re.compile(r"\bwhere\b|\b(?:what|which) (?:country|city|state|place|town|region)"),
    ),
    (
        AnswerKind.TIME,
        re.compile(
            r"^\W*(?:(?:and|but|so|since|until|till|from|by) )*when\b"
            r"|\b(?:what|which) (?:year|day|date|month)\b"
        ),
    ),
)
# Of a name alone ("Who is Otto Pahl?") the question asks who that is, which no name would answer;
# and the fishermen of four villages may well be who pays for a harbour.
_BY_NAME = re.compile(
    rf"\bnames? of\b|\bwho(?:['’]s| is| was) the (?![A-Z])|\b[Ww]hich (?:[\w’'-]+ )?{TITLES}s?\b",
)
_CALLED = re.compile(
    r"\b(?:names? of|who(?:['’]s| is| was)) (?:one of )?(?:the|an?) (?P<thing>(?:(?!(?:who|that|"
    r"which|whose|in|on|at|to|from|of|by|for|with|when|after|before|is|was|are|were|and|they|we|he|she|"
    r"it)\b)[\w’'-]+ ?)+)"
    rf"|\bwhich (?:[\w’'-]+ )?(?P<title>{TITLES})\b"
)
_WORDS = re.compile(
    r"\b(?:who|whom|whose|when|where|why|how(?: (?:many|much|old|long|far|big|tall|high|often|"
    r"fast|soon|strong))?|(?:what|which) (?:year|date|day|month|time|country|city|town|state|"
    r"company|team|party|percentage))\b",
    re.IGNORECASE,
)
# Search words without a verb that ask for something: "webb telescope cost", "artemis launch date".
_CUE = re.compile(
    rf"\b(?:{_MEASURE}|(?:date|year|time|day|days|hours|miles|met(?:re|er)s|votes|goals|location|"
    r"place|venue|site|reasons?|causes?)\b)"
)
_SENTENCE = re.compile(
    r"\b(?:what|which|who|is|are|was|were|did|do|does|has|have|had|can|could|will|would|should|"
    r"tell|list|name|give|show|explain|describe|summari[sz]e|when|where|why|how)\b"
)
_ABOUT = re.compile(r"^\W*(?:and )?(?:what|how|tell me(?: more)?|anything|news) (?:about|on)\b")
YES_NO = re.compile(
    r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will|can|could|should)\b", re.IGNORECASE
)
_PRESENT = re.compile(
    r"\b(?:is|are|does|do|now|currently)\b|^\W*(?:who|what|which \w+) \w+s\b(?<!was)(?<!has)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow (?:many|much)((?: [\w’'-]+){1,2})", re.IGNORECASE)
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed)|disput(?:es|ed)|false|untrue|"
    r"no (?:evidence|truth)|not|never|neither|nor)\b|n['’]t\b",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"\b(?:accus|alleg|announc|argu|charg|claim|prosecut|report|said|say|told|testif|warn)\w*\b",
    re.IGNORECASE,
)
# "what preconditions did", "which countries have": a plural noun before a verb. Words that end in
# s without being plurals, and nouns of which one is meant, are left out.
_PLURAL = re.compile(
    r"\b(?:what|which)\b(?:\s+(?:are|were)(?:\s+(?:the|some|his|her|its|their))?)?"
    r"(?P<named>(?:\s+[\w'’-]+){1,3})"
)
_SHORTEST = 4  # letters
_NOT_PLURAL = frozenset(
    """
    was has does this his its news series less minus plus sometimes besides bus gas boss press
    campus basis status princess mess loss pass cross yes thus economics sports means says makes
    uses gives goes
    """.split()
)
_SEVERAL = re.compile(r"\b(?:list|name (?:all|some|the)|what (?:all|else)|in what ways|reasons)\b")


def read_expected(text: str) -> Expected:
    """Read what would answer a question."""
    counted = _COUNTED.search(text)
    words = _WORDS.search(text)
    return Expected(
        kind=answer_kind(text),
        several=asks_for_several(text),
        topic_alone=_names_a_topic(text),
        yes_or_no=bool(YES_NO.match(text)),
        denial=bool(DENIAL.search(text)),
        report=bool(REPORT.search(text)),
        present=bool(_PRESENT.search(text)),
        by_name=bool(_BY_NAME.search(text[:1].lower() + text[1:])),
        called=_called(text.lower()),
        counted=tuple(content_stems(counted[1])) if counted else (),
        units=_units(text.lower()),
        words=words[0].lower() if words else "",
    )


def _called(lowered: str) -> str:
    """Return what it is whose name is asked for: "the two pilots killed" -> "pilots"."""
    found = _CALLED.search(lowered)
    said = (found["thing"] or found["title"]).split() if found else []
    return next((word for word in reversed(said) if not word.endswith("ed")), "")


def expected_in(language: str, text: str) -> Expected:
    """Read what would answer a question in a language: "Was" is no verb in German."""
    return read_expected(text) if is_english(language) else Expected()


_DAYS = frozenset("year month week day".split())
_HOURS = frozenset("hour minute second".split())
TIMES = _DAYS | _HOURS
_LENGTHS = frozenset("km mile metre cm foot inch light-year".split())
_PAID = r"(?:cost|price|pa(?:y|id)|spen[dt]|worth|s(?:ell|old)|earn|fees?\b|fined?\b|salar|money)"
_MEASURED = (
    (re.compile(r"\bhow old\b|\bwhat(?: is|['’]s| was) \S+ age\b"), TIMES | {""}),
    (re.compile(r"\bhow long\b"), TIMES | _LENGTHS),
    (re.compile(rf"\bhow high\b.*\b(?:bid|offer|{_PAID})"), MONEY | {"%"}),
    (re.compile(r"\bhow (?:tall|high|deep|wide)\b"), _LENGTHS | {"%", "degree"}),
    (re.compile(r"\b(?:what|which) percent"), frozenset("%")),
    (re.compile(r"\bhow much (?:do|does|did|will|would)\b.*\bcost\b(?! of)"), MONEY),
    (re.compile(rf"\bhow much\b.*\b{_PAID}"), MONEY | {"%"}),
    (re.compile(r"\bwhat(?:['’]s| is| was) .*\b(?:cost|price)\b"), MONEY),
)
_MANY = re.compile(r"\bhow many(?: more)? ([\w’'-]+)")


def _units(lowered: str) -> frozenset[str]:
    """Return the units of a figure that would answer: "How many people" -> "" alone."""
    if counted := _MANY.search(lowered):
        unit = unit_named(counted[1])
        alike = (units for units in (_DAYS, _HOURS) if unit in units)
        return next(alike, frozenset([unit]))
    return next((units for rule, units in _MEASURED if rule.search(lowered)), frozenset())


def answer_kind(text: str) -> AnswerKind:
    """Tell what type of answer a question expects: "How many died?" -> NUMBER."""
    lowered = text.lower()
    found = [(match.start(), kind) for kind, rule in _KINDS if (match := rule.search(lowered))]
    return min(found)[1] if found else AnswerKind.OTHER


def asks_for_several(text: str) -> bool:
    """Tell whether one short answer would not do: "Which countries ...?"."""
    lowered = text.lower()
    if _SEVERAL.search(lowered):
        return True
    for match in _PLURAL.finditer(lowered):
        named = takewhile(lambda word: word not in _NOT_PLURAL, match["named"].split())
        if any(map(_is_plural, named)):
            return True
    return False


def _is_plural(noun: str) -> bool:
    """Tell a plural from a word that only ends like one: it has a singular, or is a rare word."""
    if len(noun) < _SHORTEST or not (noun.isalpha() and noun.endswith("s")):
        return False
    singulars = (noun[:-1], noun[:-2], f"{noun[:-3]}y")
    return frequency_rank(noun) is None or any(map(frequency_rank, singulars))


def _names_a_topic(text: str) -> bool:
    """Tell whether a text asks nothing of what it names."""
    rest = _ABOUT.sub("", text.lower())
    return not _SENTENCE.search(rest) and not _CUE.search(rest)
