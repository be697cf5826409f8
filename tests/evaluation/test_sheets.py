"""Questions in a CSV file, as people write them in a spreadsheet."""

from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation import EvaluationError, read_set
from assistant.evaluation.cases import GoldEvidence, QuestionSet


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
