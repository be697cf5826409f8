"""Real cross-encoders for inference, small and of random weights, loaded from disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sentence_transformers import CrossEncoder
from torch.nn import Identity

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import bundled_folder
from assistant.verification.entailment import CrossEncoderEntailment
from tests.crossencoders import save_cross_encoder

PREMISE = "The town rebuilt the harbour wall."
HYPOTHESIS = "The wall was rebuilt."


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("models") / "three", labels=3)


def logits(folder: Path) -> list[float]:
    found = CrossEncoder(str(folder)).predict([(PREMISE, HYPOTHESIS)], activation_fn=Identity())
    return [2.718281828 ** float(each) for each in found.reshape(-1)]


def test_without_names_the_second_of_three_labels_is_entailment(three: Path) -> None:
    powers = logits(three)
    found = CrossEncoderEntailment(three).probability(PREMISE, HYPOTHESIS)
    assert found == pytest.approx(powers[1] / sum(powers), abs=0.05)


def test_a_label_that_is_named_entailment_is_read_wherever_it_stands(tmp_path: Path) -> None:
    folder = save_cross_encoder(tmp_path / "named", labels=3)
    config = folder / "config.json"
    named = config.read_text().replace("LABEL_2", "ENTAILMENT").replace("LABEL_1", "neutral")
    assert "ENTAILMENT" in named
    config.write_text(named)
    powers = logits(folder)
    found = CrossEncoderEntailment(folder).probability(PREMISE, HYPOTHESIS)
    assert found == pytest.approx(powers[2] / sum(powers), abs=0.05)


def test_a_single_label_is_the_sigmoid_of_its_logit(tmp_path: Path) -> None:
    folder = save_cross_encoder(tmp_path / "one")
    (power,) = logits(folder)
    found = CrossEncoderEntailment(folder).probability(PREMISE, HYPOTHESIS)
    assert found == pytest.approx(power / (1 + power), abs=0.05)


def test_building_one_loads_no_torch(three: Path) -> None:
    code = (
        "import sys; from assistant.verification.entailment import CrossEncoderEntailment as E;"
        f"E({str(three)!r}); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("model", ["/no/such/model", str(bundled_folder())])
def test_what_cannot_be_loaded_is_named_with_a_remedy(model: str) -> None:
    with pytest.raises(ModelUnavailable, match=r"(?s)^The entailment model .*Give a folder"):
        CrossEncoderEntailment(model).probability(PREMISE, HYPOTHESIS)
