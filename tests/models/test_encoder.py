"""The graph that the shipped models run in: what its script writes, and what transformers give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save

from assistant.models.checkpoints import embedder_weights, reader_weights
from assistant.models.encoder import Encoder
from tests.readers import WEIGHTS, shipped_reader
from training.eightbit import eight_bit_graph, eight_bit_weights
from training.graph import encoder_graph

TEXT = "A barge with 12,500 tonnes of gravel sank off Port Vale on Monday night."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(reader_weights())


def test_the_shipped_graph_is_what_its_script_writes() -> None:
    shipped = Path(WEIGHTS / "encoder.onnx").read_bytes()
    assert shipped == encoder_graph().SerializeToString(deterministic=True)


def test_the_shipped_8_bits_are_what_their_script_writes() -> None:
    graph = Path(WEIGHTS / "encoder8.onnx").read_bytes()
    assert graph == eight_bit_graph().SerializeToString(deterministic=True)
    weights = Path(WEIGHTS / "embedder8.safetensors").read_bytes()
    assert weights == save(eight_bit_weights(embedder_weights()))


def test_word_pieces_are_seen_as_transformers_sees_them(encoder: Encoder) -> None:
    tokenizer, model = shipped_reader()
    pair = tokenizer("What sank?", TEXT * 5, return_tensors="pt")
    with torch.inference_mode():
        theirs = model.bert(**pair).last_hidden_state[0].numpy()
    ours = encoder.hidden(pair["input_ids"][0].tolist(), pair["token_type_ids"][0].tolist())
    assert ours.shape == theirs.shape == (len(pair["input_ids"][0]), encoder.dimensions)
    assert np.abs(ours - theirs).max() < 1e-4


def test_the_same_text_gives_the_same_numbers(encoder: Encoder) -> None:
    pieces = list(range(1000, 1200))
    first = encoder.hidden(pieces, [0] * 200)
    encoder.hidden(pieces[:7], [0] * 7)
    assert np.array_equal(encoder.hidden(pieces, [0] * 200), first)
