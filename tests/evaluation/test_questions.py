"""Sets of questions on disk: what is read, and what is told of what cannot be."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation import EvaluationError, read_set, spread
from assistant.evaluation.cases import GoldEvidence, QuestionSet
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


def test_a_list_has_items_with_wordings_and_a_question_may_have_a_kind(tmp_path):
    line = {"question": "Which towns?", "items": [["Norvik", "town of Norvik"], "Velden"]}
    case, other, plain = read_set(
        written(tmp_path, {**line, "kind": "list"}, {**ASKED, "items": None}, {"question": "Who?"})
    ).cases
    assert case.items == (("Norvik", "town of Norvik"), ("Velden",))
    assert (case.answerable, case.kind) == (True, "list")
    assert (other.items, other.kind) == ((), "why")
    assert (plain.answerable, plain.kind, plain.chain) == (False, "", "")


@pytest.mark.parametrize("items", [[[]], [["Norvik", 3]], [3]])
def test_items_that_are_no_texts_are_told(tmp_path, items):
    asked = read_set(
        written(tmp_path, {"question": "Which?", "items": items}, {"question": "Who?"})
    )
    told = "questions.jsonl:1: one of its items is no text and no list of texts"
    assert asked.problems == (told,)


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


def read(folder: Path, text: str | bytes) -> QuestionSet:
    path = folder / "mine.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_set(path)


def test_a_row_is_a_question_with_its_answers_its_article_and_its_day(tmp_path):
    asked = read(
        tmp_path,
        "question,expected answer,article,as-of date\n"
        '"Who, if anyone, paid?",Mira Holm | M. Holm,varn.md,2024-04-02\n',
    )
    case = asked.cases[0]
    assert asked.name == "mine"
    assert case.question == "Who, if anyone, paid?"
    assert case.answers == ("Mira Holm", "M. Holm")
    assert case.evidence == (GoldEvidence("varn.md"),)
    assert case.as_of == date(2024, 4, 2)
    assert case.place == "mine.csv:2"


def test_without_an_answer_and_an_article_nothing_should_be_found(tmp_path):
    asked = read(tmp_path, "question,expected answer,article\nWho paid?,,\nWho sold it?,,varn.md\n")
    assert [case.answerable for case in asked.cases] == [False, True]


def test_a_spreadsheet_may_write_semicolons_a_byte_order_mark_and_other_headings(tmp_path):
    asked = read(
        tmp_path,
        b"\xef\xbb\xbfArticle;Question;Expected_Answer;note\r\nvarn.md;Who paid, then?;Holm;x\r\n",
    )
    assert asked.cases[0].question == "Who paid, then?"
    assert asked.cases[0].answers == ("Holm",)


def test_a_bad_row_is_told_with_its_line_and_all_others_are_kept(tmp_path):
    asked = read(
        tmp_path,
        "question,expected answer,article,as of\n"
        '"Who\npaid?",Holm,varn.md,\n'
        "\n"
        ",Holm,varn.md,\n"
        "When?,2024,varn.md,soon\n"
        "Who, and when?,Holm,varn.md\n"
        "Who, and when?,Holm,varn.md,2024-04-02\n"
        "Why?,cracks,varn.md,\n"
        "Why?,cracks,varn.md,\n",
    )
    assert [case.place for case in asked.cases] == ["mine.csv:2", "mine.csv:9"]
    assert asked.problems == (
        "mine.csv:5: it has no question",
        "mine.csv:6: 'soon' is no date; write it as 2024-03-14",
        "mine.csv:7: 'varn.md' is no date; write it as 2024-03-14",
        "mine.csv:8: it has more cells than columns; put text with commas in quotation marks",
        "mine.csv:10: repeats the question 'Why?' and is left out",
    )


def test_the_same_question_may_be_asked_as_of_two_days(tmp_path):
    asked = read(
        tmp_path,
        "question,expected answer,article,as of\n"
        "How many?,3,a,2024-01-01\n"
        "How many?,9,b,2024-02-01\n",
    )
    assert len(asked.cases) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("frage,antwort\nWer?,Holm\n", "mine.csv:1: .* it names frage, antwort"),
        (
            'question,expected answer,article\nWho?,,\n"Why?,cracks,varn.md\nWhen?,,\n',
            "mine.csv:3: the row cannot be read",
        ),
        (b"question,expected answer,article\nWho?,Holm,\xe9\n", "mine.csv:2: .* not UTF-8"),
        ("question,expected answer,article\n", "holds no question"),
        ("", "holds no question"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error_that_says_where(tmp_path, text, told):
    with pytest.raises(EvaluationError, match=told):
        read(tmp_path, text)
