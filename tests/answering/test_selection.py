"""Choosing which sentences to quote."""

import pytest

from assistant.answering.quoting import preceding
from assistant.answering.selection import Budget, leans, reading_order, select
from assistant.answering.sentences import TITLE
from tests.making import sentence, stored

TALKS = stored(
    "Moscow is ready for talks about the harbour. He said the decrees should be rescinded first. "
    "The harbour has been closed since the storm of last autumn. Fishing boats lie idle."
)
WIDE = Budget(words=60, sentences=3, margin=9.0)


def texts(chosen: list) -> list[str]:  # type: ignore[type-arg]
    return [each.text for each in chosen]


@pytest.mark.parametrize(
    "sentence",
    [
        "He also said no.",
        "But they refused.",
        "“She was surprised,” he said.",
        "“The lake is clean,” he said, and left.",
    ],
)
def test_some_sentences_lean_on_the_one_before(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Moscow said no.",
        "“The lake is clean,” Otto Pahl said.",
        "It is unclear who won.",
        "This week the bakery closed.",
    ],
)
def test_other_sentences_stand_alone(sentence: str) -> None:
    assert not leans(sentence)


def test_a_sentence_that_leans_comes_with_the_one_it_continues() -> None:
    chosen = select([sentence(TALKS, 1)], WIDE, preceding)
    assert texts(chosen) == [
        "Moscow is ready for talks about the harbour. "
        "He said the decrees should be rescinded first."
    ]


def test_the_answer_to_a_question_that_the_writer_puts_comes_with_it() -> None:
    bridge = stored("The bridge is shut. Why was it closed? Rust. Boats may pass.")
    chosen = select([sentence(bridge, 2)], WIDE, preceding)
    assert texts(chosen) == ["Why was it closed? Rust."]


def test_a_lead_in_another_paragraph_is_left_out() -> None:
    apart = stored("Moscow is ready for talks.\n\nHe said the decrees should go first.")
    chosen = select([sentence(apart, 1)], WIDE, preceding)
    assert texts(chosen) == ["He said the decrees should go first."]


def test_the_best_sentence_is_read_first_and_the_others_in_the_order_of_their_article() -> None:
    ranked = [sentence(TALKS, place, score=3.0 - place / 10) for place in (2, 3, 0)]
    ranked.sort(key=lambda each: -each.score if each.place != 3 else -9.0)
    chosen = reading_order(select(ranked, WIDE, preceding))
    assert [each.place for each in chosen] == [3, 0, 2]


def test_a_sentence_that_says_what_a_headline_says_and_more_takes_its_place() -> None:
    news = stored("The harbour of Varn opens again on 2 May.", title="Harbour of Varn opens again")
    ranked = [sentence(news, TITLE, score=3.0), sentence(news, 0, score=2.5)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [0]


def test_a_headline_is_no_further_quote() -> None:
    ranked = [sentence(TALKS, 0, score=3.0), sentence(TALKS, TITLE, score=2.9)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [0]


def test_a_line_that_is_no_sentence_follows_only_where_a_list_is_asked_for() -> None:
    page = stored("The harbour opens on Monday.\n\nHarbour photos of the year\n\nBoats may leave.")
    ranked = [sentence(page, place, score=3.0 - place / 10) for place in (0, 1, 2)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [0, 2]
    listed = Budget(words=60, sentences=5, margin=9.0, lines=True)
    assert [each.place for each in select(ranked, listed, preceding)] == [0, 1, 2]


def test_a_headline_that_no_sentence_repeats_is_quoted() -> None:
    flash = stored("More to follow.", title="Mayor Rolf Ahn of Semmel resigns")
    ranked = [sentence(flash, TITLE, score=3.0, span="Rolf Ahn", found=5.0)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [TITLE]


def test_the_article_of_the_best_sentence_comes_first() -> None:
    other = stored("Boats may leave again on Monday.", id="0")
    ranked = [sentence(TALKS, 2, score=3.0), sentence(other, 0, score=2.9)]
    chosen = select(ranked, WIDE, preceding)
    assert [each.article.article.id for each in chosen] == ["a", "0"]


def test_what_scores_far_below_the_best_is_no_part_of_the_answer() -> None:
    ranked = [sentence(TALKS, 0, score=3.0), sentence(TALKS, 3, score=1.0)]
    chosen = select(ranked, Budget(words=60, sentences=3, margin=1.0), preceding)
    assert [each.place for each in chosen] == [0]


def test_the_same_story_in_other_words_is_quoted_once() -> None:
    wire = stored("Moscow is ready for talks about the harbour, it said.", id="b")
    ranked = [sentence(TALKS, 0, score=3.0), sentence(wire, 0, score=2.9)]
    assert len(select(ranked, WIDE, preceding)) == 1


def test_the_budget_of_words_is_kept() -> None:
    ranked = [sentence(TALKS, place, score=3.0 - place / 10) for place in (0, 2, 3)]
    chosen = select(ranked, Budget(words=20, sentences=3, margin=9.0), preceding)
    assert sum(each.length for each in chosen) <= 20
