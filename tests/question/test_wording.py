"""A question is read in the words of the articles."""

import pytest

from assistant.question.query import Query, read_question
from assistant.question.wording import Variants, mend, read_variants, read_worded
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


OTHERS = Written(
    "The Lake Harbour Authority (LHA) has its centre in Brisk.",
    "The LHA sold fifty thousand tickets, two for each cease-fire, to the United Nations.",
    "A splashdown near Kyiv; Mr Dubrovskyy and Khaled Qarrafi took part. NATO did not.",
)


def variants(text: str) -> Variants:
    return read_variants(text, read_question(text, as_of=AS_OF).terms, OTHERS)


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


def test_a_variant_meets_a_term_where_all_its_stems_stand() -> None:
    query = read_question("What did the UN buy?", as_of=AS_OF)
    assert not query.meets("un", {"unit", "nation"})


ISLANDERS = Written(
    "The mayor, Verena Oltmann, named three preconditions for talks with Brisk Island.",
    "In Brisk the restoration of the harbour took years, said Oltmann, and cost four millions.",
    "A quiet farmer from Oberdorf met the Kelso and Kern families.",
)


def mended(text: str) -> str:
    return mend(text, ISLANDERS)[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What precondtions did Oltmamn name?", "What preconditions did Oltmann name?"),
        ("Oltmnan's talks", "Oltmann's talks"),
        ("when was the restauration", "when was the restoration"),
        ("Wich contry is Obredorf in?", "Which country is Oberdorf in?"),
        ("hwo many met the kleso family", "how many met the kelso family"),
        ("WHERE IS OBREDORF?", "WHERE IS OBERDORF?"),
    ],
)
def test_a_typing_error_is_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


def test_what_was_changed_is_told() -> None:
    assert mend("Oltmamn's precondtions", ISLANDERS)[1] == (
        ("Oltmamn", "Oltmann"),
        ("precondtions", "preconditions"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "What did Verena Oltmann say?",
        "How frigid are the modal baristas?",  # English, though no article has these words
        "Which Color has the harbor?",
        "What did KELZO and OLTMAN Ltd announce?",  # acronyms
        "Who is Zorbania?",
        "Where does Karn live?",  # of a short name every letter counts
        "Wann wurde die Hafenmauer wiederhergestellt und weshalb?",
        "qwertz asdfgh yxcvbn poiuzt",
        "COP28 on x-ray.com, user@oltman.org, /tmp/oltman",
        "",
        "?!",
    ],
)
def test_what_may_be_right_is_left_as_it_is(text: str) -> None:
    assert mended(text) == text


def test_a_name_never_becomes_a_common_word() -> None:
    assert mended("What did Mr Farmerr say?") == "What did Mr Farmerr say?"
    assert mended("what did the farmerr say?") == "what did the farmer say?"


def test_a_common_word_never_becomes_a_name_where_names_have_capitals() -> None:
    assert mended("Did Verena Oltmann meet the kelsa?") == "Did Verena Oltmann meet the kelsa?"
    assert mended("did verena oltmann meet the kelsa?") == "did verena oltmann meet the kelso?"


def test_the_sources_of_the_index_are_known_words() -> None:
    assert mend("What did Kelsoo report?", ISLANDERS, known={"kelsoo"})[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Wie viel kostet die Reparatur?",
        "Was sagte Verena Oltmann?",
        "Wie heißt die Kapitänin?",
        "Combien coûte la réparation ?",
        "¿Quién es la ministra?",
        "Quanto costa la riparazione?",
        "Hoeveel kost de reparatie?",
        "Ile kosztuje naprawa?",
        "Сколько стоит ремонт?",
        "كم تكلفة الترميم؟",
    ],
)
def test_a_question_that_is_not_english_is_not_mended_into_english(text: str) -> None:
    query = read(text)
    assert (query.text, query.corrections) == (text, ())


def test_a_question_in_another_language_is_read_by_its_own_words() -> None:
    query = read_worded("Was sagte die Bürgermeisterin?", ARTICLES, as_of=AS_OF, language="de")
    assert list(query.terms) == ["burgermeist"]
    assert query.names == ("Bürgermeisterin",)
    assert not query.expected.yes_or_no
    assert not query.expected.topic_alone
