"""Two runs side by side: what moved, by how much, and on which questions."""

import json

import pytest

from assistant.evaluation import EvaluationError, compare_runs, read_baseline


def by_name(comparison):
    return {each.name: each for each in comparison.differences}


def test_each_question_that_moved_is_listed_with_what_moved(outcome):
    before = [
        outcome("a", scores={"hit@1": 1.0, "f1": 0.5}),
        outcome("b", scores={"hit@1": 0.0}),
        outcome("c", scores={"hit@1": 1.0}),
        outcome("gone"),
    ]
    now = [
        outcome("a", scores={"hit@1": 0.0, "f1": 0.75}),
        outcome("b", scores={"hit@1": 1.0}),
        outcome("c", scores={"hit@1": 1.0}),
    ]
    found = compare_runs(before, now)
    assert [each.id for each in found.worse] == ["a"]
    assert [each.id for each in found.better] == ["b"]
    assert found.worse[0].moved == {"hit@1": (1.0, 0.0), "f1": (0.5, 0.75)}
    assert found.worse[0].gain == -0.75
    assert (found.only_before, found.only_now) == (1, 0)
    hits = by_name(found)["hit@1"]
    assert (hits.before, hits.now) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (hits.better, hits.worse, hits.count) == (1, 1, 3)


def test_the_largest_move_comes_first(outcome):
    before = [outcome(name, scores={"f1": 0.5}) for name in ("a", "b", "c", "d")]
    moves = {"a": 0.4, "b": 0.1, "c": 0.6, "d": 1.0}
    found = compare_runs(before, [outcome(name, scores={"f1": now}) for name, now in moves.items()])
    assert [each.id for each in found.worse] == ["b", "a"]
    assert [each.id for each in found.better] == ["d", "c"]


def test_fewer_wrong_refusals_are_better_and_the_length_of_an_answer_says_nothing(outcome):
    before = [outcome("a", scores={"wrong_refusals": 1.0}), outcome("b", scores={"words": 9.0})]
    now = [outcome("a", scores={"wrong_refusals": 0.0}), outcome("b", scores={"words": 30.0})]
    found = compare_runs(before, now)
    assert by_name(found)["wrong_refusals"].better == 1
    assert by_name(found)["words"].now == 30.0
    assert [each.id for each in found.better] == ["a"]
    assert found.worse == ()


def test_the_interval_of_a_difference_is_paired(outcome):
    # Every question gains exactly .1, however different they are: unpaired, it would be wide.
    before = [outcome(str(n), scores={"f1": n / 100}) for n in range(80)]
    now = [outcome(str(n), scores={"f1": n / 100 + 0.1}) for n in range(80)]
    low, high = by_name(compare_runs(before, now))["f1"].interval
    assert (low, high) == (pytest.approx(0.1), pytest.approx(0.1))


def test_confidence_is_compared_over_the_questions_of_both(outcome):
    asked = [("a", True, 0.9), ("b", True, 0.3), ("c", False, 0.5), ("d", False, 0.1)]
    before = [outcome(name, answerable=can, confidence=sure) for name, can, sure in asked]
    now = [outcome(name, answerable=can, confidence=0.5) for name, can, _ in asked]
    auc = by_name(compare_runs(before, now))["auc"]
    assert (auc.before, auc.now) == (0.75, 0.5)


def test_what_a_report_wrote_is_read_back(outcome, tmp_path):
    first = outcome("a", expected=("so",), scores={"f1": 0.1}, articles=("x", "y"))
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps({"questions": [first.to_dict()]}))
    assert read_baseline(path) == [first]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": [{"id": "a"}]}'])
def test_a_file_that_is_no_evaluation_is_an_error_that_names_it(tmp_path, text):
    path = tmp_path / "old.json"
    with pytest.raises(EvaluationError, match=r"old\.json cannot be read"):
        read_baseline(path)
    path.write_text(text)
    with pytest.raises(EvaluationError, match=r"old\.json is no evaluation\.json"):
        read_baseline(path)


def test_an_evaluation_from_before_there_were_conversations_is_compared(tmp_path, outcome):
    record = outcome("a", scores={"gold_in_answer": 0.0}).to_dict()
    for name in ("kind", "chain", "missing"):
        del record[name]
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps({"questions": [record]}))
    now = outcome("a", chain="c", scores={"gold_in_answer": 1.0, "chains_right": 1.0})
    found = compare_runs(read_baseline(path), [now])
    assert [each.name for each in found.differences] == ["gold_in_answer"]
    assert found.better[0].moved == {"gold_in_answer": (0.0, 1.0)}
