"""What is asked of the learned reader about nodes, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .pairs import Floats

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class NodeMentions:
    """A node to relate: its class name, and rows (start, end, root, kind) of token offsets.

    `kind` indexes `candidates.KINDS`: 0 for a pronoun, 1 for a name, 2 for another noun phrase.
    """

    node_class: str
    rows: Sequence[tuple[int, int, int, int]]


class PairScore(NamedTuple):
    """The chance that one sentence states a relation of an ordered pair of nodes.

    `subject` and `object` are indices of nodes, `relation` indexes `LearnedReader.relations`; `negated` and
    `uncertain` are the chances that the sentence denies or hedges what it says of the pair.
    """

    subject: int
    object: int
    sentence: int
    relation: int
    chance: float
    negated: float
    uncertain: float


@dataclass(frozen=True)
class PairScores:
    """Many scores, a column for each field of `PairScore`."""

    subject: Numbers
    object: Numbers
    sentence: Numbers
    relation: Numbers
    chance: Floats
    negated: Floats
    uncertain: Floats

    def rows(self, chosen: NDArray[np.bool_] | slice = slice(None)) -> Iterator[PairScore]:
        """The chosen scores one by one; all without a choice."""
        columns = (getattr(self, name)[chosen].tolist() for name in PairScore._fields)
        return map(PairScore, *columns)


class NodePairs(NamedTuple):
    """The ordered pairs of nodes of a text: by pair the indices of both and of the sentence, the chances of
    all relations, and those of negation and uncertainty."""

    subject: Numbers
    object: Numbers
    sentence: Numbers
    chances: Floats
    qualifiers: Floats
