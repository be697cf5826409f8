"""A real cross-encoder, loaded from disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sentence_transformers import CrossEncoder
from torch.nn import Identity

from assistant.crossencoder import CrossEncoderReranker
from assistant.embedding import bundled_folder
from assistant.errors import ModelUnavailable
from tests.crossencoders import save_cross_encoder

ASKED = "Who rebuilt the harbour wall?"
TEXTS = ["The town rebuilt it.", "It rained for days on end. " * 9, "Crews struck.", "Bread won."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("models") / "cross")


def test_a_score_is_the_sigmoid_of_what_the_model_says_whatever_the_model_would_do_itself(
    folder: Path,
) -> None:
    model = CrossEncoder(str(folder))
    logits = model.predict([(ASKED, text) for text in TEXTS], activation_fn=Identity())
    scores = CrossEncoderReranker(folder).scores(ASKED, TEXTS)
    assert scores == pytest.approx((1 / (1 + 2.718281828**-logits)).tolist(), abs=0.05)
    assert max(scores) - min(scores) > 0.2, "or the order would prove nothing"


def test_the_same_texts_get_the_same_scores_in_a_second_process(folder: Path) -> None:
    code = (
        "import sys; from assistant.crossencoder import CrossEncoderReranker as R;"
        f"r = R({str(folder)!r}); assert 'torch' not in sys.modules;"
        f"print(r.scores({ASKED!r}, {TEXTS!r}))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(CrossEncoderReranker(folder).scores(ASKED, TEXTS))
    assert said.stderr == ""


def test_many_threads_may_ask_before_the_model_is_loaded(folder: Path) -> None:
    shared = CrossEncoderReranker(folder)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: shared.scores(ASKED, TEXTS), range(8)))
    assert found == [CrossEncoderReranker(folder).scores(ASKED, TEXTS)] * 8


def test_no_texts_need_no_model() -> None:
    assert CrossEncoderReranker("/no/such/model").scores(ASKED, []) == []


def refused(model: str | Path, reason: str) -> None:
    with pytest.raises(ModelUnavailable, match=rf"(?s)^The reranker .*{reason}.*Give a folder"):
        CrossEncoderReranker(model).scores(ASKED, TEXTS)


def test_a_folder_that_is_not_there_is_named_with_a_remedy() -> None:
    refused("/no/such/model", "/no/such/model.*no such folder")
    refused("./no/such/model", "no such folder")


def test_a_name_that_the_hub_does_not_give_is_an_error_by_name() -> None:
    refused("nobody/nothing", "nobody/nothing")


def test_a_model_with_several_labels_is_refused(tmp_path: Path) -> None:
    refused(save_cross_encoder(tmp_path / "three", labels=3), "3 labels")


def test_an_embedder_is_refused_for_its_scores_would_be_chance() -> None:
    refused(bundled_folder(), "it is no cross-encoder")


def test_broken_weights_are_one_line(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "model.safetensors").write_bytes(b"no weights" * 50)
    refused(broken, "header")
