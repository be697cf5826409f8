"""Conversations: asked in order, each turn after the real answers before it, and judged whole."""

import json
from typing import Any

import pytest

from assistant.errors import QuestionError
from assistant.evaluation import ask_all, estimate, read_set, spread
from assistant.evaluation.cases import Case
from assistant.evaluation.chains import conversations, judge_chain
from assistant.schema import NOT_FOUND_TEXT, Answer, Turn

BRIDGE: dict[str, Any] = {
    "id": "bridge",
    "question_date": "2024-04-10",
    "kind": "chain",
    "turns": [
        {"question": "Who built the bridge?", "answers": ["Mira Holm"]},
        {"question": "When?", "answers": ["1931"]},
        {"question": "What did it cost?"},
    ],
}


class Scripted:
    """Answers from a table, and keeps what it was asked with which history."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.asked: list[tuple[str, list[str]]] = []

    def answer(self, question: str, *, history: Any = (), as_of: Any = None) -> Answer:
        if question == "Too long":
            raise QuestionError("The question is too long.")
        self.asked.append((question, [turn.answer_text for turn in history]))
        text = self.said.get(question, NOT_FOUND_TEXT)
        status: Any = "not_found" if text == NOT_FOUND_TEXT else "answered"
        return Answer(text=text, status=status, question=question, as_of=as_of)


def asked_of(tmp_path, said: dict[str, str], *lines: dict[str, Any]):
    path = tmp_path / "talks.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scripted: Any = Scripted(said)
    outcomes, problems = ask_all(scripted, read_set(path).cases)
    return scripted.asked[1:], outcomes, problems  # the first only loads what is loaded


RIGHT = {"Who built the bridge?": "Mira Holm did.", "When?": "In 1931."}


def test_each_turn_is_asked_after_the_real_answers_before_it(tmp_path):
    asked, outcomes, problems = asked_of(tmp_path, RIGHT, BRIDGE)
    assert asked == [
        ("Who built the bridge?", []),
        ("When?", ["Mira Holm did."]),
        ("What did it cost?", ["Mira Holm did.", "In 1931."]),
    ]
    assert problems == []
    assert [each.id for each in outcomes] == ["bridge#1", "bridge#2", "bridge#3"]
    assert {(each.chain, each.kind, each.as_of) for each in outcomes} == {
        ("bridge", "chain", "2024-04-10")
    }


def test_turns_and_whole_conversations_are_counted(tmp_path):
    wrong = {**RIGHT, "When?": "In 1962."}
    other = {"turns": [{"question": "When?", "answers": ["1962"]}]}
    _, outcomes, _ = asked_of(tmp_path, wrong, BRIDGE, other, {"question": "When?"})
    found = {each.name: each for each in estimate(outcomes)}
    assert (found["turns_right"].value, found["turns_right"].count) == (3 / 4, 4)
    assert (found["chains_right"].value, found["chains_right"].count) == (1 / 2, 2)


def test_what_is_not_in_the_articles_must_be_refused_in_a_conversation_too(tmp_path):
    said = {**RIGHT, "What did it cost?": "It cost 300 crowns."}
    _, outcomes, _ = asked_of(tmp_path, said, BRIDGE)
    assert [each.scores["turns_right"] for each in outcomes] == [1, 1, 0]
    assert outcomes[-1].scores["chains_right"] == 0


def test_a_conversation_with_a_turn_that_cannot_be_asked_is_not_right(tmp_path):
    turns = [*BRIDGE["turns"][:2], {"question": "Too long"}]
    _, outcomes, problems = asked_of(tmp_path, RIGHT, {"id": "b", "turns": turns})
    assert problems == ["talks.jsonl:1: The question is too long."]
    assert [each.scores["turns_right"] for each in outcomes] == [1, 1]
    assert outcomes[-1].scores["chains_right"] == 0
    assert judge_chain((), complete=False) == []


def test_a_conversation_may_begin_with_a_history(tmp_path):
    history = [{"role": "user", "text": "Which bridge?"}, {"role": "agent", "text": "Varn."}]
    asked, _, _ = asked_of(tmp_path, RIGHT, {**BRIDGE, "history": history})
    assert asked[1] == ("When?", ["Varn.", "Mira Holm did."])


def test_a_limit_keeps_conversations_whole(tmp_path):
    cases = [
        Case(id=f"{name}#{turn}", question="Who?", chain=name) for name in "abcd" for turn in (1, 2)
    ]
    cases.insert(4, Case(id="alone", question="Who?", history=(Turn("What?"),)))
    assert [len(talk) for talk in conversations(cases)] == [2, 2, 1, 2, 2]
    assert [case.id for case in spread(cases, 2)] == ["a#1", "a#2", "alone"]
    assert spread(cases, 5) == tuple(cases)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ([], "its turns is not a list of questions"),
        (None, "its turns is not a list of questions"),
        ("Who?", "its turns is not a list"),
        (["Who?"], "its turns is not a list of questions"),
        ([{"question": "Who?"}, {"answers": ["x"]}], "turn 2: it has no question"),
    ],
)
def test_a_conversation_that_cannot_be_read_is_told_with_its_line(tmp_path, turns, told):
    path = tmp_path / "talks.jsonl"
    path.write_text(json.dumps({"turns": turns}) + '\n{"question": "Who?"}\n', encoding="utf-8")
    read = read_set(path)
    assert read.problems == (f"talks.jsonl:1: {told}",)
    assert len(read.cases) == 1


def test_a_conversation_that_comes_twice_is_left_out_whole(tmp_path):
    path = tmp_path / "talks.jsonl"
    path.write_text((json.dumps(BRIDGE) + "\n") * 2, encoding="utf-8")
    read = read_set(path)
    assert read.problems == ("talks.jsonl:2: repeats the question 'bridge#1' and is left out",)
    assert len(read.cases) == 3
