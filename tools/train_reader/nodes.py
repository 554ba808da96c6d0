"""Fused nodes of the encoder taken apart: `nodes.py SOURCE TARGET` (with onnx and onnxruntime).

Some nodes that onnxruntime 1.32 fuses take longer on a processor than what they stand for. So the graph is
optimized here, once and for all, then these nodes are written out, and whoever loads the file must not let
the runtime fuse them again:

    SkipLayerNormalization      Add, LayerNormalization; the numbers differ in their last digits
    QEmbedLayerNormalization    Gather, DequantizeLinear, Add, LayerNormalization; here too
    QAttention                  a product each for queries, keys and values, which are not laid out anew
    BiasGelu                    Gelu; its bias goes into the product before, as that of the norms does

One text at a time goes through the graph that is written: its first axis is 1.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, helper, numpy_helper

FUSED = "com.microsoft"


def spread_nodes(source: Path, target: Path) -> None:
    """Optimize the graph in `source` and write it to `target` with the slow fused nodes taken apart."""
    with tempfile.TemporaryDirectory() as temporary:
        optimized = Path(temporary) / "optimized.onnx"
        options = onnxruntime.SessionOptions()
        # What comes after this level is for the processor at hand.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(optimized)
        onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
        model = onnx.load(optimized)
    graph = model.graph
    spread = _Spread(graph)
    nodes = _needed(spread.nodes(), {output.name for output in graph.output})
    names = {name for node in nodes for name in node.input}
    values = {value.name: value for value in graph.initializer} | spread.added
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(value for name, value in values.items() if name in names)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _needed(nodes: list[NodeProto], names: set[str]) -> list[NodeProto]:
    """The nodes that make what bears these names, in their order."""
    kept: list[NodeProto] = []
    names = set(names)
    for node in reversed(nodes):
        if names.intersection(node.output):
            kept.append(node)
            names.update(node.input)
    return kept[::-1]


def _attribute(node: NodeProto, name: str) -> Any:
    return next(helper.get_attribute_value(a) for a in node.attribute if a.name == name)


def _fused(kind: str, inputs: list[str], output: str, **attributes: float) -> NodeProto:
    """A node of a kind that onnxruntime adds to those of ONNX."""
    return helper.make_node(kind, inputs, [output], domain=FUSED, **attributes)


class _Spread:
    """The nodes of a graph, some taken apart; `added` are the values that the parts need, by name."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._nodes = list(graph.node)
        self._ids = graph.input[0].name
        self._values = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
        self.added: dict[str, onnx.TensorProto] = {}

    def nodes(self) -> list[NodeProto]:
        """All nodes, each after those that it needs."""
        nodes: list[NodeProto] = []
        products: dict[str, NodeProto] = {}
        ways = {
            "SkipLayerNormalization": self._norm,
            "QEmbedLayerNormalization": self._embedding,
            "QAttention": self._attention,
            "BiasGelu": self._gelu,
        }
        for node in self._nodes:
            if node.op_type in ("SkipLayerNormalization", "BiasGelu"):
                bias = node.input[-1]
                product = products[node.input[0]]
                if product.input[4:] != [""]:
                    raise ValueError(f"{product.output[0]} has a bias already")
                product.input[4] = bias
            way = ways.get(node.op_type)
            nodes.extend([node] if way is None else way(node))
            if node.op_type == "DynamicQuantizeMatMul":
                products[node.output[0]] = node
        return nodes

    def _value(self, name: str, array: np.ndarray[Any, Any]) -> str:
        self.added[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _norm(self, node: NodeProto) -> Iterator[NodeProto]:
        """Sum, and its norm; the bias of what is added stands in the product that makes it."""
        added, skipped, weight, bias, _ = node.input
        (result,) = filter(None, node.output)
        yield helper.make_node("Add", [added, skipped], [f"{result}.sum"])
        yield self._layer_norm(node, f"{result}.sum", weight, bias, result)

    def _gelu(self, node: NodeProto) -> Iterator[NodeProto]:
        yield _fused("Gelu", [node.input[0]], node.output[0])

    def _layer_norm(self, node: NodeProto, added: str, weight: str, bias: str, result: str) -> NodeProto:
        return helper.make_node(
            "LayerNormalization",
            [added, weight, bias],
            [result],
            axis=-1,
            epsilon=_attribute(node, "epsilon"),
        )

    def _embedding(self, node: NodeProto) -> Iterator[NodeProto]:
        """Rows of the words, which stay in 8 bits, and of their places, all of the first kind of token."""
        words, places, kinds, weight, bias = node.input[2:7]
        scales, zeros = node.input[8:13], node.input[13:18]

        def floats(index: int, name: str) -> np.ndarray[Any, Any]:
            values = self._values[name].astype(np.float32) - self._values[zeros[index]].astype(np.float32)
            return values * self._values[scales[index]]

        result = node.output[0]
        row, number, place, word, total = (
            f"{result}.{part}" for part in ("row", "number", "place", "word", "sum")
        )
        table = self._value(f"{result}.places", floats(1, places) + floats(2, kinds)[0])
        first = self._value(f"{result}.first", np.array([0], dtype=np.int64))
        yield helper.make_node("Shape", [self._ids], [number], start=1, end=2)
        yield helper.make_node("Slice", [table, first, number], [place])
        yield helper.make_node("Gather", [words, self._ids], [row], axis=0)
        yield helper.make_node("DequantizeLinear", [row, scales[0], zeros[0]], [word])
        yield helper.make_node("Add", [word, place], [total])
        norm = (
            self._value(f"{result}.weight", floats(3, weight)),
            self._value(f"{result}.bias", floats(4, bias)),
        )
        yield self._layer_norm(node, total, *norm, result)

    def _attention(self, node: NodeProto) -> Iterator[NodeProto]:
        """The heads are a batch axis that the products step over, so that no matrix is laid out anew."""
        given, weight, bias, scale, scales, _, zero, zeros = node.input[:8]
        result, heads, size = node.output[0], _attribute(node, "num_heads"), len(self._values[weight])
        by_head = self._value("by.head", np.array([-1, heads, size // heads], dtype=np.int64))
        by_piece = self._value("by.piece", np.array([1, -1, size], dtype=np.int64))
        for number, part in enumerate(("query", "key", "value")):
            columns = slice(number * size, (number + 1) * size)

            def own(name: str, columns: slice = columns, part: str = part) -> str:
                return self._value(f"{name}.{part}", self._values[name][..., columns])

            factors = [given, own(weight), scale, own(scales), zero, own(zeros), own(bias)]
            yield _fused("MatMulIntegerToFloat", factors, f"{result}.{part}")
            yield helper.make_node("Reshape", [f"{result}.{part}", by_head], [f"{result}.{part}s"])
        factors = [f"{result}.querys", f"{result}.keys"]
        turned = {"transBatchA": 1, "transBatchB": 1, "transB": 1}
        yield _fused("FusedMatMul", factors, f"{result}.scores", **turned, alpha=(size // heads) ** -0.5)
        yield helper.make_node("Softmax", [f"{result}.scores"], [f"{result}.shares"], axis=-1)
        factors = [f"{result}.shares", f"{result}.values"]
        yield _fused("FusedMatMul", factors, f"{result}.heads", transBatchB=1)
        yield helper.make_node("Transpose", [f"{result}.heads"], [f"{result}.pieces"], perm=[1, 0, 2])
        yield helper.make_node("Reshape", [f"{result}.pieces", by_piece], [result])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    spread_nodes(given.source, given.target)
