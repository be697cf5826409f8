"""Numbers, dates and quotations of a sentence beside what is told."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.quotation import Quote
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.verification.facts import (
    altered,
    missing_date,
    missing_number,
    quoted,
    rivals,
    unquoted,
)
from assistant.verification.reading import read


@pytest.mark.parametrize(
    ("sentence", "statement", "missing"),
    [
        ("about 12,000 cars", "12,340 cars", ""),
        ("about 13,000 cars", "12,340 cars", "13,000"),
        ("nearly 13,000 cars", "12,940 cars", ""),
        ("more than 12,000 cars", "12,940 cars", ""),
        ("12,345 cars", "12,000 cars", "12,345"),
        ("5 km", "5 miles", "5"),
        ("There are two options.", "Wait or go.", ""),
        ("3 boys came", "5 boys came after 3 girls", "3"),
    ],
)
def test_a_number_is_given_exactly_or_rounded_and_for_the_same_thing(
    sentence: str, statement: str, missing: str
) -> None:
    assert missing_number(read(sentence), "", [read(statement)]) == missing


def quote(text: str) -> Quote:
    article = Article(id="a", title="", text=text, published=date(2022, 3, 11))  # a Friday
    return Quote(StoredArticle(article, "", ()), "text", 0, len(text))


@pytest.mark.parametrize(
    ("sentence", "statement", "missing"),
    [
        ("It closed on 8 March 2022.", "It closed on Tuesday.", ""),
        ("It closed on 10 March.", "It closed yesterday.", ""),
        ("It closed on 9 March 2022.", "It closed on Tuesday.", "9 March 2022"),
        ("It closed in 2021.", "It closed last year.", ""),
        ("It closed on Tuesday.", "It closed on 8 March.", ""),
        ("It closed in May.", "It closed in June.", "May"),
    ],
)
def test_a_date_is_given_also_by_words_that_count_from_the_day_of_publication(
    sentence: str, statement: str, missing: str
) -> None:
    assert missing_date(read(sentence), "", [quote(statement)]) == missing


@pytest.mark.parametrize(
    ("sentence", "statement", "rival"),
    [
        ("The tram costs 9 million euros.", "The tram costs 4 million euros.", True),
        (
            "The tram costs 9 million euros.",
            "The tram costs 4 million euros, not 9 million.",
            False,
        ),
        ("The tram costs 9 million euros.", "The tram has nine stops and 40 drivers.", False),
        ("It closed on 9 March 2022.", "It closed on 11 March.", True),
        ("It closed on 8 March 2022.", "It closed on Tuesday.", False),
    ],
)
def test_another_figure_in_the_place_of_one_that_is_lacking_contradicts(
    sentence: str, statement: str, rival: bool
) -> None:
    assert rivals(read(sentence), [quote(statement)]) is rival


@pytest.mark.parametrize(
    ("sentence", "said", "wrong"),
    [
        ('"It\'s over," he said.', "“It’s over – at last.”", ""),
        ("“It is over”, he said.", "It’s over.", "It is over"),
        ("He spoke of “a … end”.", "It is a bitter end.", ""),
        ("He said “It is a bitter.”", "It is a bitter end.", "It is a bitter."),
        ("He said ‘it’s done’.", "It’s done.", ""),
        ("The harbour’s owners don’t agree.", "Nothing.", ""),
    ],
)
def test_a_quotation_is_held_to_its_words(sentence: str, said: str, wrong: str) -> None:
    assert altered(sentence, [said]) == wrong


def test_marks_that_a_sentence_only_opens_hold_to_its_end() -> None:
    assert [*quoted("She said: “We will go. ")] == ["We will go."]
    assert unquoted('He was "happy" and “sad”.') == "He was happy and sad."
