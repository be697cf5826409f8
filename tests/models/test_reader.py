"""The shipped reader, and readers by name or folder: where an answer stands, and "not here"."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

from assistant import ModelUnavailable
from assistant.models import checkpoints
from assistant.models.checkpoints import bundled_folder, quietly
from assistant.models.reader import Part, SpanReader
from tests.readers import shipped_reader

BARGE = (
    "A barge with 12,500 tonnes of gravel sank off Port Vale on Monday night. A fishing boat took "
    "the crew to Olm. The harbour master, Odo Kern, said that the cause was not known."
)
CHOIR = "The choir of Marrow Bay won the regional prize on Sunday. Eva Holm has led it since 2011."


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def whole(text: str) -> list[Part]:
    return [(0, len(text))]


def answers(reader: SpanReader, question: str, text: str) -> tuple[str, float]:
    ((span,),) = reader.read(question, [text], [whole(text)])
    return text[span.start : span.end], span.score


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many tonnes of gravel did the barge carry?", BARGE, "12,500"),
        ("When did the barge sink?", BARGE, "Monday night"),
        ("Who is the harbour master?", BARGE, "Odo Kern"),
        ("Which choir won the regional prize?", CHOIR, "Marrow Bay"),
        ("Who leads the choir of Marrow Bay?", CHOIR, "Eva Holm"),
    ],
)
def test_the_words_that_answer_are_found(
    reader: SpanReader, question: str, text: str, expected: str
) -> None:
    found, score = answers(reader, question, text)
    assert expected in found
    assert score > 0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who won the lottery in Semmel?", BARGE),
        ("How much did the bridge at Halm cost?", CHOIR),
        ("What did the ferry carry?", CHOIR),
    ],
)
def test_a_text_that_does_not_answer_scores_below_zero(
    reader: SpanReader, question: str, text: str
) -> None:
    assert answers(reader, question, text)[1] < 0


def test_scores_compare_across_texts(reader: SpanReader) -> None:
    (there,), (elsewhere,) = reader.read(
        "Who leads the choir?", [CHOIR, BARGE], [whole(CHOIR), whole(BARGE)]
    )
    assert there.score > elsewhere.score + 5


def test_each_part_of_a_text_gets_its_own_span(reader: SpanReader) -> None:
    middle = CHOIR.index("Eva")
    ((first, second),) = reader.read(
        "Who leads the choir of Marrow Bay?", [CHOIR], [[(0, middle), (middle, len(CHOIR))]]
    )
    assert 0 <= first.start < first.end <= middle
    assert CHOIR[second.start : second.end] == "Eva Holm"
    assert second.score > first.score


def test_a_span_is_made_of_whole_words(reader: SpanReader) -> None:
    text = "The mayor of Xylqtravnik is Brzenczyszczykiewicz, who was elected in May."
    found, _ = answers(reader, "Who is the mayor of Xylqtravnik?", text)
    assert found == "Brzenczyszczykiewicz"


def test_the_same_text_reads_the_same_whatever_is_read_with_it(reader: SpanReader) -> None:
    question = "Who leads the choir of Marrow Bay?"
    alone = answers(reader, question, CHOIR)[1]
    together = reader.read(
        question, [BARGE, CHOIR, BARGE * 3], [whole(BARGE), whole(CHOIR), whole(BARGE * 3)]
    )
    assert together[1][0].score == alone


def test_an_answer_behind_the_first_window_of_a_long_text_is_found(reader: SpanReader) -> None:
    text = "Rain fell on the hills, and the river rose a little again. " * 40 + BARGE
    found, score = answers(reader, "Who is the harbour master?", text)
    assert found == "Odo Kern"
    assert score > 0


def test_nothing_to_read_is_no_error(reader: SpanReader) -> None:
    assert reader.read("Who?", [], []) == []
    assert reader.read("Who?", [BARGE], [[]]) == [[]]


def test_a_question_of_any_length_is_read(reader: SpanReader) -> None:
    question = "Who is the harbour master " + "of the port of Vale " * 90 + "?"
    assert answers(reader, question, BARGE)[0]


def save_reader(folder: Path, *, head: bool = True) -> str:
    """Write a small untrained model of two layers, with or without a question-answering head."""
    tokenizer = AutoTokenizer.from_pretrained(bundled_folder())
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.3,
    )
    with torch.random.fork_rng(), quietly():
        torch.manual_seed(0)
        model = BertForQuestionAnswering(config)
        (model if head else model.bert).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def one_line(reader: SpanReader) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        reader.warm()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_shipped_reader_may_be_named_as_a_folder(tmp_path: Path, reader: SpanReader) -> None:
    tokenizer, model = shipped_reader()
    model.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    named = SpanReader(tmp_path)
    assert (named.name, named.calibrated) == (str(tmp_path), False)
    question = "Who leads the choir of Marrow Bay?"
    assert answers(named, question, CHOIR) == answers(reader, question, CHOIR)
    scaled = SpanReader(tmp_path, scale=(0.5, 1.0))
    assert scaled.calibrated
    assert answers(scaled, question, CHOIR)[1] == pytest.approx(
        0.5 * answers(reader, question, CHOIR)[1] + 1, abs=0.002
    )


def test_a_reader_that_never_refuses_is_refused(tmp_path: Path) -> None:
    name = save_reader(tmp_path)
    message = one_line(SpanReader(name))
    assert name in message
    assert "unanswerable" in message


def test_a_model_without_a_question_answering_head_is_refused(tmp_path: Path) -> None:
    message = one_line(SpanReader(save_reader(tmp_path, head=False)))
    assert "question-answering" in message


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "nowhere" in one_line(SpanReader(tmp_path / "nowhere"))


def test_weights_that_were_changed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "_READER_SHA256", "0" * 64)
    assert "Reinstall" in one_line(SpanReader())
