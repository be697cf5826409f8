"""Questions about the sample articles themselves: the words of the first line, and who is cited."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant

LINES = (Path(__file__).parent / "data" / "archive.jsonl").read_text("utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=[case["question"] for case in CASES])
def test_the_index_answers_about_its_articles(sample: Assistant, case: dict[str, Any]) -> None:
    answer = sample.answer(case["question"])
    assert case["line"] in answer.text.splitlines()[0]
    cited = {each.article_id for each in answer.citations}
    assert cited >= set(case["articles"])
    assert answer.status == ("answered" if case["articles"] else "not_found")
    for each in answer.citations:
        article = sample.article(each.article_id)
        assert getattr(article, each.part)[each.start : each.end] == each.quote
