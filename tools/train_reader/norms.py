"""Layer normalization written out: `norms.py SOURCE TARGET` (with onnx and onnxruntime).

The fused node SkipLayerNormalization of onnxruntime 1.32 takes twice as long on a processor as the sums
and products that it stands for. So the graph is optimized here, once and for all, then these nodes are
written out, and whoever loads the file must not let the runtime fuse them again. The numbers differ in
their last digits.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import NodeProto, helper, numpy_helper


def spread_norms(source: Path, target: Path) -> None:
    """Optimize the graph in `source` and write it to `target` without fused layer normalization."""
    with tempfile.TemporaryDirectory() as temporary:
        optimized = Path(temporary) / "optimized.onnx"
        options = onnxruntime.SessionOptions()
        # What comes after this level is for the processor at hand.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(optimized)
        onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
        model = onnx.load(optimized)
    graph = model.graph
    nodes = [
        part
        for node in graph.node
        for part in (_parts(node) if node.op_type == "SkipLayerNormalization" else [node])
    ]
    epsilons = {
        _epsilon_name(epsilon): np.array(epsilon, dtype=np.float32)
        for node in graph.node
        if node.op_type == "SkipLayerNormalization"
        for epsilon in [_epsilon(node)]
    }
    del graph.node[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in epsilons.items())
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _epsilon(node: NodeProto) -> float:
    return next(attribute.f for attribute in node.attribute if attribute.name == "epsilon")


def _epsilon_name(epsilon: float) -> str:
    return f"norm.epsilon.{epsilon:g}"


def _parts(node: NodeProto) -> Iterator[NodeProto]:
    """Sum, less its mean, by its deviation, times the weight and with the bias of the norm."""
    added, skipped, weight, bias, *more = node.input
    (result,) = filter(None, node.output)

    def name(part: str) -> str:
        return f"{result}.{part}"

    if more:
        yield helper.make_node("Add", [added, *more], [name("biased")])
        added = name("biased")
    yield helper.make_node("Add", [added, skipped], [name("sum")])
    yield helper.make_node("ReduceMean", [name("sum")], [name("mean")], axes=[-1])
    yield helper.make_node("Sub", [name("sum"), name("mean")], [name("centred")])
    yield helper.make_node("Mul", [name("centred"), name("centred")], [name("squares")])
    yield helper.make_node("ReduceMean", [name("squares")], [name("variance")], axes=[-1])
    yield helper.make_node("Add", [name("variance"), _epsilon_name(_epsilon(node))], [name("positive")])
    yield helper.make_node("Sqrt", [name("positive")], [name("deviation")])
    yield helper.make_node("Div", [name("centred"), name("deviation")], [name("normal")])
    yield helper.make_node("Mul", [name("normal"), weight], [name("weighted")])
    yield helper.make_node("Add", [name("weighted"), bias], [result])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args()
    spread_norms(given.source, given.target)
