"""The transformer of the shipped models, by onnxruntime: no torch is needed to ask a question.

The embedder and the reader have one shape. Its graph (`weights/encoder.onnx`, made by
`training/graph.py`) holds no weights: each model's own are given to it, from the files that they
are published in. In 8 bits the graph is another (`encoder8.onnx`, by `training/eightbit.py`). One
text at a time, so that what is said of a text never depends on what is read with it: on two cores
a batch is no faster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, OrtValue, SessionOptions

_GRAPHS = Path(__file__).parent / "weights"
_SUMS = ("word", "position", "token_type")  # what the vector of a word piece is the sum of
_ERRORS_ONLY = 3

Floats = NDArray[np.float32]


class Encoder:
    """Six layers of MiniLM with the weights of one model; safe to share between threads.

    The matrices are float32, or int8 with a scale each. `threads` work on one text; 0: all cores.
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]], threads: int = 0) -> None:
        self._sums = [weights[f"embeddings.{name}_embeddings.weight"] for name in _SUMS]
        inner = {
            name: OrtValue.ortvalue_from_numpy(values)
            for name, values in weights.items()
            if name.startswith(("encoder.", "embeddings.LayerNorm."))
        }
        options = SessionOptions()
        options.log_severity_level = _ERRORS_ONLY
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_external_initializers(list(inner), list(inner.values()))
        self._weights = inner  # the session does not keep them
        eight_bits = any(name.endswith(".scale") for name in inner)
        graph = _GRAPHS / ("encoder8.onnx" if eight_bits else "encoder.onnx")
        self._session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    @property
    def dimensions(self) -> int:
        """The length of a row of `hidden`."""
        return int(self._sums[0].shape[1])

    def hidden(self, pieces: Sequence[int], sides: Sequence[int]) -> Floats:
        """Return a row for each word piece of a text; `sides` are 0, and 1 in a second text."""
        words, places, types = self._sums
        summed = words[list(pieces)] + places[: len(pieces)] + types[list(sides)]
        found: Floats = self._session.run(["hidden"], {"summed": summed})[0]
        return found
