"""Questions to try, over articles of invented places."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistant import Assistant, Settings, open_assistant

Opened = Callable[[Mapping[str, str]], Assistant]
LONG = "Harbour wall of Orlu is to be rebuilt by the town for the third time since the"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def over(articles: Mapping[str, str]) -> Assistant:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        records = [{"id": title, "title": title, "text": text} for title, text in articles.items()]
        (corpus / "articles.jsonl").write_text("\n".join(map(json.dumps, records)))
        assistant = open_assistant(Settings(corpus=corpus, index=tmp_path / "index"))
        assistant.sync()
        return assistant

    return over


def test_questions_are_made_of_what_articles_say_and_answered_by_it(opened: Opened) -> None:
    text = "Ana Ruiz opened the market hall of Varn on Monday. Ruiz was glad, Mayor Ruiz said."
    with opened({LONG: text}) as assistant:
        assert assistant.examples() == [
            "What's new this week?",
            "Who opened the market hall of Varn?",
        ]
        assert "Ana Ruiz" in assistant.answer("Who opened the market hall of Varn?").text


def test_a_short_headline_is_quoted_whole_and_a_long_or_cut_one_left_out(opened: Opened) -> None:
    text = "The wall has been rebuilt by the town."
    titles = [
        "Harbour wall rebuilt",
        "5 things to know for May 2: Walls, Ferries",
        "The harbour wall and the",
        "Why walls fall",
        "The “Old Wall” of Orlu",
        LONG,
    ]
    with opened(dict.fromkeys(titles, text)) as assistant:
        summary = "Summarise the article “Harbour wall rebuilt”"
        assert assistant.examples(9) == ["What's new this week?", summary]
        assert assistant.answer(summary).status == "answered"


def test_somebody_is_asked_about_whom_a_headline_names(opened: Opened) -> None:
    text = "Jonas Frei, a baker from Oberdorf, won the prize. Frei was glad. Frei sings."
    with opened({"Frei wins the prize": text}) as assistant:
        assert "Who is Jonas Frei?" in assistant.examples()


def test_a_question_that_needs_its_article_is_none_to_begin_with(opened: Opened) -> None:
    text = "Ana Ruiz opposed the gigantic harbour demolition. Ruiz was glad. Ruiz sings."
    with opened({LONG: text}) as assistant:
        assert assistant.examples() == ["What's new this week?"]


def test_new_articles_bring_new_examples(opened: Opened, tmp_path: Path) -> None:
    with opened({"Harbour wall rebuilt": "The wall has been rebuilt."}) as assistant:
        before = assistant.examples(9)
        (tmp_path / "corpus" / "pier.md").write_text("---\ntitle: Pier opens\n---\nIt is open.\n")
        assert assistant.examples(9) == before
        assistant.sync()
        assert "Summarise the article “Pier opens”" in assistant.examples(9)


def test_examples_of_the_sample_are_its_own_questions(sample: Assistant) -> None:
    own = [head.metadata["question"] for head in sample.articles()]
    assert set(sample.examples(4)) <= set(own)
    assert all(sample.answer(example).status == "answered" for example in sample.examples(24))
