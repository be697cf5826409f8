"""The readers of the verifier: numbers, dates, quotation marks, names, negations, frames."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.quotation import Quote
from assistant.schema import Article
from assistant.store.records import StoredArticle
from assistant.text.quantities import quantities
from assistant.verification.facts import altered, missing_date, missing_number, quoted, unquoted
from assistant.verification.names import alike
from assistant.verification.polarity import flipped, opposite, widened
from assistant.verification.reading import claims_nothing, lemma, plain, read, unframed


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.2 million euros", 3_200_000, "€"),
        ("$1,337", 1337, "$"),
        ("seven per cent", 7, "%"),
        ("two hundred and fifty cars", 250, ""),
        ("£5bn", 5e9, "£"),
        ("forty-two miles", 42, "mile"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == [(value, unit)]


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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelenski", "zelenskyy", True),
        ("italy", "italian", True),
        ("french", "france", True),
        ("austria", "australia", False),
        ("okoro", "holt", False),
    ],
)
def test_a_name_may_be_spelled_otherwise(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


@pytest.mark.parametrize(
    ("sentence", "statement", "flips"),
    [
        ("The crew did not find it.", "The crew found it.", True),
        ("The crew found it.", "The crew never found it.", True),
        ("The crew did not agree.", "The crew refused to agree.", False),
        ("The crew didn't find it.", "The crew could not find it.", False),
    ],
)
def test_a_negation_is_noticed_where_it_stands(sentence: str, statement: str, flips: bool) -> None:
    assert bool(flipped(read(sentence), [read(statement)])) is flips


def test_quantities_and_opposites_are_compared_in_their_places() -> None:
    assert widened(read("All towns pay."), [read("Some towns pay.")]) == "All"
    assert widened(read("Not all towns pay."), [read("Some towns pay.")]) == ""
    assert widened(read("He pays each day."), [read("He pays daily.")]) == ""
    assert opposite(read("Prices fell in May."), [read("Prices rose in May.")]) == "fell"
    assert opposite(read("Prices grew."), [read("Prices rose.")]) == ""


def test_frames_and_marks_are_taken_off() -> None:
    assert plain("1. **Velmar** closed it. [2][3]") == "Velmar closed it."
    assert unframed("Yes, according to the article, it closed.") == "it closed."
    assert claims_nothing("The documents do not mention it.")
    assert not claims_nothing("I don't trust the council.")
    assert lemma("fought") == lemma("fights")
