"""What answers must stand in one place with what was asked."""

from assistant.models.embedding import SentenceEmbedder
from assistant.verification import APART, bound
from tests.verification.evidence import BRIDGE, CLINIC, stated

STATEMENTS = stated(SentenceEmbedder(None), BRIDGE, CLINIC)


def test_an_answer_that_one_place_tells_is_bound():
    asked = "How much will the repairs of the Tarn bridge cost?"
    assert bound("The repairs will cost 3.2 million euros.", asked, STATEMENTS) >= APART
    assert bound("3.2 million euros", asked, STATEMENTS) >= APART


def test_an_answer_made_of_two_articles_is_not():
    asked = "Who closed the Tarn bridge of Velmar after engineers found cracks?"
    assert bound("Doctor Lena Brandt closed the Tarn bridge.", asked, STATEMENTS) < APART
    assert bound("Lena Brandt", asked, STATEMENTS) < APART


def test_what_no_statement_adds_to_the_question_is_nowhere():
    assert bound("Zorbia won the regatta.", "Who won the regatta?", STATEMENTS) == 0.0
    assert bound("Anything.", "What?", []) == 0.0
