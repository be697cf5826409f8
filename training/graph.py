"""The graph of the shipped models' transformer, as onnxruntime reads it.

    python -m training.graph assistant/models/weights/encoder.onnx

The embedder and the reader have one shape (six layers of MiniLM, BERT's): what is written here is
that shape, without weights. Those are given by their names in the published files when it is
opened. Input: for each word piece of one text the sum of its vectors (word, place, side), float32
[pieces, 384]. Output: `hidden`, float32 [pieces, 384].
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onnx import ModelProto, NodeProto, TensorProto, helper

WIDTH = 384
_HEADS, _INNER, _LAYERS = 12, 1536, 6
_EPSILON = 1e-12  # of BERT's layer norms
_OPSET, _IR = 20, 9  # the oldest that have Gelu


class Graph:
    """What a graph is put together from; `dense` is a layer of weights."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors = [
            helper.make_tensor("heads", TensorProto.INT64, [3], [-1, _HEADS, WIDTH // _HEADS]),
            helper.make_tensor("whole", TensorProto.INT64, [2], [-1, WIDTH]),
            helper.make_tensor("scale", TensorProto.FLOAT, [], [(WIDTH // _HEADS) ** -0.5]),
        ]

    def node(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        """Add an operation and return the name of what it gives."""
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def weight(self, name: str, *shape: int, kind: int = TensorProto.FLOAT) -> str:
        """Add a tensor that is given when the graph is opened."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="given when opened")
        self.tensors.append(tensor)
        return name

    def norm(self, given: str, base: str) -> str:
        """Add a layer norm."""
        weights = self.weight(f"{base}.weight", WIDTH), self.weight(f"{base}.bias", WIDTH)
        return self.node("LayerNormalization", [given, *weights], epsilon=_EPSILON)

    def dense(self, given: str, base: str, inputs: int = WIDTH, outputs: int = WIDTH) -> str:
        """Add a matrix and its bias."""
        weights = (
            self.weight(f"{base}.weight", outputs, inputs),
            self.weight(f"{base}.bias", outputs),
        )
        return self.node("Gemm", [given, *weights], transB=1)

    def heads(self, given: str, base: str, order: Sequence[int]) -> str:
        """Add a matrix whose rows are parted by heads."""
        parted = self.node("Reshape", [self.dense(given, base), "heads"])
        return self.node("Transpose", [parted], perm=order)

    def attention(self, given: str, base: str) -> str:
        """Add self-attention with its norm."""
        query = self.heads(given, f"{base}.self.query", [1, 0, 2])
        key = self.heads(given, f"{base}.self.key", [1, 2, 0])
        value = self.heads(given, f"{base}.self.value", [1, 0, 2])
        alike = self.node("Mul", [self.node("MatMul", [query, key]), "scale"])
        seen = self.node("MatMul", [self.node("Softmax", [alike], axis=-1), value])
        whole = self.node("Reshape", [self.node("Transpose", [seen], perm=[1, 0, 2]), "whole"])
        told = self.node("Add", [self.dense(whole, f"{base}.output.dense"), given])
        return self.norm(told, f"{base}.output.LayerNorm")

    def layer(self, given: str, base: str) -> str:
        """Add one layer of the transformer."""
        seen = self.attention(given, f"{base}.attention")
        inner = self.node("Gelu", [self.dense(seen, f"{base}.intermediate.dense", WIDTH, _INNER)])
        outer = self.dense(inner, f"{base}.output.dense", _INNER, WIDTH)
        return self.norm(self.node("Add", [outer, seen]), f"{base}.output.LayerNorm")


def encoder_graph(graph: Graph | None = None) -> ModelProto:
    """Return the graph, put together from what `graph` gives: the same bytes each time."""
    graph = graph or Graph()
    value = graph.norm("summed", "embeddings.LayerNorm")
    for number in range(_LAYERS):
        value = graph.layer(value, f"encoder.layer.{number}")
    graph.nodes.append(helper.make_node("Identity", [value], ["hidden"]))
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["pieces", WIDTH])
        for name in ("summed", "hidden")
    ]
    whole = helper.make_graph(graph.nodes, "encoder", ends[:1], ends[1:], graph.tensors)
    opsets = [helper.make_opsetid("", _OPSET)]
    if any(node.domain for node in graph.nodes):
        opsets.append(helper.make_opsetid("com.microsoft", 1))
    return helper.make_model(whole, opset_imports=opsets, ir_version=_IR)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(encoder_graph().SerializeToString(deterministic=True))
