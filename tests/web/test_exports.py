"""What is taken along: a conversation as a file, and judged answers as a set of questions."""

import json
from dataclasses import replace
from datetime import date

from assistant.evaluation.questions import read_set
from assistant.schema import NOT_FOUND_TEXT, Answer
from assistant.web.conversation import Exchange
from assistant.web.exports import to_json, to_markdown, to_question_set
from assistant.web.limits import Limits
from tests.web.scripted import COST, answer_of
from tests.web.test_conversations import asked


def judged(question: str, answer: Answer, helpful: bool) -> Exchange:
    return Exchange(number=1, question=question, answer=answer, state="done", helpful=helpful)


def test_a_conversation_is_exported_as_markdown_and_as_json():
    conversation = asked("What # did it *cost*?").having(
        replace(asked("x", "Broken?").exchanges[1], answer=None, problem="It is busy.")
    )
    markdown = to_markdown("The bridge", conversation)
    assert markdown.startswith("# The bridge\n\n## What \\# did it \\*cost\\*?\n")
    assert f"> “{COST}”" in markdown
    assert "*It is busy.*" in markdown
    plain = json.loads(to_json("The bridge", conversation))
    assert plain["title"] == "The bridge"
    assert plain["exchanges"][0]["answer"]["citations"][0]["quote"] == COST
    assert plain["exchanges"][1] == {
        "question": "Broken?",
        "answer": None,
        "problem": "It is busy.",
    }


def test_helpful_answers_become_questions_with_the_words_that_are_expected(tmp_path):
    quoted = replace(answer_of([("bridge", COST)], "What did it cost?"), as_of=date(2023, 6, 1))
    start = COST.index("14 million euros")
    short = replace(quoted, highlights=((start, start + len("14 million euros")),))
    refused = Answer(text=NOT_FOUND_TEXT, status="not_found", question="Who sank?")
    answers = (short, answer_of([("bridge", COST)], "Who told?"), refused)
    told = to_question_set(judged("And it?", answer, True) for answer in (*answers, short))
    (tmp_path / "feedback.jsonl").write_text(told, encoding="utf-8")
    found = read_set(tmp_path / "feedback.jsonl")
    assert found.problems == ()
    assert [(case.question, case.answers, case.answerable) for case in found.cases] == [
        ("What did it cost?", ("14 million euros",), True),
        ("Who told?", (COST,), True),
        ("Who sank?", (), False),
    ]
    assert found.cases[0].as_of == date(2023, 6, 1)


def test_what_helped_within_limits_is_not_asked_without_them():
    exchange = judged("Who sank?", Answer(text=NOT_FOUND_TEXT, status="not_found"), True)
    told = to_question_set([replace(exchange, limits=Limits(sources=("Wire",)))])
    assert json.loads(told) == {
        "comment": {"question": "Who sank?", "kind": "helpful within limits"}
    }


def test_a_reader_s_words_stand_beside_the_question(tmp_path):
    answer = answer_of([("bridge", COST)], "One?")
    exchanges = [replace(judged("x", answer, each), comment="Hm.") for each in (True, False)]
    told = to_question_set(exchanges)
    helped, other = map(json.loads, told.splitlines())
    assert helped["remark"] == "Hm."
    assert other == {"comment": {"question": "One?", "kind": "not helpful", "remark": "Hm."}}
    (tmp_path / "feedback.jsonl").write_text(told, encoding="utf-8")
    assert len(read_set(tmp_path / "feedback.jsonl").cases) == 1


def test_what_did_not_help_is_not_asked_but_told_in_a_comment(tmp_path):
    exchanges = [judged("x", answer_of([("bridge", COST)], "One?"), each) for each in (True, False)]
    told = to_question_set(exchanges)
    comment = json.loads(told.splitlines()[1])
    assert comment == {"comment": {"question": "One?", "kind": "not helpful"}}
    (tmp_path / "feedback.jsonl").write_text(told, encoding="utf-8")
    found = read_set(tmp_path / "feedback.jsonl")
    assert len(found.cases) == 1
    assert found.problems == ("feedback.jsonl:2: it has no question",)
