"""Choosing which sentences to quote."""

import pytest

from assistant.candidates import TITLE
from assistant.quoting import preceding
from assistant.selection import Budget, hangs, select
from tests.answering import candidate, stored

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
        "Such talks are rare.",
        "The move was praised.",
        "But they refused.",
        "“It was a surprise,” she said.",
    ],
)
def test_some_sentences_lean_on_the_one_before(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize(
    "sentence", ["Moscow said no.", "It is unclear who won.", "This week the bakery closed."]
)
def test_other_sentences_stand_alone(sentence: str) -> None:
    assert not hangs(sentence)


def test_a_sentence_that_hangs_comes_with_the_one_it_continues() -> None:
    chosen = select([candidate(TALKS, 1)], WIDE, preceding)
    assert [each.place for each in chosen] == [0, 1]


def test_a_sentence_whose_lead_does_not_fit_is_left_out() -> None:
    narrow = Budget(words=10, sentences=3, margin=9.0)
    assert select([candidate(TALKS, 1)], narrow, preceding) == []


def test_sentences_are_read_in_the_order_of_their_article() -> None:
    ranked = [candidate(TALKS, 3, score=3.0), candidate(TALKS, 0, score=2.5)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [0, 3]


def test_a_sentence_that_says_what_a_headline_says_and_more_takes_its_place() -> None:
    news = stored("The harbour of Varn opens again on 2 May.", title="Harbour of Varn opens again")
    ranked = [candidate(news, TITLE, score=3.0), candidate(news, 0, score=2.5)]
    assert [each.place for each in select(ranked, WIDE, preceding)] == [0]


def test_a_headline_stays_where_the_fuller_sentence_is_too_long() -> None:
    news = stored("The harbour of Varn opens again on 2 May.", title="Harbour of Varn opens again")
    ranked = [candidate(news, TITLE, score=3.0), candidate(news, 0, score=2.5)]
    narrow = Budget(words=7, sentences=3, margin=9.0)
    assert [each.place for each in select(ranked, narrow, preceding)] == [TITLE]


def test_the_article_of_the_best_sentence_comes_first() -> None:
    other = stored("Boats may leave again on Monday.", id="0")
    ranked = [candidate(TALKS, 2, score=3.0), candidate(other, 0, score=2.9)]
    chosen = select(ranked, WIDE, preceding)
    assert [each.article.article.id for each in chosen] == ["a", "0"]


def test_what_scores_far_below_the_best_is_no_part_of_the_answer() -> None:
    ranked = [candidate(TALKS, 0, score=3.0), candidate(TALKS, 3, score=1.0)]
    chosen = select(ranked, Budget(words=60, sentences=3, margin=1.0), preceding)
    assert [each.place for each in chosen] == [0]


def test_the_same_story_in_other_words_is_quoted_once() -> None:
    wire = stored("Moscow is ready for talks about the harbour, it said.", id="b")
    ranked = [candidate(TALKS, 0, score=3.0), candidate(wire, 0, score=2.9)]
    assert len(select(ranked, WIDE, preceding)) == 1


def test_the_budget_of_words_is_kept() -> None:
    ranked = [candidate(TALKS, place, score=3.0 - place / 10) for place in (0, 2, 3)]
    chosen = select(ranked, Budget(words=20, sentences=3, margin=9.0), preceding)
    assert sum(each.length for each in chosen) <= 20


def test_a_headline_does_not_keep_the_sentences_below_it_out() -> None:
    ranked = [candidate(TALKS, TITLE, score=5.0), candidate(TALKS, 2, score=3.0)]
    chosen = select(ranked, Budget(words=60, sentences=1, margin=0.5), preceding)
    assert [each.place for each in chosen] == [TITLE, 2]
