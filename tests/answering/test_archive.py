"""Questions about the articles themselves, over a small archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Filters, Settings, Turn, open_assistant

ARTICLES = {
    "light.md": (
        "Old lighthouse on Skerry goes dark",
        "Harbour Echo",
        "2023-05-02",
        "Lena Orrin",
        "The lighthouse on Skerry went dark on Tuesday after 140 years. Keeper Ada Quill put out "
        "the lamp. A mast with a solar lamp takes its place.",
    ),
    "museum.md": (
        "Skerry lamp finds a home in the town museum",
        "Island Mail",
        "2023-06-11",
        "Tomas Veld",
        "The town museum has taken in the great lamp of the lighthouse. Ada Quill gave a talk. Ada "
        "Quill said she would miss the stairs.",
    ),
    "whales.md": (
        "Whales seen off the north cape",
        "Harbour Echo",
        "2023-06-20",
        "Lena Orrin",
        "Three minke whales were seen off the north cape. Fishermen kept their boats away.",
    ),
    "regatta.md": (
        "Forty boats sail the summer regatta",
        "Island Mail",
        "2023-07-01",
        "",
        "Forty boats sailed the summer regatta on Saturday. The winner crossed in two hours.",
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("archive")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, (title, source, day, author, text) in ARTICLES.items():
        by = f"author: {author}\n" if author else ""
        head = f"---\ntitle: {title}\nsource: {source}\ndate: {day}\n{by}---\n\n"
        (corpus / name).write_text(f"{head}{text}\n", encoding="utf-8")
    (corpus / "ferries.txt").write_text(
        "A ferry ran aground off the pier, and nobody was hurt. It was towed to port at noon.\n",
        encoding="utf-8",
    )
    with open_assistant(Settings(corpus=corpus, index=folder / "index")) as opened:
        opened.sync()
        yield opened


def cited(answer: Answer) -> list[str]:
    return [each.article_id for each in answer.citations]


def first_line(answer: Answer) -> str:
    return answer.text.splitlines()[0]


def test_articles_that_mention_something_are_counted_and_listed_the_newest_first(
    archive: Assistant,
) -> None:
    answer = archive.answer("How many articles mention the lighthouse?")
    assert answer.text == (
        "2 articles mention the lighthouse:\n\n"
        "- Skerry lamp finds a home in the town museum [1] (Island Mail, 11 June 2023)\n"
        "- Old lighthouse on Skerry goes dark [2] (Harbour Echo, 2 May 2023)"
    )
    assert [(fact.kind, fact.value) for fact in answer.facts] == [("count", "2")]
    assert answer.facts[0].article_ids == ("museum.md", "light.md")
    assert [answer.text[start:end] for start, end in answer.highlights] == ["2 articles"]
    assert answer.confidence > 0.9


def test_every_headline_is_cited_at_its_exact_place(archive: Assistant) -> None:
    answer = archive.answer("Which articles did Lena Orrin write?")
    assert first_line(answer) == "There are 2 articles by Lena Orrin:"
    for each in answer.citations:
        article = archive.article(each.article_id)
        assert article.title[each.start : each.end] == each.quote
        assert answer.text[each.answer_start : each.answer_end] == each.quote


def test_an_article_without_a_headline_is_cited_by_what_it_says(archive: Assistant) -> None:
    answer = archive.answer("Do you have anything about ferries?")
    assert first_line(answer) == "1 article is about ferries:"
    (citation,) = answer.citations
    assert citation.part == "text"
    assert citation.quote == "A ferry ran aground off the pier, and nobody was hurt."


def test_mentions_are_counted_one_by_one(archive: Assistant) -> None:
    answer = archive.answer("How many times is Ada Quill mentioned?")
    assert first_line(answer) == "“Ada Quill” is mentioned 3 times in 2 articles:"
    assert "(Island Mail, 11 June 2023: 2 times)" in answer.text


@pytest.mark.parametrize(
    ("question", "line", "article"),
    [
        (
            "Who wrote the article about the museum?",
            "Tomas Veld wrote this article:",
            "museum.md",
        ),
        (
            "Who wrote the article about the regatta?",
            "The article names no author:",
            "regatta.md",
        ),
        (
            "When was the article about the whales published?",
            "The article was published on 20 June 2023:",
            "whales.md",
        ),
        (
            "When was the article about the ferry published?",
            "The article has no day of publication:",
            "ferries.txt",
        ),
        (
            "Which newspaper reported on the whales?",
            "Harbour Echo published this article:",
            "whales.md",
        ),
        ("What is the headline of the article of 1 July 2023?", "The headline is:", "regatta.md"),
        (
            "What is the newest article from the Harbour Echo?",
            "The newest article from Harbour Echo, of 20 June 2023:",
            "whales.md",
        ),
    ],
)
def test_the_first_line_answers_from_the_record(
    archive: Assistant, question: str, line: str, article: str
) -> None:
    answer = archive.answer(question)
    assert answer.status == "answered"
    assert first_line(answer) == line
    assert set(cited(answer)) == {article}


def test_what_is_newest_on_something_is_told_with_its_opening_sentence(archive: Assistant) -> None:
    answer = archive.answer("What is the newest on the lighthouse?")
    assert set(cited(answer)) == {"museum.md"}
    assert "The town museum has taken in the great lamp of the lighthouse." in answer.text


def test_several_outlets_are_all_named(archive: Assistant) -> None:
    answer = archive.answer("Which outlets wrote about the lamp?")
    assert "Island Mail" in first_line(answer)
    assert "Harbour Echo" in first_line(answer)
    assert {fact.value for fact in answer.facts} == {"Island Mail", "Harbour Echo"}


def test_the_conditions_of_a_question_are_all_kept(archive: Assistant) -> None:
    answer = archive.answer("List the articles from the Harbour Echo in June 2023")
    assert cited(answer) == ["whales.md"]
    nothing = archive.answer("List the articles by Tomas Veld about whales")
    assert nothing.status == "not_found"
    assert [note.text for note in nothing.notes] == ["No article by Tomas Veld is about whales."]


def test_filters_and_the_day_that_is_asked_as_of_are_kept(archive: Assistant) -> None:
    asked = "How many articles mention the lighthouse?"
    assert cited(archive.answer(asked, as_of=date(2023, 6, 1))) == ["light.md"]
    only = archive.answer(asked, filters=Filters(sources=["Island Mail"]))
    assert cited(only) == ["museum.md"]
    later = archive.answer(asked, filters=Filters(since=date(2023, 6, 1)))
    assert cited(later) == ["museum.md"]


def test_what_no_article_mentions_is_not_found(archive: Assistant) -> None:
    answer = archive.answer("How many articles mention penguins?")
    assert answer.status == "not_found"
    assert answer.text == "The articles do not say."
    assert [note.text for note in answer.notes] == ["No article mentions penguins."]
    assert [(fact.kind, fact.value) for fact in answer.facts] == [("count", "0")]


def test_an_author_is_never_called_unknown(archive: Assistant) -> None:
    (note,) = archive.answer("Which articles mention Lena Orrin?").notes
    assert note.text == "No article mentions Lena Orrin. There are 2 articles by Lena Orrin."
    notes = archive.answer("Where was Lena Orrin born?").notes
    assert not any(note.text.startswith("Nothing here mentions") for note in notes)


def test_it_is_the_article_that_was_cited_last(archive: Assistant) -> None:
    question = "How many minke whales were seen off the north cape?"
    history = [Turn(question, archive.answer(question))]
    assert "Lena Orrin" in archive.answer("Who wrote it?", history=history).text
    published = archive.answer("When was that published?", history=history)
    assert "20 June 2023" in first_line(published)
    assert "Harbour Echo" in archive.answer("Which paper is that from?", history=history).text


def test_such_an_answer_streams_line_by_line(archive: Assistant) -> None:
    *growing, complete = archive.stream("Which articles mention Ada Quill?")
    assert len(growing) == 1
    assert growing[0].text == complete.text.splitlines()[0] + "\n\n" + complete.text.splitlines()[2]


def test_a_list_is_a_list_in_markdown(archive: Assistant) -> None:
    markdown = archive.answer("Which articles mention Ada Quill?").to_markdown()
    assert "\n- Old lighthouse on Skerry goes dark [2] (Harbour Echo, 2 May 2023)\n" in markdown


def test_of_a_long_list_the_rest_is_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for day in range(1, 13):
        (corpus / f"{day}.md").write_text(
            f"---\ntitle: Field {day}\ndate: 2023-09-{day:02}\n---\n\nThe harvest goes on.\n"
        )
    with open_assistant(Settings(corpus=corpus, index=tmp_path / "index")) as opened:
        opened.sync()
        answer = opened.answer("Which articles mention the harvest?")
    assert first_line(answer) == "12 articles mention the harvest:"
    assert len(answer.citations) == 10
    assert answer.text.endswith("\n\nand 2 more")
    assert len(answer.facts[0].article_ids) == 12
