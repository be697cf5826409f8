"""Sets of questions on disk: what is read, and what is told of what cannot be."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation import EvaluationError, read_set, spread
from assistant.evaluation.cases import GoldEvidence
from assistant.schema import Turn

ASKED = {
    "id": "q1",
    "question": "Why was the bridge closed?",
    "answers": ["cracks", "two cracks"],
    "answerable": True,
    "evidence": [
        {"article_id": "a", "text": "Two cracks were found.", "kind": "gold_cited"},
        {"article_id": "b", "text": "It has cracks.", "kind": "silver"},
    ],
    "history": [
        {"role": "user", "text": "Which bridge is it?"},
        {"role": "agent", "text": "The bridge of Varn."},
        {"role": "user", "text": "How old is it?"},
    ],
    "question_date": "2024-04-02",
    "type": "why",
}


def written(folder: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    (folder / "questions.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_a_question_is_read_with_its_conversation_its_day_and_its_evidence(tmp_path):
    case = read_set(written(tmp_path, ASKED)).cases[0]
    assert case.question == "Why was the bridge closed?"
    assert case.answers == ("cracks", "two cracks")
    assert case.as_of == date(2024, 4, 2)
    assert case.history == (
        Turn("Which bridge is it?", "The bridge of Varn."),
        Turn("How old is it?", ""),
    )
    assert case.evidence[1] == GoldEvidence("b", "It has cracks.", "silver")


def test_only_articles_that_people_named_count_where_there_are_any(tmp_path):
    silver = {**ASKED, "id": "q2", "evidence": ASKED["evidence"][1:]}  # type: ignore[index]
    none = {**ASKED, "id": "q3", "answerable": False}
    named, found, withheld = read_set(written(tmp_path, ASKED, silver, none)).cases
    assert (set(named.gold_articles), named.group) == ({"a"}, "gold_cited")
    assert (set(found.gold_articles), found.group) == ({"b"}, "")
    assert withheld.gold_articles == frozenset()


def test_a_broken_line_is_told_with_file_and_line_and_all_others_are_kept(tmp_path):
    folder = written(
        tmp_path,
        ASKED,
        '{"question": ',
        "",
        '["a list"]',
        {"question": " "},
        {"question": "When?", "question_date": "2.4.2024"},
        {"question": "Who?", "evidence": [{"text": "no id"}]},
        {"question": "Who?", "history": [{"role": "agent", "text": "Hello."}]},
        {"question": "Who?", "answerable": "yes"},
        ASKED,
        {"question": "Who?"},
    )
    asked = read_set(folder)
    assert [case.place for case in asked.cases] == ["questions.jsonl:1", "questions.jsonl:11"]
    assert asked.problems == (
        "questions.jsonl:2: broken JSON: Expecting value at character 14",
        "questions.jsonl:4: the line is not an object with a question",
        "questions.jsonl:5: it has no question",
        "questions.jsonl:6: its question_date '2.4.2024' is no date; write it as 2024-03-14",
        "questions.jsonl:7: a piece of its evidence names no article_id",
        "questions.jsonl:8: its history does not begin with the user",
        "questions.jsonl:9: its answerable is 'yes', neither true nor false",
        "questions.jsonl:10: repeats the question 'q1' and is left out",
    )


def test_a_line_that_is_not_utf_8_is_told_and_the_next_is_read(tmp_path):
    (tmp_path / "questions.jsonl").write_bytes(b'{"question": "\xe9"}\n{"question": "Who?"}\n')
    asked = read_set(tmp_path)
    assert len(asked.cases) == 1
    assert asked.problems[0].startswith("questions.jsonl:1: the line is not UTF-8")


def test_the_articles_of_a_folder_are_found_zipped_or_not(tmp_path):
    folder = written(tmp_path, ASKED)
    assert read_set(folder).articles is None
    (tmp_path / "articles.jsonl.gz").touch()
    assert read_set(folder).articles == tmp_path / "articles.jsonl.gz"


@pytest.mark.parametrize("lines", [[], ["nothing"], [""]])
def test_a_set_without_a_question_is_an_error_that_names_it(tmp_path, lines):
    with pytest.raises(EvaluationError, match=r"questions\.jsonl holds no question"):
        read_set(written(tmp_path, *lines))


def test_a_folder_without_questions_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(EvaluationError, match=r"questions\.jsonl cannot be read: No such file"):
        read_set(tmp_path)


def test_a_limit_takes_questions_at_even_distances(tmp_path):
    folder = written(tmp_path, *({"id": f"q{n}", "question": "Who?"} for n in range(10)))
    cases = read_set(folder).cases
    assert [case.id for case in spread(cases, 3)] == ["q0", "q3", "q6"]
    assert spread(cases, 10) == spread(cases, None) == spread(cases, 99) == cases
