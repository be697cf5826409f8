"""Which sentences may be quoted, and how well they answer."""

from dataclasses import replace
from datetime import date

from assistant.answering.sentences import TITLE, has_headline, rank
from assistant.models.reader import Span
from assistant.question.query import Query, coverage, read_question
from tests.making import sentence, stored

TALKS = stored(
    "Talks began. The wall cost 4 million francs in Oberdorf. Crews left because of rain."
)


def query(text: str) -> Query:
    return read_question(text, as_of=date(2024, 3, 14))


def test_a_sentence_that_holds_the_rare_words_covers_more() -> None:
    asked = query("What did the wall of Oberdorf cost?")
    first, second = sentence(TALKS, 0), sentence(TALKS, 1)
    assert coverage(asked, first.stems) == 0.0
    assert coverage(asked, second.stems) == 1.0


def test_a_question_of_stop_words_alone_is_covered_by_nothing() -> None:
    assert coverage(query("What is it?"), frozenset({"wall"})) == 0.0


def test_the_sentence_nearest_in_meaning_ranks_first() -> None:
    near = replace(sentence(TALKS, 0), similarity=0.9)
    far = replace(sentence(TALKS, 2), similarity=0.1)
    assert [each.place for each in rank([far, near])] == [0, 2]


def test_the_sentence_that_the_reader_is_surest_of_ranks_first() -> None:
    sure = replace(sentence(TALKS, 2), span=Span(0, 5, 8.0))
    unsure = replace(sentence(TALKS, 0), span=Span(0, 5, -8.0))
    assert [each.place for each in rank([unsure, sure])] == [2, 0]


def test_equal_scores_are_ordered_by_article_and_place() -> None:
    twins = [sentence(stored("The wall.", id=name), 0) for name in ("b", "a")]
    assert [each.key for each in rank(twins)] == [("a", 0), ("b", 0)]


def test_a_title_made_of_the_first_words_is_no_headline() -> None:
    text = "The Russian leadership has signaled openness. It said so."
    assert not has_headline(stored(text, title="The Russian leadership has…").article)
    spaced = text.replace(" has ", "\n has  ")
    assert not has_headline(stored(spaced, title="The Russian leadership has…").article)
    assert has_headline(stored(text, title="Moscow is open").article)
    assert not has_headline(stored(text, title="").article)


def test_a_headline_is_a_candidate_of_its_own() -> None:
    assert sentence(TALKS, TITLE).text == "A title"
