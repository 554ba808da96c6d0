"""How likely a careful reader writes an actor down: a logistic model over its mentions.

The features are those of `prominence.py`. Weights are learned by `tools/train_salience.py`, which
documents the data and the cross-validated quality in the file it writes, `data/salience.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True)
class SalienceModel:
    """Weights of a logistic model by feature name, and its intercept."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in [0, 1]; features without a weight count for nothing."""
        known = sorted(name for name in features if name in self.weights)
        total = self.intercept + sum(self.weights[name] * features[name] for name in known)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def read_model(file: Traversable) -> SalienceModel:
    """The model in a file that `tools/train_salience.py` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return SalienceModel(data["weights"], data["intercept"])


@cache
def load_model() -> SalienceModel:
    """The model of the package."""
    return read_model(files(__package__) / "data" / "salience.json")
