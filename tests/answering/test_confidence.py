"""Confidence: absolute, calibrated, the same over folders of any size."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings, open_assistant
from assistant.answering.confidence import Signs, confidence
from assistant.settings import THRESHOLD

CHECKOUT = Path(__file__).parent.parent.parent


def test_more_signs_give_more_confidence_within_0_and_1() -> None:
    none, some, all_ = (
        confidence(Signs(x, x, x, x, 1 - x, x, 0.5, x, x, 1 - x)) for x in (0.0, 0.5, 1.0)
    )
    assert 0 <= none < some < all_ < 1
    assert none < THRESHOLD < all_


def folder_of(tmp_path: Path, names: list[str]) -> Assistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in names:
        (corpus / name).write_text((CHECKOUT / "corpus" / name).read_text("utf-8"), "utf-8")
    return open_assistant(Settings(corpus=corpus, index=tmp_path / "index"))


@pytest.mark.parametrize(
    "question",
    [
        "When did Finland join NATO?",
        "Who won the 1998 World Cup?",
        "What did Zelensky say about the harvest?",
    ],
)
def test_confidence_means_the_same_over_one_article_and_over_all(
    sample: Assistant, tmp_path: Path, question: str
) -> None:
    with folder_of(tmp_path, ["sweden-joins-nato.md"]) as one:
        one.sync()
        alone, among = one.answer(question).confidence, sample.answer(question).confidence
    if "NATO" in question:
        assert alone == pytest.approx(among, abs=0.1)
        assert alone > THRESHOLD
    else:
        assert alone < THRESHOLD
        assert among < THRESHOLD
