"""What somebody said is quoted from them, and from nobody else."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.answering.speakers import spoken_by
from tests.making import indexed

ROW = [
    "The ferry to Kest will not sail in winter.",
    "“Nobody rides it,” said manager Ruben Alke.",
    "“That is not true,” answered the baker Mia Toft.",
    "“My boys take it to school every day.”",
    "Alke shrugged.",
    "“The bus goes as well,” he said, adding that it was cheaper.",
    "Mia Toft told the Kest Courier that she would sell her house.",
]


@pytest.mark.parametrize(
    ("place", "speakers"),
    [
        (0, []),
        (1, ["Ruben Alke"]),
        (2, ["Mia Toft"]),
        (3, ["Mia Toft"]),
        (4, []),
        (5, ["Alke"]),
        (6, ["Mia Toft"]),
    ],
)
def test_who_says_a_sentence_is_told_by_it_or_those_before(place: int, speakers: list[str]) -> None:
    assert spoken_by(ROW[: place + 1]) == speakers


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    head = "---\ntitle: Row over the ferry\nsource: Kest Courier\ndate: 2024-09-02\n---\n\n"
    files = {"row.md": head + "\n\n".join(ROW)}
    with indexed(tmp_path_factory.mktemp("row"), files) as assistant:
        yield assistant


def test_what_others_say_is_no_answer(row: Assistant) -> None:
    quotes = " ".join(each.quote for each in row.answer("What did Ruben Alke say?").citations)
    assert "Nobody rides it" in quotes
    assert "not true" not in quotes
    assert "My boys" not in quotes


def test_a_question_about_what_somebody_said_of_a_topic_is_answered_by_them(row: Assistant) -> None:
    answer = row.answer("What did Mia Toft say about her house?")
    assert "Mia Toft told the Kest Courier that she would sell her house." in answer.text
    assert "Alke" not in answer.text
    assert "he said" not in answer.text


def test_who_he_is_stands_before_what_he_says(row: Assistant) -> None:
    answer = row.answer("Who said that the bus goes as well?")
    quotes = [each.quote for each in answer.citations]
    assert "“The bus goes as well,” he said, adding that it was cheaper." in " ".join(quotes)
    assert "Alke" in answer.text
