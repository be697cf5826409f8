"""Retrieval over a real index, with real vectors."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant, Filters, Passage, Settings, open_assistant
from assistant.question.query import read_question

Search = Callable[..., list[Passage]]

OLD = """---
title: Council votes to rebuild the harbour wall
source: cnn.com
date: 2019-05-02
---
The town council of Oberdorf voted on Thursday to rebuild the harbour wall after the storm. The
wall will cost four million francs, the council said.
"""
NEW = """---
title: Bakery wins prize
source: The Week
date: 2024-03-12
---
A bakery has won the national prize for rye bread. The jury praised its crust.
"""
LATER = """---
title: What the year brought
source: The Week
date: 2024-02-01
---
The ferry strike of December 2023 ended after nine days. Crews returned to work.
"""
EARLIER = """---
title: Ferry crews strike
source: The Week
date: 2021-06-01
---
The ferry strike began on Monday. Crews refused to work and the strike spread.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("retrieval")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in {"old": OLD, "new": NEW, "later": LATER, "earlier": EARLIER}.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    with open_assistant(Settings(corpus=corpus, index=folder / "index")) as opened:
        opened.sync()
        yield opened


def articles(passages: list[Passage]) -> list[str]:
    return [passage.article_id for passage in passages]


@pytest.mark.parametrize("as_of", [None, date(2024, 3, 14)])
def test_a_recent_article_off_the_topic_never_outranks_an_old_one_that_matches(
    assistant: Assistant, as_of: date | None
) -> None:
    found = assistant.search("Who voted to rebuild the harbour wall?", as_of=as_of)
    assert articles(found)[0] == "old.md"


def test_what_happened_in_a_month_may_be_told_later(assistant: Assistant) -> None:
    found = assistant.search("How long was the ferry strike in December 2023?")
    assert articles(found)[0] == "later.md"
    assert "earlier.md" in articles(found), "a period raises, it never excludes"


def test_filters_exclude_and_a_source_may_be_spelled_as_people_say_it(
    assistant: Assistant,
) -> None:
    wall = "Who voted to rebuild the harbour wall?"
    assert set(articles(assistant.search(wall, filters=Filters(sources=["CNN"])))) == {"old.md"}
    since = Filters(since=date(2024, 1, 1))
    assert set(articles(assistant.search(wall, filters=since))) == {"new.md", "later.md"}
    assert assistant.search(wall, filters=Filters(sources=["Nobody"])) == []


def test_a_source_that_the_question_names_is_raised(assistant: Assistant) -> None:
    plain = {p.article_id: p.score for p in assistant.search("What was won?")}
    named = {p.article_id: p.score for p in assistant.search("What was won, according to CNN?")}
    assert named["old.md"] - plain["old.md"] > 0.05


def test_the_topic_of_a_conversation_raises_what_is_about_it(assistant: Assistant) -> None:
    query = read_question("How much will it cost?", as_of=date(2024, 3, 14))
    with assistant._index.snapshot() as snapshot:
        retrieve = assistant._retriever.retrieve
        plain = {p.article_id: p.score for p in retrieve(snapshot, query, 10).passages}
        after = replace(query, topic="bakery prize")
        found = {p.article_id: p.score for p in retrieve(snapshot, after, 10).passages}
    gains = {name: found[name] - plain[name] for name in plain}
    assert max(gains, key=lambda name: gains[name]) == "new.md"
    assert gains["new.md"] > gains["old.md"] + 0.05


@pytest.mark.parametrize("question", ['AND "', "title:wall*", "(((", "wall OR", "\\", "~2 ^3 +-"])
def test_query_characters_are_just_characters(assistant: Assistant, question: str) -> None:
    assert assistant.search(question)


def test_passages_are_exact_and_scores_fall(assistant: Assistant) -> None:
    found = assistant.search("harbour wall")
    for passage in found:
        text = assistant.article(passage.article_id).text
        assert text[passage.start : passage.end] == passage.text
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert len(assistant.search("harbour wall", limit=2)) == 2
