"""A follow-up is read as typed, and where that is not clear enough with its topic as well."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.spans import read_spans
from assistant.models.reader import Part, Reader, Span, SpanReader
from assistant.question.query import Query, read_question

FIRE = "The mill fire of Orlu killed 12 people on Sunday. Sparks of a heater lit the hay there."
PLACES = ((0, 49), (50, len(FIRE)))
TYPED, TOPICAL = "How did it start?", "mill fire Orlu: How did it start?"


class Told(SpanReader):
    """A reader that is told what it finds, by question; `asked` is what it was asked."""

    def __init__(self, found: dict[str, Sequence[tuple[str, float]]]) -> None:
        super().__init__()
        self._found = found
        self.asked: list[str] = []

    def read(
        self, question: str, texts: Sequence[str], parts: Sequence[Sequence[Part]]
    ) -> list[list[Span]]:
        self.asked.append(question)
        return [
            [
                Span(FIRE.index(words), FIRE.index(words) + len(words), score)
                for words, score in self._found[question]
            ]
        ]


def follow_up(*given: str) -> Query:
    asked = read_question(TYPED, as_of=date(2024, 3, 14))
    return replace(asked, plain=TYPED, topical=TOPICAL, given=given)


def answers(reader: Reader, query: Query) -> list[str]:
    (spans,) = read_spans(query, [FIRE], [PLACES], reader)
    return [FIRE[span.start : span.end] for span in spans]


UNCLEAR = [("12 people", -4.0), ("hay", -6.0)]


def test_what_the_reader_is_surer_of_with_the_topic_answers() -> None:
    reader = Told({TYPED: UNCLEAR, TOPICAL: [("Sunday", -9.0), ("Sparks of a heater", 5.0)]})
    assert answers(reader, follow_up()) == ["12 people", "Sparks of a heater"]


def test_what_answered_the_question_before_is_no_answer_to_the_next() -> None:
    reader = Told({TYPED: UNCLEAR, TOPICAL: [("12 people", 9.0), ("Sparks", -8.0)]})
    (spans,) = read_spans(follow_up("killed 12 people"), [FIRE], [PLACES], reader)
    assert [span.score for span in spans] == [-4.0, -6.0]


@pytest.mark.parametrize("query", [follow_up(), replace(follow_up(), topical="")])
def test_a_question_that_is_clear_or_stands_alone_is_read_once(query: Query) -> None:
    reader = Told({TYPED: [("Sunday", -9.0), ("Sparks of a heater", 7.0)]})
    assert answers(reader, query) == ["Sunday", "Sparks of a heater"]
    assert reader.asked == [TYPED]
