"""Turn fitted weights into what ships: `export.py PREPARED WEIGHTS FOLDER VERSION` (with torch).

Writes `encoder.onnx` (attention fused, 8-bit weights, ending in what spans and pairs take from each piece),
`heads.npz` (half floats), `vocab.txt` and `settings.json`, as `extractors/learned/model.py` reads them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import FEATURE, VIEWS, Network, small
from nodes import spread_nodes
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn


class Encoder(nn.Module):
    """Numbers of pieces to the columns of all views."""

    def __init__(self, network: Network, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.encoder = network.enc
        self.view = nn.Linear(weight.shape[1], len(weight))
        self.view.weight.data, self.view.bias.data = weight.contiguous(), bias

    def forward(self, ids: Tensor) -> Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        views: Tensor = self.view(hidden)
        return views


def write_encoder(network: Network, weight: Tensor, bias: Tensor, target: Path) -> None:
    """The encoder with the views on top, traced, fused, quantised, and what is slower fused taken apart."""
    config = network.enc.config
    config._attn_implementation = "eager"  # the form that the optimizer knows
    axes = {0: "batch", 1: "piece"}
    with tempfile.TemporaryDirectory() as temporary:
        plain, fused, quantised = (
            str(Path(temporary) / f"{name}.onnx") for name in ("plain", "fused", "quantised")
        )
        torch.onnx.export(
            Encoder(network, weight, bias).eval(), (torch.ones(1, 64, dtype=torch.long),), plain,
            input_names=["ids"], output_names=["views"], opset_version=17, dynamo=False,
            dynamic_axes={"ids": axes, "views": axes},
        )  # fmt: skip
        optimized = optimize_model(
            plain, "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size, opt_level=1
        )
        optimized.save_model_to_file(fused)
        # The shapes of fused nodes are not inferred, so the quantiser is told their type.
        quantize_dynamic(
            fused, quantised, per_channel=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        spread_nodes(Path(quantised), target)


def export(prepared: Mapping[str, Any], weights: Mapping[str, Tensor], folder: Path, version: str) -> None:
    """Write the four files."""
    network = Network(prepared, 0.0, small())
    network.load_state_dict(weights)
    network.eval()
    hidden = network.enc.config.hidden_size
    weight = torch.cat([weights[f"{name}.weight"] for name in VIEWS])
    bias = torch.cat([weights.get(f"{v}.bias", torch.zeros(len(weights[f"{v}.weight"]))) for v in VIEWS])
    folder.mkdir(parents=True, exist_ok=True)
    write_encoder(network, weight[:, :hidden], bias, folder / "encoder.onnx")
    # What a token's grammar adds to its views is a sum of table rows, which the heads look up.
    kept = {}
    for number in range(len(network.feat)):
        start = hidden + FEATURE * number
        kept[f"view.{number}"] = weights[f"feat.{number}.weight"] @ weight[:, start : start + FEATURE].T
    for name, value in weights.items():
        if not name.startswith(("enc.", "feat.")) and name.rsplit(".", 1)[0] not in VIEWS:
            kept[name] = value
    arrays = {name: value.numpy().astype(np.float16) for name, value in kept.items()}
    np.savez_compressed(folder / "heads.npz", **arrays)
    shutil.copy(small().folder / "vocab.txt", folder / "vocab.txt")
    settings = {"version": version, **prepared["settings"]}
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in settings.items())
    (folder / "settings.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def main() -> None:
    """Read the prepared documents and the parameters, write the folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prepared", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("version", help="names the reader in each statement's stage, as learned/reader-2")
    given = parser.parse_args()
    torch.set_num_threads(1)
    prepared = json.loads(given.prepared.read_text(encoding="utf-8"))
    export(prepared, torch.load(given.weights), given.folder, given.version)


if __name__ == "__main__":
    main()
