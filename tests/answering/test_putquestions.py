"""What answers a question that the article puts itself, as explainers and interviews do."""

from datetime import date
from pathlib import Path

import pytest

from assistant import Settings, open_assistant
from assistant.answering.putquestions import by_put_questions
from assistant.question.query import Query, read_question
from assistant.store.records import StoredArticle
from tests.making import sentence, stored

EXPLAINER = stored(
    "Why does Ostrand move its harbour?\n\nThe old one fills with sand, pilot Ea Wirth says.\n\n"
    "Who pays for it?\n\nThe fishermen. They took a loan.\n\n"
    "How long will it take?\n\nSix winters.\n\nThe council of Ostrand meets in May."
)
SAND, FISHERMEN, LOAN, WINTERS, COUNCIL = 1, 3, 4, 6, 7


def asked(text: str) -> Query:
    return read_question(text, as_of=date(2024, 5, 1))


def order(query: str, article: StoredArticle, *places: int) -> list[int]:
    """Return places as they rank when the reader is for the first, and each after it less so."""
    ranked = [sentence(article, place, score=-float(number)) for number, place in enumerate(places)]
    return [each.place for each in by_put_questions(asked(query), ranked)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who pays for the harbour of Ostrand?", FISHERMEN),
        ("How long will the move of the harbour take?", WINTERS),
        ("Why does Ostrand move its harbour?", SAND),
    ],
)
def test_the_answer_below_the_very_question_is_first(question: str, first: int) -> None:
    others = [place for place in (SAND, FISHERMEN, WINTERS) if place != first]
    assert order(question, EXPLAINER, *others, first)[0] == first


def test_the_whole_paragraph_below_a_question_answers_it() -> None:
    found = order("Who pays for the harbour of Ostrand?", EXPLAINER, SAND, FISHERMEN, COUNCIL, LOAN)
    assert found == [FISHERMEN, LOAN, COUNCIL, SAND]


@pytest.mark.parametrize(
    "question",
    [
        "Who pays for the school of Ostrand?",  # of which nothing is said
        "How much does Ostrand pay for the harbour?",  # another question about paying
        "Where does the council of Ostrand meet?",
    ],
)
def test_other_questions_are_ranked_as_before(question: str) -> None:
    places = (SAND, WINTERS, FISHERMEN, COUNCIL)
    assert order(question, EXPLAINER, *places) == list(places)


def test_who_asks_in_an_interview_may_be_named() -> None:
    talk = stored("Herald: Who built the raft?\nWirth: I did.\nHerald: Who named it?\nWirth: Mum.")
    assert order("Who named the raft?", talk, 1, 3) == [3, 1]


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_headings_that_ask_keep_their_answers(tmp_path: Path, name: str) -> None:
    marked = name.endswith("md")
    question, answer = ("## {}\n\n", "{}\n\n") if marked else ("<h2>{}</h2>", "<p>{}</p>")
    body = "".join(
        question.format(asks) + answer.format(told)
        for asks, told in [
            ("Why does Ostrand move its harbour?", "The old one fills with sand, Ea Wirth says."),
            ("Who pays for it?", "The fishermen of the four villages, with a loan."),
            ("How long will it take?", "Six winters, if the ice is kind."),
        ]
    )
    title = "The harbour of Ostrand, explained"
    story = f"<article><h1>{title}</h1>{body}</article>"
    page = f"<html><head><title>{title}</title></head><body>{story}</body></html>"
    (tmp_path / name).write_text(f"# {title}\n\n{body}" if marked else page)
    with open_assistant(Settings(corpus=tmp_path, index=tmp_path / "index")) as assistant:
        assistant.sync()
        assert "fishermen" in assistant.answer("Who pays for the harbour of Ostrand?").text
        assert "sand" in assistant.answer("Why does Ostrand move its harbour?").text
