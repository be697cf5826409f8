"""Every measure against figures worked out by hand."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from assistant.evaluation.cases import Case, Cited, GoldEvidence
from assistant.evaluation.metrics import (
    citation_precision,
    citation_recall,
    exact_match,
    f1,
    first_hit,
    has_answer,
    missing_items,
    ndcg,
    normalised,
    reciprocal_rank,
    refused_at,
    roc_auc,
    said,
    scores,
    spans_overlap,
)
from assistant.evaluation.run import find_evidence
from assistant.schema import NOT_FOUND_TEXT, Answer, Citation, Rejected


def cited(number: int, start: int, end: int) -> Citation:
    return Citation(
        number=number,
        article_id="a",
        title="",
        quote="",
        start=0,
        end=0,
        answer_start=start,
        answer_end=end,
    )


def test_what_is_said_has_no_marks_but_keeps_brackets_of_its_own():
    text = "It rained [1] twice. [1][2] Then it snowed. [3]"
    answer = Answer(
        text=text,
        status="answered",
        citations=(cited(1, 0, 20), cited(2, 0, 20), cited(3, 28, 43)),
    )
    assert said(answer) == "It rained [1] twice. Then it snowed."


def test_a_refusal_says_nothing():
    assert said(Answer(text="The articles do not say.", status="not_found")) == ""


def test_a_gold_answer_is_found_whatever_the_case_and_punctuation_but_only_as_whole_words():
    assert has_answer("The toll rose to 1,400 (Varn).", ["1.400"])
    assert has_answer("in OSTMAR-on-Sea", ["Ostmar on sea"])
    assert has_answer("Sie heißt Émilie", ["émilie"])
    assert not has_answer("It cost 14 crowns", ["4 crowns"])
    assert not has_answer("anything", ["", "…"])


def test_squad_drops_case_punctuation_and_articles_before_it_compares():
    assert normalised("The  U.S. saw a storm, an ill one.") == "us saw storm ill one"
    assert exact_match("The Bridge!", ["a ferry", "bridge"]) == 1.0
    assert exact_match("the bridge of Varn", ["bridge"]) == 0.0


def test_f1_counts_shared_words_against_the_best_gold_answer():
    # "old bridge of varn" and "bridge of ostmar" share 2 of 4 and of 3: P = 1/2, R = 2/3.
    assert f1("the old bridge of Varn", ["bridge of Ostmar"]) == pytest.approx(4 / 7)
    assert f1("the old bridge of Varn", ["bridge of Ostmar", "Old bridge of Varn"]) == 1.0
    # A word that stands there twice counts twice only where the gold has it twice.
    assert f1("no no no", ["no"]) == pytest.approx(0.5)
    assert f1("", ["bridge"]) == 0.0
    assert f1("bridge", []) == 0.0


def test_ranks_count_from_one_and_end_at_k():
    assert first_hit(["x", "a", "b"], {"a", "b"}) == 2
    assert first_hit(["x"], {"a"}) is None
    assert reciprocal_rank(2, 10) == 0.5
    assert reciprocal_rank(11, 10) == 0.0
    assert reciprocal_rank(None, 10) == 0.0


def test_ndcg_of_two_gold_articles_weighs_both_ranks():
    ideal = 1 + 1 / math.log2(3)
    found = 1 / math.log2(3) + 1 / math.log2(5)  # ranks 2 and 4
    assert ndcg(["x", "a", "y", "b"], {"a", "b"}, 10) == pytest.approx(found / ideal)
    assert ndcg(["b", "a"], {"a", "b"}, 10) == 1.0
    assert ndcg(["x", "a"], {"a"}, 1) == 0.0


def test_evidence_is_found_across_other_white_space_in_one_piece_or_in_several():
    text = "First it rained.\n\nThen  it snowed. At last the sun came out."
    assert find_evidence("a", text, "rained. Then it snowed.") == [("a", 9, 34)]
    assert find_evidence("a", text, "it rained. ... the sun ... a moon") == [
        ("a", 6, 16),
        ("a", 43, 50),
    ]
    assert find_evidence("a", "He said ... nothing.", "said ... nothing") == [("a", 3, 19)]
    assert find_evidence("a", text, "") == []


def test_spans_overlap_when_they_share_a_character_of_the_same_article():
    assert spans_overlap(("a", 0, 10), ("a", 9, 12))
    assert not spans_overlap(("a", 0, 10), ("a", 10, 12))
    assert not spans_overlap(("a", 0, 10), ("b", 0, 10))


def test_citation_precision_and_recall_of_three_citations_and_two_spans():
    evidence = [("a", 0, 10), ("b", 50, 60)]
    citations = [("a", 5, 20), ("a", 8, 9), ("b", 0, 50)]
    assert citation_precision(citations, evidence) == pytest.approx(2 / 3)
    assert citation_recall(citations, evidence) == pytest.approx(1 / 2)
    assert citation_precision([], evidence) == 0.0


def auc(positives: list[float], negatives: list[float]) -> float:
    labels = np.array([True] * len(positives) + [False] * len(negatives))
    return roc_auc(labels, np.array([*positives, *negatives]))


def test_auc_counts_pairs_and_half_of_the_ties():
    assert auc([0.9, 0.8], [0.1]) == 1.0
    assert auc([0.1], [0.9]) == 0.0
    # Of 2 x 2 pairs: .9 beats both, .5 beats .2 and ties with .5: 3.5 of 4.
    assert auc([0.9, 0.5], [0.5, 0.2]) == pytest.approx(3.5 / 4)
    assert auc([0.3, 0.3], [0.3, 0.3, 0.3]) == 0.5
    assert math.isnan(auc([0.3], []))


def test_auc_is_that_of_scikit_learn():
    chance = np.random.default_rng(3)
    labels = chance.random(200) < 0.4
    scores = chance.integers(0, 20, 200) / 20
    assert roc_auc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))


def test_refusing_one_of_twenty_answerable_questions_sets_the_threshold():
    positives = [n / 100 for n in range(1, 21)]  # .01 to .20: the threshold is .02
    scores = np.array([*positives, 0.0, 0.015, 0.02, 0.5])
    labels = np.array([True] * 20 + [False] * 4)
    assert refused_at(labels, scores) == 0.5
    assert math.isnan(refused_at(labels[:20], scores[:20]))


CASE = Case(id="q", question="Who paid?", answers=("Mira Holm",), evidence=(GoldEvidence("a"),))
SPANS = [("a", 0, 10), ("a", 30, 40)]
SAID = Answer(text="It was Mira Holm.", status="answered", highlights=((7, 16),))
REFUSED = Answer(text=NOT_FOUND_TEXT, status="not_found")


def cite(article_id="a", start=0, end=5, part="text", exact=True) -> Cited:
    return Cited(article_id=article_id, part=part, start=start, end=end, quote="", exact=exact)


def test_an_answer_is_scored_by_its_words_its_articles_and_its_citations():
    found = scores(CASE, SAID, [cite(), cite("b", exact=False)], ["b", "a"], SPANS)
    assert found == {
        "wrong_refusals": 0.0,
        "hit@1": 0.0,
        "hit@4": 1.0,
        "hit@10": 1.0,
        "mrr@10": 0.5,
        "ndcg@10": pytest.approx(0.6309, abs=1e-4),
        "gold_in_answer": 1.0,
        "em": 0.0,
        "f1": pytest.approx(2 / 3),
        "short_em": 1.0,
        "short_f1": 1.0,
        "words": 4.0,
        "citations_exact": 0.0,
        "article_cited": 1.0,
        "citation_precision": 0.5,
        "citation_recall": 0.5,
        "evidence_quoted": 1.0,
    }


def test_a_refusal_of_an_answerable_question_has_no_length_and_cites_nothing():
    found = scores(CASE, REFUSED, [], ["a"], SPANS)
    assert found["wrong_refusals"] == 1.0
    assert found["gold_in_answer"] == found["f1"] == found["citation_recall"] == 0.0
    assert found["hit@1"] == 1.0
    assert not {"words", "citation_precision", "evidence_quoted", "article_cited"} & set(found)


def test_a_headline_is_a_citation_outside_of_the_evidence():
    found = scores(CASE, SAID, [cite(), cite(part="title")], ["a"], SPANS)
    assert found["citation_precision"] == 0.5
    assert scores(CASE, SAID, [cite(part="title")], ["a"], SPANS)["evidence_quoted"] == 0.0


def test_an_unanswerable_question_is_scored_by_its_refusal_only():
    case = Case(id="q", question="Who paid?", answerable=False, evidence=(GoldEvidence("a"),))
    assert scores(case, REFUSED, [], ["a"], []) == {"right_refusals": 1.0}
    assert scores(case, SAID, [cite()], [], []) == {"right_refusals": 0.0, "citations_exact": 1.0}


def test_what_a_language_model_wrote_is_scored_where_one_was_asked():
    citation = Citation(
        number=1,
        article_id="a",
        title="A",
        quote="Holm paid",
        start=0,
        end=9,
        answer_start=0,
        answer_end=17,
    )
    worded = Answer(
        text="It was Mira Holm.",
        status="answered",
        answerer="a model",
        citations=(citation,),
        rejected=(Rejected(text="It was Frei.", reason="Not said."),),
        usage={"calls": 1, "prompt_tokens": 600, "reply_tokens": 12},
    )
    found = scores(CASE, worded, [cite()], ["a"], SPANS)
    assert found["written"] == 1.0
    assert found["supported_sentences"] == 0.5
    assert found["refused_sentences"] == 1.0
    assert found["tokens"] == 612.0
    assert "written" not in scores(CASE, SAID, [cite()], ["a"], SPANS)


TOWNS = Case(
    id="q", question="Which towns?", items=(("Norvik", "town of Norvik"), ("Velden",), ("Orlu",))
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of an answer that lists."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAnswer(Answer):
    """An answer with items of its own."""

    items: Any = ()


def listed(answer: Answer) -> dict[str, float]:
    return scores(TOWNS, answer, (), (), ())


def test_the_items_of_a_list_are_looked_for_in_the_answer():
    found = listed(Answer(text="The TOWN of Norvik, and Velden.", status="answered"))
    assert found["item_recall"] == pytest.approx(2 / 3)
    assert "item_precision" not in found
    assert missing_items(TOWNS.items, "Velden and Orlu") == ("Norvik",)


def test_a_refused_list_names_no_item():
    assert listed(Answer(text=NOT_FOUND_TEXT, status="not_found"))["item_recall"] == 0


def test_the_quotes_of_a_list_are_expected_ones_or_not():
    quotes = ("In Velden.", "It rained.")
    citations = tuple(replace(cited(1, 0, 7), quote=quote) for quote in quotes)
    answer = Answer(text="In Velden. It rained.", status="answered", citations=citations)
    assert listed(answer)["item_precision"] == 0.5


def test_where_an_answer_has_items_these_are_judged_and_not_its_quotes():
    answer = ListAnswer(
        text="Norvik. Velden. Hask.",
        status="answered",
        citations=(replace(cited(1, 0, 7), quote="It rained."),),
        items=(Listed("Norvik"), Listed("Velden"), Listed("Hask"), Listed("Zorbia")),
    )
    assert listed(answer)["item_precision"] == 0.5
    assert listed(answer)["item_recall"] == pytest.approx(2 / 3)
