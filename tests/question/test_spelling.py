"""Typing errors are mended where it is plain what was meant, and nowhere else."""

import pytest

from assistant.question.spelling import mend
from tests.fakes import Written

ARTICLES = Written(
    "The mayor, Verena Oltmann, named three preconditions for talks with Brisk Island.",
    "In Brisk the restoration of the harbour took years, said Oltmann, and cost four millions.",
    "A quiet farmer from Oberdorf met the Kelso and Kern families.",
)


def mended(text: str) -> str:
    return mend(text, ARTICLES)[0]


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
    assert mend("Oltmamn's precondtions", ARTICLES)[1] == (
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
    assert mend("What did Kelsoo report?", ARTICLES, known={"kelsoo"})[1] == ()
