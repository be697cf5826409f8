"""Sentences that the evidence bears out, and sentences that it does not, one by one."""

from __future__ import annotations

import pytest

from assistant.models.embedding import SentenceEmbedder
from assistant.schema import Article
from assistant.verification import THRESHOLD, Statement, Verdict, Verifier, unquoted
from tests.verification.evidence import BRIDGE, CLINIC, stated

TRUE = [
    "The city of Velmar closed the Tarn bridge on Tuesday after engineers found cracks.",
    "Velmar closed the Tarn bridge on 8 March 2022.",
    "Engineers found cracks in two piers of the Tarn bridge.",
    "According to the Orlu Courier, Velmar has closed the Tarn bridge.",
    "According to the article, repairs will cost 3.2 million euros.",
    "Repairs would cost 3,200,000 euros, mayor Ines Okoro said.",
    "Okoro said the repairs would cost €3.2 million.",
    "Inés Okoro said that repairs would take until November 2023.",
    "“We will not gamble with the lives of our commuters,” Okoro told reporters.",
    'She said: "We will not gamble with the lives of our commuters."',
    "The mayor said the city would not gamble with the lives of commuters.",
    "Some shop owners near the harbor fear they will lose customers.",
    "About 12,000 cars crossed the bridge every day last year.",
    "In 2021 about 12,340 cars crossed the bridge every day.",
    "Traffic rose 7% after the Lorne tunnel was shut in 2019.",
    "Traffic increased by seven per cent after the Lorne tunnel was shut.",
    "Pavel Drost, the deputy mayor, didn't rule out a toll.",
    "The color of the new railings has not been chosen.",
    "The port authority has 450 employees.",
    "Nurses who worked nights slept 5 hours a day.",
    "Nurses on nights slept five hours a day and those on day shifts slept seven.",
    "Many nurses complained of headaches.",
    "The IMF paid for part of the study.",
    "Lena Brandt called the result “a warning for every hospital”.",
    "The clinic plans to hire more staff before winter. [3]",
    "**Researchers** at the Ostwick Clinic followed 86 nurses for nine months.",
    "Velmar closed the Tarn bridge, and repairs would cost 3.2 million euros.",
]
FALSE = [
    ("Repairs would cost 4.2 million euros, mayor Ines Okoro said.", "number 4.2 million"),
    ("Repairs would cost 3.2 billion euros, mayor Ines Okoro said.", "number 3.2 billion"),
    ("Repairs would cost 3.2 million dollars, mayor Ines Okoro said.", "number 3.2 million"),
    ("The port authority, which employs 86 people, backed the decision.", "number 86"),
    ("About 13,000 cars crossed the bridge every day last year.", "number 13,000"),
    ("Engineers found cracks in three of its piers.", "number three"),
    ("Repairs would take until 14 October 2023.", "date 14 October 2023"),
    ("Traffic rose by 7 percent after the Lorne tunnel was shut in 2020.", "date 2020"),
    ("The city of Velmar closed the Tarn bridge on Thursday.", "date Thursday"),
    ("Velmar closed the Tarn bridge on 9 March 2022.", "date 9 March 2022"),
    ("Mayor Pavel Drost said repairs would cost 3.2 million euros.", "Pavel Drost"),
    ("Mayor Karin Holt said repairs would cost 3.2 million euros.", "Karin Holt"),
    ("The city of Ostwick closed the Tarn bridge after engineers found cracks.", "Ostwick"),
    ("The World Bank paid for part of the study.", "World Bank"),
    ("The city of Velmar did not close the Tarn bridge on Tuesday.", "opposite"),
    ("Deputy mayor Pavel Drost ruled out a toll.", "opposite"),
    ("The colour of the new railings has been chosen.", "opposite"),
    ("Traffic fell by 7 percent after the Lorne tunnel was shut in 2019.", "opposite"),
    ("Traffic rose by 7 percent before the Lorne tunnel was shut in 2019.", "opposite"),
    ("All shop owners near the harbour fear that they will lose customers.", "“All”"),
    ("Only nurses complained of headaches.", "“Only”"),
    ("“We will never gamble with the lives of our commuters,” she told reporters.", "“We will"),
    ("Okoro called the bridge “a danger to every child”.", "“a danger to every child”"),
    ("Lena Brandt called the result “a warning for all hospitals”.", "“a warning for all"),
    ("Velmar hosted a song contest with singers of many lands.", "No article says this"),
    ("The bridge was designed by a famous architect who also built opera houses.", "No article"),
]


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(SentenceEmbedder())


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return stated(SentenceEmbedder(), BRIDGE, CLINIC)


