"""Questions in every form over the sample corpus: our own cases, one a line, by kind."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant

LINES = (Path(__file__).parent / "data" / "robust.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
# The share of each kind that must be right, a case or so below what is reached.
LEAST = {
    "typo": 0.7,
    "spelling": 0.8,
    "acronym": 0.8,
    "number": 0.75,
    "british": 0.9,
    "lower": 0.8,
    "telegraphic": 0.7,
    "paraphrase": 0.5,
    "characters": 0.8,
    "unanswerable": 0.95,
}


@pytest.fixture(scope="module")
def answers(sample: Assistant) -> Mapping[str, Answer]:
    return {case["question"]: sample.answer(case["question"]) for case in CASES}


def _is_right(case: dict[str, Any], answer: Answer) -> bool:
    if not case["answers"]:
        return answer.status == "not_found"
    return any(wanted.lower() in answer.text.lower() for wanted in case["answers"])


def test_there_are_cases_of_every_kind() -> None:
    assert {case["kind"] for case in CASES} == set(LEAST)


@pytest.mark.parametrize("kind", LEAST)
def test_questions_in_every_form_find_their_answer(
    kind: str, answers: Mapping[str, Answer]
) -> None:
    cases = [case for case in CASES if case["kind"] == kind]
    wrong = [
        f"{case['question']} ({answers[case['question']].to_json()[:200]})"
        for case in cases
        if not _is_right(case, answers[case["question"]])
    ]
    assert len(wrong) <= (1 - LEAST[kind]) * len(cases), "\n".join(wrong)


def test_at_least_85_of_100_are_right(answers: Mapping[str, Answer]) -> None:
    right = sum(_is_right(case, answers[case["question"]]) for case in CASES)
    assert right >= 0.85 * len(CASES)


def test_the_answer_tells_what_was_searched_for(answers: Mapping[str, Answer]) -> None:
    answer = answers["Puttin's precondtions for talks"]
    assert answer.question == "Putin's preconditions for talks"
    assert [note.text for note in answer.notes if note.kind == "spelling"] == [
        "Searched for “Putin” instead of “Puttin”, “preconditions” instead of “precondtions”."
    ]


def test_a_question_without_errors_has_no_such_note(answers: Mapping[str, Answer]) -> None:
    answer = answers["What color are Webb's first pictures?"]
    assert answer.question == "What color are Webb's first pictures?"
    assert not [note for note in answer.notes if note.kind == "spelling"]
