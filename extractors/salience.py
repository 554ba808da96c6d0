"""How likely a careful reader writes an actor down: a logistic model over its mentions.

The features are those of `prominence.py`, `described.py` and `surroundings.py`. Weights are learned by
`tools/train_salience.py`, which documents the data and the cross-validated quality in the file it writes,
`data/salience.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from ..ontology import NodeClass

GROUPS: Final = tuple(f"{c.value[0]}{how}" for c in NodeClass if c.kind == "Actor" for how in "nd")
"""The kinds of actors that have weights of their own: class by initial, and whether named or described."""
# Features that name a word or the kind itself count alike for all.
_ALIKE = ("kind", "head:", "count:", "governor:", "modifier:", "tail:")


def group_of(node_class: NodeClass, *, named: bool) -> str:
    """Which of `GROUPS` an actor belongs to."""
    return f"{node_class.value[0]}{'n' if named else 'd'}"


def by_group(features: Mapping[str, float], group: str) -> dict[str, float]:
    """The features as weights are learned for them: once for all actors, once for those of the group."""
    own = {f"{group}|{name}": value for name, value in features.items() if not name.startswith(_ALIKE)}
    return {**features, **own}


class SalienceModel:
    """A logistic model: weights by feature name as in `by_group`, and an intercept."""

    def __init__(self, weights: Mapping[str, float], intercept: float) -> None:
        self._intercept = intercept
        shared = {name: weight for name, weight in weights.items() if "|" not in name}
        self._weights = {group: dict(shared) for group in GROUPS}
        for name, weight in weights.items():
            group, bar, feature = name.partition("|")
            if bar:
                self._weights[group][feature] = shared.get(feature, 0.0) + weight

    def probability(self, features: Mapping[str, float], group: str) -> float:
        """The probability in [0, 1]; features without a weight count for nothing."""
        weights = self._weights[group]
        total = math.fsum([weights[name] * value for name, value in features.items() if name in weights])
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self._intercept + total))))


def read_model(file: Traversable) -> SalienceModel:
    """The model in a file that `tools/train_salience.py` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return SalienceModel(data["weights"], data["intercept"])


@cache
def load_model() -> SalienceModel:
    """The model of the package."""
    return read_model(files(__package__) / "data" / "salience.json")
