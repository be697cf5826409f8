"""Quality over the sample corpus: our own questions, one a line, by kind."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Turn

LINES = (Path(__file__).parent / "data" / "questions.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]


@pytest.fixture(scope="module")
def answers(sample: Assistant) -> list[Answer]:
    return [_ask(sample, case) for case in CASES]


def _ask(assistant: Assistant, case: dict[str, Any]) -> Answer:
    history: list[Turn] = []
    for question, answer in case.get("history", []):
        history.append(Turn(question, answer))
    as_of = date.fromisoformat(case["as_of"]) if case.get("as_of") else None
    return assistant.answer(case["question"], history=history, as_of=as_of)


def _is_right(case: dict[str, Any], answer: Answer) -> bool:
    if not case["answers"]:
        return answer.status == "not_found"
    return any(wanted.lower() in answer.text.lower() for wanted in case["answers"])


def _wrong(answers: list[Answer], *, answerable: bool) -> list[str]:
    return [
        f"{case['kind']}: {case['question']} ({answer.status} {answer.confidence})"
        for case, answer in zip(CASES, answers, strict=True)
        if bool(case["answers"]) is answerable and not _is_right(case, answer)
    ]


def test_most_questions_that_the_articles_answer_are_answered_right(
    answers: list[Answer],
) -> None:
    wrong = _wrong(answers, answerable=True)
    asked = sum(bool(case["answers"]) for case in CASES)
    assert len(wrong) <= 0.12 * asked, "\n".join(wrong)


def test_most_questions_that_the_articles_leave_open_are_refused(answers: list[Answer]) -> None:
    wrong = _wrong(answers, answerable=False)
    asked = sum(not case["answers"] for case in CASES)
    assert len(wrong) <= 0.36 * asked, "\n".join(wrong)