@pytest.mark.parametrize("sentence", TRUE)
def test_what_the_evidence_bears_out_is_supported_and_quoted(
    sentence: str, verifier: Verifier, statements: list[Statement]
) -> None:
    verdict = verifier.check(sentence, statements)
    assert (verdict.support >= THRESHOLD, verdict.reason) == (True, "")
    assert 1 <= len(verdict.quotes) <= 3


@pytest.mark.parametrize(("sentence", "reason"), FALSE)
def test_what_the_evidence_does_not_bear_out_is_refused_with_a_reason(
    sentence: str, reason: str, verifier: Verifier, statements: list[Statement]
) -> None:
    verdict = verifier.check(sentence, statements)
    assert verdict.support < THRESHOLD
    assert reason in verdict.reason
    assert verdict.quotes == ()


def test_the_best_statement_comes_first(verifier: Verifier, statements: list[Statement]) -> None:
    verdict = verifier.check(
        "Traffic rose by 7 percent after the Lorne tunnel was shut.", statements
    )
    assert verdict.quotes[0].text.startswith("Traffic rose")


def test_a_sentence_may_be_told_by_statements_of_two_articles(
    verifier: Verifier, statements: list[Statement]
) -> None:
    sentence = "Velmar closed the Tarn bridge, and the Ostwick Clinic followed 86 nurses."
    quotes = verifier.check(sentence, statements).quotes
    assert {quote.article.article.id for quote in quotes} == {"bridge", "clinic"}


def test_an_article_with_another_figure_is_not_cited_with_the_one_that_has_it(
    verifier: Verifier,
) -> None:
    forged = "Repairs of the Tarn bridge would cost 9 million euros and take two winters."
    other = Article(id="forged", title="The Tarn bridge", text=forged)
    statements = stated(SentenceEmbedder(), BRIDGE, other)
    sentence = "Repairs of the Tarn bridge would cost 9 million euros."
    quotes = verifier.check(sentence, statements).quotes
    assert {quote.article.article.id for quote in quotes} == {"forged"}
    mixed = "Mayor Ines Okoro said repairs of the Tarn bridge would cost 9 million euros."
    assert verifier.check(mixed, statements).support < THRESHOLD


def test_words_that_are_no_quotation_may_stand_without_their_marks(
    verifier: Verifier, statements: list[Statement]
) -> None:
    sentence = "Engineers spoke of “cracks found in two piers”."
    assert verifier.check(sentence, statements).altered == "cracks found in two piers"
    assert unquoted(sentence) == "Engineers spoke of cracks found in two piers."
    assert verifier.check(unquoted(sentence), statements).altered == ""


def test_names_of_the_question_are_context_and_no_claims(
    verifier: Verifier, statements: list[Statement]
) -> None:
    sentence = "The Okoro Plan would cost 3.2 million euros and take until 14 November 2023."
    asked = "What does the Okoro Plan of Gorvania for repairs cost?"
    assert verifier.check(f"In Gorvania, {sentence}", statements).support < THRESHOLD
    assert verifier.check(f"In Gorvania, {sentence}", statements, asked).support >= THRESHOLD


@pytest.mark.parametrize(
    "sentence",
    [
        "The articles do not say.",
        "I do not have specific information about the toll.",
        "There is no mention of the price in the articles.",
        "It is unclear who pays.",
    ],
)
def test_what_claims_nothing_needs_no_evidence(sentence: str, verifier: Verifier) -> None:
    assert verifier.check(sentence, []) == Verdict(THRESHOLD, (), "")


def test_a_claim_beside_an_admission_is_checked(
    verifier: Verifier, statements: list[Statement]
) -> None:
    sentence = "The articles do not give a price, but the bridge will be painted in bright green."
    assert verifier.check(sentence, statements).support < THRESHOLD


def test_without_evidence_nothing_is_supported(verifier: Verifier) -> None:
    assert verifier.check("Velmar closed the bridge.", []).support == 0


class Doubting:
    """Holds that nothing follows from anything; records what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def probability(self, premise: str, hypothesis: str) -> float:
        self.asked.append((premise, hypothesis))
        return 0.0


def test_an_entailment_model_is_asked_with_the_statements_as_premise(
    statements: list[Statement],
) -> None:
    doubting = Doubting()
    verdict = Verifier(SentenceEmbedder(), doubting).check("Many nurses had headaches.", statements)
    assert verdict.support < THRESHOLD
    assert verdict.reason
    assert "Many nurses complained of headaches." in doubting.asked[0][0]
    assert doubting.asked[0][1] == "Many nurses had headaches."


def test_the_same_sentence_gets_the_same_verdict(
    verifier: Verifier, statements: list[Statement]
) -> None:
    assert verifier.check(TRUE[0], statements) == verifier.check(TRUE[0], statements)
