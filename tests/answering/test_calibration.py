"""Another reader: its scale, what is said until it is known, and that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from assistant import Answer, Assistant, AssistantError, Settings, open_assistant
from tests.conftest import CHECKOUT
from tests.readers import shipped_reader

QUESTION = "When did Sweden join NATO?"


@pytest.fixture(scope="module")
def louder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped reader saved with logits twice as large, as a model of the user's own."""
    folder = tmp_path_factory.mktemp("louder")
    tokenizer, model = shipped_reader()
    with torch.no_grad():
        model.qa_outputs.weight.mul_(2)
        model.qa_outputs.bias.mul_(2)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def index(sample: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("calibration") / "index"
    with open_assistant(Settings(corpus=CHECKOUT / "corpus", index=index)) as opened:
        opened.sync()
    return index


def answered(index: Path, louder: Path, **settings: object) -> Answer:
    given = Settings(corpus=CHECKOUT / "corpus", index=index, reader=str(louder), **settings)
    with open_assistant(given) as opened:
        return opened.answer(QUESTION)


def test_the_scale_brings_another_reader_to_the_shipped_one(
    sample: Assistant, index: Path, louder: Path
) -> None:
    questions = [head.metadata["question"] for head in sample.articles()] + [
        "Who won the 1998 World Cup?",
        "What is the price of gas?",
        "How many soldiers died?",
        "Who is the mayor of Orlu?",
    ]
    given = Settings(corpus=CHECKOUT / "corpus", index=index, reader=str(louder))
    with open_assistant(given) as opened:
        slope, intercept = opened.reader_scale(questions)
        with pytest.raises(AssistantError, match="at least 20"):
            opened.reader_scale(questions[:3])
    assert slope == pytest.approx(0.5, abs=0.01)
    assert intercept == pytest.approx(0, abs=0.05)


def test_until_its_scale_is_known_a_note_says_so(
    sample: Assistant, index: Path, louder: Path
) -> None:
    loud = answered(index, louder)
    assert any("--calibrate" in note.text for note in loud.notes)
    scaled = answered(index, louder, reader_scale=(0.5, 0.0))
    plain = sample.answer(QUESTION)
    assert not any("--calibrate" in note.text for note in scaled.notes)
    assert scaled.text == plain.text
    assert scaled.confidence == pytest.approx(plain.confidence, abs=0.01)
