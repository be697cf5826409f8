"""Whether what answers is of the kind that is asked for: a name, or a time."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.kinds import is_told
from assistant.models.reader import SpanReader
from assistant.question.query import read_question
from assistant.retrieve.retriever import Evidence
from tests.making import indexed, sentence, stored

NOTHING_FOUND = Evidence((), np.zeros(1, dtype=np.float32))


def told(question: str, text: str, span: str) -> bool:
    query = read_question(question, as_of=date(2024, 3, 13))
    quoted = sentence(stored(text), 0, span=span)
    return is_told(query, NOTHING_FOUND, [quoted], SpanReader())


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("Which law firm told Ada?", "An outside law firm told her.", "An outside law firm"),
        ("Which judge heard Lind's case?", "Judges heard Ada Lind.", "Ada Lind"),
        ("When will work on the dam begin?", "It will begin in the river.", "in the river"),
    ],
)
def test_what_is_of_another_kind_does_not_tell(question: str, text: str, span: str) -> None:
    assert not told(question, text, span)


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        ("Which law firm told Ada?", "The Holm law firm told her.", "The Holm law firm"),
        ("Which decree told her so?", "Ada signed that decree in May.", "that decree"),
        ("Which pest kills ashes?", "They are killed by the ash borer.", "the ash borer"),
        ("Who is the head of the council?", "The council is led by al-Rabi.", "al-Rabi"),
        ("Who pays for the dam?", "The fishermen pay for it.", "The fishermen"),
        ("Who is Ada Lind?", "Ada Lind bakes bread.", "bakes bread"),
        ("When will work on the dam begin?", "It will begin in two weeks.", "in two weeks"),
        ("When will work on the dam begin?", "It will begin on Friday.", "Friday"),
        ("When will work on the dam begin?", "It begins after the flood.", "after the flood"),
        ("Why did it break?", "It broke of rust.", "rust"),
    ],
)
def test_what_is_of_the_kind_tells_and_other_questions_have_none(
    question: str, text: str, span: str
) -> None:
    assert told(question, text, span)


CRASH = """---
title: Helicopter crashes during Orlu fire
source: Orlu Post
date: 2024-03-12
---
A helicopter that was fighting the Orlu fire crashed on Tuesday, and its pilot died.

The fire, which firefighters call the Varn Hill Fire, has burned 1,200 acres since Sunday. Mayor
Ada Lind asked people in Lower Orlu to leave their homes.
"""


def test_a_name_of_something_else_is_no_name_of_the_pilot(tmp_path: Path) -> None:
    with indexed(tmp_path, {"crash.md": CRASH}) as assistant:
        asked = "What was the name of the pilot who died in the helicopter crash at Orlu?"
        assert assistant.answer(asked).status == "not_found"
        named = assistant.answer("What was the name of the fire that burned at Orlu?")
        assert "Varn Hill Fire" in named.text
