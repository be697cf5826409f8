"""What else counts as a question's own words."""

from dataclasses import replace

import pytest

from assistant.question.query import read_question
from assistant.question.variants import Variants, has_variants, read_inflections, read_variants
from tests.fakes import Written
from tests.question.test_query import AS_OF

ARTICLES = Written(
    "The Lake Harbour Authority (LHA) has its centre in Brisk.",
    "The LHA sold fifty thousand tickets, two for each cease-fire, to the United Nations.",
    "A splashdown near Kyiv; Mr Dubrovskyy and Khaled Qarrafi took part. NATO did not.",
)


def variants(text: str) -> Variants:
    return read_variants(text, read_question(text, as_of=AS_OF).terms, ARTICLES)


@pytest.mark.parametrize(
    ("question", "term", "variant"),
    [
        ("Where is the center?", "center", {"centr"}),
        ("What did the Lake Harbour Authority sell?", "harbour", {"lha"}),
        ("What did the LHA sell?", "lha", {"lake", "harbour", "author"}),
        ("What did the UN buy?", "un", {"unit", "nation"}),
        ("Did the North Atlantic Alliance come?", "atlant", {"nato"}),
        ("Who bought 50,000 tickets?", "50000", {"fifti", "thousand"}),
        ("Who bought 2 tickets?", "2", {"two"}),
        ("When was the splash down?", "splash", {"splashdown"}),
        ("When was the ceasefire?", "ceasefir", {"ceas", "fire"}),
        ("What happened in Kiev?", "kiev", {"kyiv"}),
        ("What did Dubrovsky do?", "dubrovski", {"dubrovskyy"}),
        ("What did Gharafi do?", "gharafi", {"qarrafi"}),
    ],
)
def test_another_way_to_say_it_counts(question: str, term: str, variant: set[str]) -> None:
    assert frozenset(variant) in variants(question)[term]


def test_what_the_articles_do_not_hold_is_no_variant() -> None:
    assert variants("Which color has the EU in Bombay?") == {}


def test_pronouns_are_no_acronyms() -> None:
    assert variants("Who is it that sold us tickets?") == {}


def test_a_word_has_variants_where_the_articles_spell_it_otherwise() -> None:
    assert has_variants("center", ARTICLES)
    assert not has_variants("color", ARTICLES)


def test_the_other_forms_of_a_word_count_in_a_sentence_and_are_not_searched_for() -> None:
    text = "What did the LHA sell, and who won?"
    query = read_question(text, as_of=AS_OF)
    read = replace(query, inflections=read_inflections(text, query.terms, ARTICLES))
    assert dict(read.inflections) == {"sell": (frozenset({"sold"}),)}  # nothing is won there
    assert read.meets("sell", {"sold"})
    assert read.forms("sell") == {"sell", "sold"}
    assert read.searched == query.searched


def test_a_word_is_known_where_the_articles_hold_another_form_of_it() -> None:
    assert has_variants("selling", ARTICLES) is False
    assert has_variants("sell", ARTICLES)


def test_a_variant_meets_a_term_where_all_its_stems_stand() -> None:
    query = read_question("What did the UN buy?", as_of=AS_OF)
    assert not query.meets("un", {"unit", "nation"})
