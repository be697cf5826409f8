"""What may answer: an outlet's own articles where it is named, nothing later than an as-of date."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Answer, Assistant, Filters, Turn
from tests.making import indexed

ARTICLES = {
    "pier": (
        "Storm breaks the pier of Varn",
        "Varn Post",
        "The storm broke 40 metres off the pier of Varn. Nobody was hurt, the harbour master said.",
    ),
    "repair": (
        "Pier of Varn to be mended by May",
        "Orlu Courier",
        "The pier of Varn will be mended by May. The work will cost 2 million crowns.",
    ),
    "strike": (
        "Printers strike at the Varn Post",
        "Orlu Courier",
        "The printers of the Varn Post went on strike on Monday. They ask for 300 crowns more.",
    ),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {
        f"{name}.md": f"---\ntitle: {title}\nsource: {source}\ndate: 2024-03-05\n---\n\n{text}\n"
        for name, (title, source, text) in ARTICLES.items()
    }
    with indexed(tmp_path_factory.mktemp("papers"), files) as assistant:
        yield assistant


def test_a_source_in_the_question_never_lowers_confidence(papers: Assistant) -> None:
    plain = papers.answer("How much of the pier did the storm break off?")
    told = papers.answer(
        "According to the Varn Post, how much of the pier did the storm break off?"
    )
    assert "40 metres" in told.text
    assert told.confidence >= plain.confidence
    assert told.question.startswith("According to the Varn Post")


def test_what_an_outlet_said_is_quoted_from_it_alone(papers: Assistant) -> None:
    answer = papers.answer("What did the Orlu Courier say about the pier of Varn?")
    assert answer.status == "answered"
    assert {citation.source for citation in answer.citations} == {"Orlu Courier"}
    assert "mended by May" in answer.text


def test_an_outlet_that_has_nothing_is_named_with_those_that_have(papers: Assistant) -> None:
    answer = papers.answer("According to the Varn Post, how much will the work on the pier cost?")
    assert answer.status == "not_found"
    assert [note.text for note in answer.notes if note.kind == "missing"] == [
        "Varn Post has nothing on this, but Orlu Courier has."
    ]


def test_what_others_say_of_an_outlet_answers_too(papers: Assistant) -> None:
    answer = papers.answer("What do the printers of the Varn Post ask for?")
    assert "300 crowns more" in answer.text


@pytest.fixture(scope="module")
def tolls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {"undated.md": "# Orlu\n\nOrlu lies on the river Tarn.\n"}
    for name, day, toll in (("first", "2024-03-05", 12), ("later", "2024-03-09", 31)):
        text = f"The flood at Orlu has killed {toll} people. The river is still rising."
        files[f"{name}.md"] = f"---\ntitle: Flood at Orlu\ndate: {day}\n---\n\n{text}\n"
    with indexed(tmp_path_factory.mktemp("tolls"), files) as assistant:
        yield assistant


def test_nothing_published_after_the_as_of_date_answers(tolls: Assistant) -> None:
    question = "How many people has the flood at Orlu killed?"
    then = tolls.answer(question, as_of=date(2024, 3, 6))
    assert "killed 12 people" in then.text
    assert {each.article_id for each in then.passages} == {"first.md", "undated.md"}
    assert "killed 31 people" in tolls.answer(question).citations[0].quote


def test_an_undated_article_may_answer_as_of_any_day(tolls: Assistant) -> None:
    answer = tolls.answer("On which river does Orlu lie?", as_of=date(2024, 3, 6))
    assert "Tarn" in answer.text
    assert [note.text for note in answer.notes] == ["As of 6 March 2024."]


def test_before_the_first_article_the_articles_do_not_say(tolls: Assistant) -> None:
    answer = tolls.answer("How many people did the flood kill?", as_of=date(2020, 1, 1))
    assert answer.status == "not_found"


def cited(answer: Answer) -> set[str]:
    return {citation.article_id for citation in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "What did the Varn Post and the Orlu Courier say about the pier of Varn?",
        "Summarise the articles about the pier of Varn",
        "Which articles mention the pier?",
        "What's new?",
    ],
)
def test_no_way_to_an_answer_leaves_the_sources_of_the_filters(
    papers: Assistant, question: str
) -> None:
    answer = papers.answer(question, filters=Filters(sources=["Varn Post"]))
    assert cited(answer) <= {"pier.md"}


@pytest.mark.parametrize(
    "question",
    [
        "And how many people did it kill?",
        "Tell me more",
        "When was that published?",
        "Summarise it",
    ],
)
def test_what_was_cited_before_does_not_answer_as_of_an_earlier_day(
    tolls: Assistant, question: str
) -> None:
    first = tolls.answer("How many people has the flood at Orlu killed?")
    assert "later.md" in cited(first)
    history = [Turn(first.question, first)]
    answer = tolls.answer(question, history=history, as_of=date(2024, 3, 6))
    assert "later.md" not in cited(answer)


def test_articles_are_counted_as_of_a_day_with_those_that_have_none(tolls: Assistant) -> None:
    answer = tolls.answer("How many articles mention Orlu?", as_of=date(2024, 3, 6))
    assert answer.text.startswith("2 articles")
    assert cited(answer) == {"first.md", "undated.md"}


def test_filters_that_filter_nothing_change_nothing(papers: Assistant) -> None:
    first = papers.answer("When will the pier of Varn be mended?")
    history = [Turn(first.question, first)]
    plain = papers.answer("How much will it cost?", history=history)
    filtered = papers.answer("How much will it cost?", history=history, filters=Filters())
    assert "2 million crowns" in plain.text
    assert (plain.text, plain.confidence) == (filtered.text, filtered.confidence)
