"""A question is read in the words of the articles."""

from assistant.question.query import Query
from assistant.question.wording import read_worded
from tests.fakes import Written
from tests.question.test_query import AS_OF

ARTICLES = Written(
    "The mayor, Verena Oltmann, named three preconditions for talks with Brisk Island.",
    "The Lake Harbour Authority (LHA) in Brisk told the World Health Organization.",
)


def read(text: str) -> Query:
    return read_worded(text, ARTICLES, as_of=AS_OF, sources=["Oltmannn Post"])


def test_a_mended_word_weighs_less_than_one_that_was_typed() -> None:
    typed, mended = read("What did Oltmann name?"), read("What did Oltmamn name?")
    assert mended.text == typed.text
    assert mended.terms["oltmann"] == typed.terms["oltmann"] / 2
    assert mended.terms["name"] == typed.terms["name"]


def test_a_source_is_never_mended() -> None:
    assert read("What did the Oltmannn Post report?").corrections == ()


def test_names_typed_without_capitals_are_names() -> None:
    assert read("what did verena oltmann tell 12 people in zorbania") .names == (
        "12", "verena", "oltmann", "zorbania",
    )  # fmt: skip
    assert read("What did Verena tell people in zorbania?").names == ("Verena",)


def test_who_in_capitals_is_the_organization_and_asks_for_no_person() -> None:
    query = read("What was the WHO told?")
    assert query.text == "What was the World Health Organization told?"
    assert query.expected.kind == "other"
    assert read("WHO WAS TOLD?").text == "WHO WAS TOLD?"


def test_an_acronym_that_is_asked_about_is_searched_for_as_the_articles_spell_it_out() -> None:
    assert read("What is the LHA?").text == "What is the LHA (Lake Harbour Authority)?"
    assert "LHA (Lake" in read("Tell me, what does LHA stand for?").text
    assert read("What did the LHA sell?").text == "What did the LHA sell?"
    assert read("What is XYZ?").corrections == ()
