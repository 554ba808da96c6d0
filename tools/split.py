"""Which training documents are left out together: five folds, each a fifth of every kind of text."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

SEED, FOLDS = 7, 5


def folds(shared: Path) -> dict[str, int]:
    """The fold of each document of `shared/train` by its name, the same for every tool.

    Fold 0 is the one whose figures the model card gives.
    """
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((shared / "train" / "gold").glob("*.json")):
        kinds[path.stem.split("-")[0]].append(path.stem)
    fold: dict[str, int] = {}
    generator = random.Random(SEED)
    for kind in sorted(kinds):
        names = sorted(kinds[kind])
        generator.shuffle(names)
        first = max(1, round(len(names) / FOLDS))
        fold |= dict.fromkeys(names[:first], 0)
        fold |= {name: 1 + number % (FOLDS - 1) for number, name in enumerate(names[first:])}
    return dict(sorted(fold.items()))


def held_out(shared: Path, number: int = 0) -> list[str]:
    """The names of the documents of a fold, sorted."""
    return [name for name, fold in folds(shared).items() if fold == number]
