"""Question-answering models: a question and a text in, logits for each of their word pieces out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import bundled_folder, local_folder, quietly, reader_weights

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Logits = NDArray[np.float32]
# From a question and a text as word pieces: where the answer starts, and where it ends.
PairModel = Callable[["Encoding"], tuple[Logits, Logits]]

_NAME_ANOTHER = "Name an extractive question-answering model, by its folder or on the hub."


def load_reader(name: str) -> tuple[Tokenizer, PairModel]:
    """Return a tokenizer and a model in float32; without a name, those that are shipped.

    Raises ModelUnavailable in one line.
    """
    try:
        return _named(name) if name else _shipped()
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        raise ModelUnavailable(_remedy(name, str(error))) from error


def shipped_tokenizer() -> Tokenizer:
    """Return the tokenizer of the shipped models, which neither cuts nor fills up."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _shipped() -> tuple[Tokenizer, PairModel]:
    from assistant.models.encoder import Encoder

    weights = reader_weights()
    encoder = Encoder(weights)
    head, bias = weights["qa_outputs.weight"].T, weights["qa_outputs.bias"]

    def logits(pair: Encoding) -> tuple[Logits, Logits]:
        said = encoder.hidden(pair.ids, pair.type_ids) @ head + bias
        return said[:, 0], said[:, 1]

    return shipped_tokenizer(), logits


def _named(name: str) -> tuple[Tokenizer, PairModel]:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    local_folder(name, "")
    loader: Any = AutoModelForQuestionAnswering
    with quietly():
        model, loaded = loader.from_pretrained(name, dtype=torch.float32, output_loading_info=True)
        if any("qa_outputs" in key for key in loaded["missing_keys"]):
            raise ModelUnavailable(
                f"The model {name!r} has no question-answering head. {_NAME_ANOTHER}"
            )
        tokenizer: Any = AutoTokenizer.from_pretrained(name, use_fast=True)
    model.to("cuda" if torch.cuda.is_available() else "cpu").eval()

    def logits(pair: Encoding) -> tuple[Logits, Logits]:
        given = {"input_ids": pair.ids, "attention_mask": pair.attention_mask}
        if "token_type_ids" in tokenizer.model_input_names:
            given["token_type_ids"] = pair.type_ids
        with torch.inference_mode():
            said = model(
                **{key: torch.tensor([row], device=model.device) for key, row in given.items()}
            )
        return said.start_logits[0].cpu().numpy(), said.end_logits[0].cpu().numpy()

    backend: Tokenizer = tokenizer.backend_tokenizer
    backend.no_padding()
    return backend, logits


def _remedy(name: str, reason: str) -> str:
    first = reason.strip().splitlines()[0] if reason.strip() else "unknown"
    what = f"The reader {name!r}" if name else "The reader"
    return f"{what} could not be loaded: {first}. {_NAME_ANOTHER}"
