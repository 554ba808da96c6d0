"""Which training documents are held out: a fifth of each kind, the same for every tool."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

SEED, SHARE = 7, 5


def held_out(shared: Path) -> list[str]:
    """The names of the held-out documents of `shared/train`, sorted."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((shared / "train" / "gold").glob("*.json")):
        kinds[path.stem.split("-")[0]].append(path.stem)
    chosen: set[str] = set()
    generator = random.Random(SEED)
    for kind in sorted(kinds):
        names = sorted(kinds[kind])
        generator.shuffle(names)
        chosen |= set(names[: max(1, round(len(names) / SHARE))])
    return sorted(chosen)
