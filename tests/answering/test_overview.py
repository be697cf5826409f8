"""Talk that is no question about a fact."""

import pytest

from assistant import Assistant, Turn


@pytest.mark.parametrize("talk", ["hi", "Thanks a lot!", "goodbye", "What can you do?"])
def test_chat_has_a_short_answer_of_its_own_and_cites_nothing(sample: Assistant, talk: str) -> None:
    answer = sample.answer(talk)
    assert answer.status == "answered"
    assert answer.citations == ()
    assert answer.passages == ()


def test_what_the_articles_are_about_is_counted_from_the_index(sample: Assistant) -> None:
    answer = sample.answer("What are these articles about?")
    assert "16 articles" in answer.text
    assert "8 December 2024" in answer.text
    assert "World Desk (9)" in answer.text
    assert "Notre-Dame" in answer.text


def test_news_quotes_the_newest_articles(sample: Assistant) -> None:
    answer = sample.answer("What's new this week?")
    assert answer.status == "answered"
    assert [each.article_id for each in answer.citations] == ["notre-dame-reopens.md"]
    assert answer.citations[0].quote in answer.text


def test_news_of_a_period_without_articles_is_not_found(sample: Assistant) -> None:
    answer = sample.answer("What happened in December 2018?")
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_a_summary_quotes_the_key_sentences_of_one_article(sample: Assistant) -> None:
    answer = sample.answer("Summarise the article about COP28")
    assert {each.article_id for each in answer.citations} == {"cop28-agreement.md"}
    assert 2 <= len(answer.citations) <= 5
    starts = [each.start for each in answer.citations]
    assert starts == sorted(starts)


def test_a_summary_of_something_that_is_not_here_is_not_found(sample: Assistant) -> None:
    assert sample.answer("Summarise the article about the Suez crisis of 1956").citations == ()
    assert sample.answer("Summarise the article about penguins").status == "not_found"


def test_summarise_it_means_the_article_just_cited(sample: Assistant) -> None:
    question = "When did Finland join NATO?"
    history = [Turn(question, sample.answer(question))]
    answer = sample.answer("Summarise it", history=history)
    assert {each.article_id for each in answer.citations} == {"sweden-joins-nato.md"}
