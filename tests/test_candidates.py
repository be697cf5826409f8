"""Which sentences may be quoted, and how well they answer."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.candidates import TITLE, cues, has_headline, rank
from assistant.question import Query, coverage, read_question
from tests.answering import candidate, stored

TALKS = stored(
    "Talks began. The wall cost 4 million francs in Oberdorf. Crews left because of rain."
)


def query(text: str) -> Query:
    return read_question(text, as_of=date(2024, 3, 14))


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Why did they leave?", "They left because of the rain.", 1),
        ("Why did they leave?", "They left on Monday.", 0),
        ("What conditions did they set?", "They proposed that the tolls should go first.", 2),
        ("Who left?", "They left because of the rain.", 0),
    ],
)
def test_a_sentence_has_a_cue_for_a_reason_or_a_demand_or_not(
    question: str, text: str, expected: int
) -> None:
    assert cues(query(question), text) == expected


def test_a_sentence_that_holds_the_rare_words_covers_more() -> None:
    asked = query("What did the wall of Oberdorf cost?")
    first, second = candidate(TALKS, 0), candidate(TALKS, 1)
    assert coverage(asked, first.stems) == 0.0
    assert coverage(asked, second.stems) == 1.0


def test_a_question_of_stop_words_alone_is_covered_by_nothing() -> None:
    assert coverage(query("What is it?"), frozenset({"wall"})) == 0.0


def test_the_sentence_nearest_in_meaning_ranks_first() -> None:
    near = replace(candidate(TALKS, 0), similarity=0.9)
    far = replace(candidate(TALKS, 2), similarity=0.1)
    ranked = rank(query("Did negotiations start?"), [far, near])
    assert [each.place for each in ranked] == [0, 2]


def test_equal_scores_are_ordered_by_article_and_place() -> None:
    twins = [candidate(stored("The wall.", id=name), 0) for name in ("b", "a")]
    assert [each.key for each in rank(query("wall?"), twins)] == [("a", 0), ("b", 0)]


def test_a_title_made_of_the_first_words_is_no_headline() -> None:
    text = "The Russian leadership has signaled openness. It said so."
    assert not has_headline(stored(text, title="The Russian leadership has…").article)
    assert has_headline(stored(text, title="Moscow is open").article)


def test_a_headline_is_a_candidate_of_its_own() -> None:
    assert candidate(TALKS, TITLE).text == "A title"
