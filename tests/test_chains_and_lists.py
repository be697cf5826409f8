"""Conversations and lists over the sample corpus: no less than docs/measurements.md says."""

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import ask_all, estimate, read_set

DATA = Path(__file__).parent / "data"


def figures(assistant: Assistant, name: str) -> dict[str, float]:
    asked = read_set(DATA / name)
    outcomes, problems = ask_all(assistant, asked.cases)
    assert [*asked.problems, *problems] == []
    return {each.name: each.value for each in estimate(outcomes)}


def test_most_turns_of_conversations_are_right(sample: Assistant) -> None:
    found = figures(sample, "chains.jsonl")
    assert found["turns_right"] >= 0.85
    assert found["chains_right"] >= 0.62
    assert found["citations_exact"] == 1


def test_lists_name_no_fewer_items_than_before(sample: Assistant) -> None:
    found = figures(sample, "lists.jsonl")
    assert found["item_recall"] >= 0.39
    assert found["item_precision"] >= 0.43
    assert found["citations_exact"] == 1


@pytest.mark.parametrize("name", ["chains.jsonl", "lists.jsonl"])
def test_what_is_expected_stands_in_the_articles(name: str) -> None:
    texts = " ".join(path.read_text("utf-8") for path in (DATA.parents[1] / "corpus").glob("*-*"))
    for case in read_set(DATA / name).cases:
        for wordings in (case.answers or ("",), *case.items):
            assert any(wording in texts for wording in wordings), f"{case.question} {wordings}"
