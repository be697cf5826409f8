"""The shipped embedder in 8 bits: its graph, and its weights from the published ones.

    python -m training.eightbit assistant/models/weights

Weights are rounded column by column, what comes in is rounded while it runs: for a whole text
before attention, for each word piece before the wide layers, whose numbers differ most. Weights
take 7 of the 8 bits: without VNNI a processor adds products of two of them in 16 bits, which the
eighth would overflow. The rest (word vectors, norms, biases) stays as it is published.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper
from safetensors.numpy import save

from training.graph import WIDTH, Graph, encoder_graph

_LEVELS = 63  # of a weight, on each side of zero
_MIDDLE = 128  # what stands for 0 among the bytes that come in

Floats = NDArray[np.float32]


def eight_bit_weights(weights: Mapping[str, Floats]) -> dict[str, NDArray[Any]]:
    """Return the matrices of the layers as `NAME.weight`, int8 [in, out], and `NAME.scale`."""
    found: dict[str, NDArray[Any]] = {}
    for name, values in weights.items():
        if name.startswith("encoder.") and values.ndim == 2:
            scale = np.abs(values).max(axis=1) / np.float32(_LEVELS)
            rounded = np.rint(values / scale[:, None]).astype(np.int8)
            found[name] = np.ascontiguousarray(rounded.T)
            found[name.removesuffix("weight") + "scale"] = scale
    return found


def eight_bit_graph() -> ModelProto:
    """Return the graph: the same bytes each time."""
    return encoder_graph(_EightBits())


class _EightBits(Graph):
    def __init__(self) -> None:
        super().__init__()
        self.tensors += [
            helper.make_tensor("step", TensorProto.FLOAT, [], [1 / 127]),
            helper.make_tensor("one", TensorProto.FLOAT, [], [1]),
            helper.make_tensor("last", TensorProto.INT64, [1], [-1]),
            helper.make_tensor("middle", TensorProto.UINT8, [], [_MIDDLE]),
        ]
        self._rounded: dict[str, tuple[str, ...]] = {}  # what comes in, by its name

    def dense(self, given: str, base: str, inputs: int = WIDTH, outputs: int = WIDTH) -> str:
        bias = self.weight(f"{base}.bias", outputs)
        matrix = self.weight(f"{base}.weight", inputs, outputs, kind=TensorProto.INT8)
        scale = self.weight(f"{base}.scale", outputs)
        by_text = ".attention." in base
        product = (self._by_text if by_text else self._by_piece)(given, matrix, scale)
        return self.node("Add", [product, bias])

    def _by_text(self, given: str, matrix: str, scale: str) -> str:
        if given not in self._rounded:
            names = tuple(f"{given}.{part}" for part in ("rounded", "scale", "middle"))
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [given], names))
            self._rounded[given] = names
        rounded, step, middle = self._rounded[given]
        whole = self.node("MatMulInteger", [rounded, matrix, middle])
        real = self.node("Cast", [whole], to=TensorProto.FLOAT)
        return self.node("Mul", [real, self.node("Mul", [step, scale])])

    def _by_piece(self, given: str, matrix: str, scale: str) -> str:
        top = self.node("ReduceMax", [self.node("Abs", [given]), "last"], keepdims=1)
        step = self.node("Mul", [top, "step"])
        steps = self.node("Reshape", [step, "last"])
        middle = helper.make_tensor("", TensorProto.UINT8, [1], [_MIDDLE])
        middles = self.node("ConstantOfShape", [self.node("Shape", [steps])], value=middle)
        rounded = self.node("QuantizeLinear", [given, steps, middles], axis=0)
        inputs = [rounded, matrix, "one", scale, "middle"]
        product = self.node("MatMulIntegerToFloat", inputs, domain="com.microsoft")
        return self.node("Mul", [product, step])


if __name__ == "__main__":
    from assistant.models.checkpoints import embedder_weights

    folder = Path(sys.argv[1])
    graph = eight_bit_graph().SerializeToString(deterministic=True)
    (folder / "encoder8.onnx").write_bytes(graph)
    (folder / "embedder8.safetensors").write_bytes(save(eight_bit_weights(embedder_weights())))
