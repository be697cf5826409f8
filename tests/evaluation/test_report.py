"""The files of a report."""

import json
from xml.etree import ElementTree

import pytest

from assistant.evaluation import Evaluation, compare_runs, estimate, files, write


def evaluation(outcomes, **more) -> Evaluation:
    return Evaluation(
        name="mine",
        total=9,
        articles=3,
        outcomes=tuple(outcomes),
        figures=tuple(estimate(outcomes)),
        **more,
    )


def test_a_report_has_a_table_plots_and_what_went_wrong(outcome):
    asked = [
        outcome("a", rank=1, scores={"hit@1": 1.0, "gold_in_answer": 1.0}, seconds={"total": 0.25}),
        outcome("b|c", rank=2, scores={"hit@1": 0.0, "gold_in_answer": 0.0}, expected=("*none*",)),
        outcome("d", answerable=False),
    ]
    texts = files(evaluation(asked, problems=("mine.csv:4: it has no question",)))
    report = texts["report.md"]
    assert "| hit@1 | 0.500 | 0.000 to 1.000 | 2 | the right article is first |" in report
    assert "![hits](hits.svg)" in report
    assert "## Not right: 2" in report
    assert (
        "- What about b\\|c?\n  - expected: \\*none\\*\n  - said, with confidence 0.9: So."
        in report
    )
    assert "  - expected: The articles do not say." in report
    assert "- mine.csv:4: it has no question" in report
    assert "What about a?" not in report


def test_a_list_tells_what_is_missing(outcome):
    listed = outcome(
        "a", scores={"item_recall": 0.5}, expected=("Norvik", "Velden"), missing=("Velden",)
    )
    report = files(evaluation([listed]))["report.md"]
    assert "  - expected: Norvik, Velden\n  - missing: Velden\n  - said" in report
    whole = outcome("b", scores={"item_recall": 1.0}, expected=("Norvik", "Velden"))
    assert "## Not right" not in files(evaluation([whole]))["report.md"]


def test_a_conversation_is_shown_with_each_of_its_turns(outcome):
    turns = [
        outcome("c#1", chain="c", scores={"gold_in_answer": 1.0}),
        outcome("c#2", chain="c", scores={"gold_in_answer": 0.0}, answer="In *1962*."),
    ]
    report = files(evaluation([*turns, outcome("alone")]))["report.md"]
    assert "## Conversations: 1" in report
    assert (
        "- c: 1 of 2 turns right\n"
        "  - right: What about c\\#1? — So.\n"
        "  - wrong: What about c\\#2? — In \\*1962\\*." in report
    )


def test_questions_are_counted_by_their_kind_where_the_set_names_kinds(outcome):
    asked = [
        outcome("a", kind="count", scores={"gold_in_answer": 1.0}),
        outcome("b", kind="count", scores={"gold_in_answer": 0.0}),
        outcome("c", kind="author", answerable=False, status="not_found"),
        outcome("d"),
    ]
    report = files(evaluation(asked))["report.md"]
    assert "| author | 1 | 1 | 1 |\n| count | 2 | 1 | 0 |" in report
    assert "Kinds" not in files(evaluation([outcome("d")]))["report.md"]


def test_every_plot_is_valid_svg_with_what_it_shows(outcome):
    asked = [
        outcome("a", rank=1, group="gold_cited", scores={"hit@1": 1.0}, seconds={"retrieve": 0.1}),
        outcome("b", answerable=False, confidence=0.2),
    ]
    texts = files(evaluation(asked))
    drawn = {name: text for name, text in texts.items() if name.endswith(".svg")}
    assert set(drawn) == {"calibration.svg", "hits.svg", "latency.svg"}
    for text in drawn.values():
        assert ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "gold_cited" in drawn["hits.svg"]
    assert "retrieve p95" in drawn["latency.svg"]


def test_a_plot_without_anything_to_show_is_not_drawn(outcome):
    texts = files(evaluation([outcome("a")]))
    assert [name for name in texts if name.endswith(".svg")] == ["calibration.svg"]


def test_a_comparison_tells_what_got_worse_and_what_got_better(outcome):
    before = [outcome("a", scores={"hit@1": 1.0}), outcome("b", scores={"hit@1": 0.0})]
    now = [outcome("a", scores={"hit@1": 0.0}), outcome("b", scores={"hit@1": 1.0})]
    texts = files(evaluation(now, comparison=compare_runs(before, now)))
    report = texts["report.md"]
    assert "## Worse: 1\n\n- What about a? (hit@1 1 → 0)" in report
    assert "## Better: 1\n\n- What about b? (hit@1 0 → 1)" in report
    assert json.loads(texts["evaluation.json"])["comparison"]["only_now"] == 0


def test_a_report_is_written_whole_or_not_at_all(tmp_path):
    write(tmp_path, {"report.md": "old", "hits.svg": "old"})
    with pytest.raises(TypeError):
        write(tmp_path, {"report.md": "new", "evaluation.json": None})  # type: ignore[dict-item]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "report.md": "old",
        "hits.svg": "old",
    }


def test_a_plot_of_an_earlier_report_does_not_stay(tmp_path):
    write(tmp_path, {"report.md": "old", "hits.svg": "old"})
    write(tmp_path, {"report.md": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
