"""Other names for the same parts: texts whose persons, places and peoples are exchanged for others.

The annotated texts speak of few actors, some of them in every other document. A reader that is shown other
names in the same places has to look at the words between them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from labels import Sample
from learning import windows

# Of the documents, and of the names in them.
DOCUMENTS, NAMES = 0.5, 0.6
KINDS = ("GPE", "NORP", "ORG", "PERSON")


class Names:
    """The names of all texts by kind, as pieces; `swapped` exchanges some of those of a sample."""

    def __init__(
        self, samples: Sequence[Sample], settings: Mapping[str, Any], chance: Any, window: int
    ) -> None:
        self._chance, self._window = chance, window
        self._kinds = {settings["ent"].index(kind): kind for kind in KINDS if kind in settings["ent"]}
        self._proper = settings["pos"].index("PROPN")
        pool: dict[int, set[tuple[int, ...]]] = {column: set() for column in self._kinds}
        for sample in samples:
            for token, column in self._tokens(sample.features):
                pool[column].add(_pieces(sample.features, token))
        self._pool = {column: sorted(names) for column, names in pool.items()}

    def _tokens(self, features: Any) -> list[tuple[int, int]]:
        """The tokens that are a name by themselves, or a part of a person's, each with its column."""
        ent, found = features.ent, []
        for token, column in enumerate(ent):
            kind = self._kinds.get(int(column))
            alone = (token == 0 or ent[token - 1] != column) and (
                token + 1 == len(ent) or ent[token + 1] != column
            )
            proper = features.pos[token] == self._proper or kind == "NORP"
            if kind is not None and proper and (alone or kind == "PERSON"):
                found.append((token, int(column)))
        return found

    def swapped(self, sample: Sample) -> Sample:
        """The sample, half of the time with other names; the same name becomes the same other name."""
        if self._chance.random() >= DOCUMENTS:
            return sample
        f = sample.features
        pieces = [_pieces(f, token) for token in range(len(f.offsets) - 1)]
        others: dict[tuple[int, tuple[int, ...]], tuple[int, ...]] = {}
        for token, column in self._tokens(f):
            key = column, pieces[token]
            if key not in others:
                other = self._pool[column][int(self._chance.integers(len(self._pool[column])))]
                others[key] = other if self._chance.random() < NAMES else pieces[token]
            pieces[token] = others[key]
        lengths = np.array([len(p) for p in pieces], np.int32)
        changed = dataclasses.replace(
            f,
            pieces=np.array([p for ps in pieces for p in ps], np.int32),
            offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        )
        return dataclasses.replace(sample, features=windows(changed, self._window))


def _pieces(features: Any, token: int) -> tuple[int, ...]:
    return tuple(features.pieces[features.offsets[token] : features.offsets[token + 1]].tolist())
