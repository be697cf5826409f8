"""From questions to figures: what is averaged, how sure it is, and what is required of it."""

import numpy as np
import pytest

from assistant.evaluation import Estimate, Requirement, estimate, read_requirement
from assistant.evaluation.measures import could_be_answered, hits_by_rank, interval, was_right


def named(found):
    return {each.name: each for each in found}


def test_a_figure_is_the_mean_over_the_questions_that_have_it(outcome):
    found = named(
        estimate(
            [
                outcome("a", scores={"hit@1": 1.0, "words": 10.0}),
                outcome("b", scores={"hit@1": 0.0, "words": 20.0}),
                outcome("c", scores={"words": 60.0}),
            ]
        )
    )
    assert (found["hit@1"].value, found["hit@1"].count) == (0.5, 2)
    assert (found["words"].value, found["words"].count) == (30.0, 3)
    assert "em" not in found
    assert "auc" not in found


def test_questions_whose_article_people_named_have_figures_of_their_own(outcome):
    found = named(
        estimate(
            [
                outcome("a", group="gold_cited", scores={"hit@1": 1.0, "f1": 0.2}),
                outcome("b", scores={"hit@1": 0.0, "f1": 0.4}),
            ]
        )
    )
    assert found["hit@1"].value == 0.5
    assert (found["hit@1/gold_cited"].value, found["hit@1/gold_cited"].count) == (1.0, 1)
    assert "f1/gold_cited" not in found


def test_confidence_is_judged_over_all_questions(outcome):
    found = named(
        estimate(
            [
                outcome("a", confidence=0.9),
                outcome("b", confidence=0.4),
                outcome("c", confidence=0.6, answerable=False),
                outcome("d", confidence=0.1, answerable=False),
            ]
        )
    )
    assert found["auc"].value == pytest.approx(3 / 4)
    assert found["refused_at_5"].value == 0.5
    assert found["auc"].count == 4


def test_seconds_are_told_for_each_stage(outcome):
    each = [outcome(f"q{n}", seconds={"retrieve": n / 100, "total": 1.0}) for n in range(101)]
    found = named(estimate([*each, outcome("talk", seconds={"total": 1.0})]))
    assert found["retrieve.p50"].value == pytest.approx(0.5)
    assert found["retrieve.p95"].value == pytest.approx(0.95)
    assert (found["retrieve.p95"].count, found["total.p50"].count) == (101, 102)


def test_an_interval_is_the_same_in_every_run_and_holds_the_figure():
    values = np.array([0.0] * 40 + [1.0] * 60)
    low, high = interval(lambda places: float(values[places].mean()), 100) or (0, 0)
    # The normal approximation: .6 -+ 1.96 * sqrt(.6 * .4 / 100) = .504 to .696.
    assert low == pytest.approx(0.504, abs=0.02)
    assert high == pytest.approx(0.696, abs=0.02)
    assert interval(lambda places: float(values[places].mean()), 100) == (low, high)
    assert interval(lambda places: float("nan"), 100) is None


def test_reliability_parts_confidence_in_tenths(outcome):
    asked = [
        outcome("a", confidence=0.95, scores={"gold_in_answer": 1.0}),
        outcome("b", confidence=1.0, scores={"gold_in_answer": 0.0, "evidence_quoted": 1.0}),
        outcome("c", confidence=0.91, scores={"gold_in_answer": 0.0}),
        outcome("d", confidence=0.99),  # nobody knows whether it is right
        outcome("e", confidence=0.94, answerable=False),
        outcome("f", confidence=0.12, answerable=False, status="not_found"),
    ]
    said, right = could_be_answered(asked), was_right(asked)
    assert [(each.count, each.right) for each in said] == [(1, 0.0), (5, 0.8)]
    assert [(each.count, each.right) for each in right] == [(4, 0.5)]
    assert right[0].confidence == pytest.approx((0.95 + 1.0 + 0.91 + 0.94) / 4)


def test_hits_add_up_over_the_ranks(outcome):
    ranks = [outcome(str(n), rank=n, scores={"hit@1": 0.0}) for n in (1, 3, None)]
    shares = hits_by_rank([*ranks, outcome("no article")], last=4)
    assert [k for k, _ in shares] == [1, 2, 3, 4]
    assert [share for _, share in shares] == pytest.approx([1 / 3, 1 / 3, 2 / 3, 2 / 3])
    assert hits_by_rank([outcome("no article")]) == []


FOUND = [Estimate("hit@1", "", 0.66, 9), Estimate("total.p95", "", 0.2, 9)]


def test_a_requirement_names_a_figure_a_comparison_and_a_bound():
    assert read_requirement(" hit@1/gold_cited >= .67") == Requirement(
        "hit@1/gold_cited", ">=", 0.67
    )
    assert read_requirement("total.p95<1") == Requirement("total.p95", "<", 1.0)


@pytest.mark.parametrize("text", ["hit@1", "hit@1=0.6", "hit@1>=high", ">=0.6", "hit@2>=0.6"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"is no (requirement|figure)"):
        read_requirement(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hit@1>=0.66", ""),
        ("hit@1>0.66", "hit@1 is 0.660, and > 0.66 is required"),
        ("hit@1<=0.5", "hit@1 is 0.660, and <= 0.5 is required"),
        ("total.p95<0.5", ""),
        ("auc>=0.9", "auc cannot be measured on these questions, and is required"),
    ],
)
def test_what_is_not_reached_is_told_with_its_figure(text, told):
    assert read_requirement(text).unmet(FOUND) == told
