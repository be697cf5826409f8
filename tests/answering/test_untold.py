"""What the articles say is not known is answered with that."""

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.untold import untold
from assistant.question.query import read_question
from tests.making import indexed, sentence, stored


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the name of the driver?", "The driver's name was not released."),
        ("Who was the driver?", "The driver has not been identified."),
        ("How much will a ticket cost?", "Prices haven't been announced."),
        ("When will the line reopen?", "The company has yet to say when trains will run."),
        ("Why did the dam break?", "The cause is unknown."),
        ("How many people were hurt?", "It is unclear how many were hurt."),
    ],
)
def test_a_sentence_that_says_it_is_not_known_is_found(question: str, text: str) -> None:
    query = read_question(question, as_of=date(2024, 3, 13))
    told = untold(query, [sentence(stored(text), 0)])
    assert told is not None
    assert told.text == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which team lost?", "The club has not released the driver's name."),
        ("When will the line reopen?", "The driver's name was not released."),
        ("How much will a ticket cost?", "The price is 8 crowns."),
        ("Who is the driver?", "He does not drive, by the name of Otto Pahl."),
    ],
)
def test_what_is_told_or_not_asked_is_not_found(question: str, text: str) -> None:
    query = read_question(question, as_of=date(2024, 3, 13))
    assert untold(query, [sentence(stored(text), 0)]) is None


CRASH = """---
title: Lorry hits the bridge at Oberdorf
source: Oberdorf Post
date: 2024-03-12
---
A lorry hit the old bridge at Oberdorf on Tuesday. Its driver was taken to hospital in Varn.

The driver's name was not released. Ida Holm, who bakes bread beside the bridge, heard the crash.
"""


def test_it_is_the_answer_where_nothing_else_answers(tmp_path: Path) -> None:
    with indexed(tmp_path, {"crash.md": CRASH}) as assistant:
        answer = assistant.answer(
            "What is the name of the driver of the lorry that hit the bridge at Oberdorf?"
        )
        assert [each.quote for each in answer.citations] == ["The driver's name was not released."]
        told = assistant.answer("Who heard the lorry hit the bridge at Oberdorf?")
        assert "Ida Holm" in told.text
