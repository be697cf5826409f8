"""What a set must reach, as it is written on the command line."""

import pytest

from assistant.evaluation import Estimate, Requirement, read_requirement

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
