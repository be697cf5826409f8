"""Question sets on disk, one question a line, and the passages that they share.

    {"question": "Where did it sink?", "context": "The barge sank off Orlu. It carried gravel.",
     "answers": [{"text": "Orlu", "start": 19}], "group": "article 7", "answerable": true}

`group` (what passages of one article share) and `answerable` (true where there are answers) may be
missing. The name of a set is that of its file, up to the first full stop.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.lines import DataError, Line, Record, Span, read_records

_SHORTEST = 40  # characters of a passage
_APART = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its passage, and where that answers; nowhere, if people say that it does not."""

    text: str
    context: str
    answers: tuple[Span, ...]
    group: str
    source: str
    weight: float

    def line(self, kind: str = "", weight: float = 1.0) -> Line:
        """Return the line that asks this of its own passage."""
        source = f"{self.source}+{kind}" if kind else self.source
        return Line(self.text, self.context, self.answers, round(self.weight * weight, 4), source)

    @property
    def answer_texts(self) -> list[str]:
        """The words of the answers."""
        return [self.context[start:end] for start, end in self.answers]


def read_questions(path: Path, weights: Mapping[str, float]) -> list[Question]:
    """Return the questions of a set that can be used.

    Left out are those without a question or a passage, and those whose answers are not where the
    set says: they would teach what is wrong.
    """
    source = path.name.partition(".")[0]
    found = []
    for number, record in enumerate(read_records(path), 1):
        try:
            question = _question(record, source, weights.get(source, 1.0))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}, line {number} is no question: {error!r}") from None
        if question:
            found.append(question)
    return found


def _question(record: Record, source: str, weight: float) -> Question | None:
    context, text = str(record["context"]), " ".join(str(record["question"]).split())
    answers = record.get("answers") or []
    spans = [(int(each["start"]), int(each["start"]) + len(each["text"])) for each in answers]
    exact = [
        span
        for span, each in zip(spans, answers, strict=True)
        if each["text"].strip() and context[slice(*span)] == each["text"]
    ]
    said = bool(record.get("answerable", bool(answers)))
    if not text or len(context) < _SHORTEST or said != bool(exact):
        return None
    group = str(record.get("group") or context)
    return Question(text, context, tuple(exact), group, source, weight)


class Passages:
    """All passages of all sets: which are of one article, and which hold some words."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.texts: list[str] = []
        self._places: dict[str, int] = {}
        self._groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for question in questions:
            if question.context not in self._places:
                self._places[question.context] = len(self.texts)
                self.texts.append(question.context)
            members = self._groups[question.source, question.group]
            if (place := self._places[question.context]) not in members:
                members.append(place)
        self._folded = [folded(text) for text in self.texts]

    def group(self, question: Question) -> Sequence[int]:
        """Return the places of the passages of a question's article."""
        return self._groups[question.source, question.group]

    def silent(self, places: Iterable[int], question: Question) -> list[int]:
        """Return which passages, the question's own left out, hold none of its answers' words."""
        own = self._places[question.context]
        return [
            place
            for place in places
            if place != own and not holds(self._folded[place], question.answer_texts)
        ]


def folded(text: str) -> str:
    """Return a text so that its words can be found whole: small letters, single spaces."""
    return f" {_APART.sub(' ', text.lower()).strip()} "


def holds(text: str, answers: Iterable[str]) -> bool:
    """Tell whether a folded text has the words of an answer."""
    wanted = (folded(answer) for answer in answers)
    return any(words.strip() and words in text for words in wanted)
