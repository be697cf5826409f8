"""Questions that an outlet is to answer: from its own articles, surely, or with who else knows."""

from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings, open_assistant

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
    folder = tmp_path_factory.mktemp("papers")
    (folder / "corpus").mkdir()
    for name, (title, source, text) in ARTICLES.items():
        page = f"---\ntitle: {title}\nsource: {source}\ndate: 2024-03-05\n---\n\n{text}\n"
        (folder / "corpus" / f"{name}.md").write_text(page, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    with open_assistant(settings) as assistant:
        assistant.sync()
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
