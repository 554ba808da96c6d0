"""What is to be learnt of the pairs of a text: from its annotation, or from what it is taught as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from labels import Node, Sample, Taught
from learning import TextPairs, sigmoid

# A pair that more likely has no relation says nothing of negation and uncertainty.
LEAST_SAID = 0.1


@dataclass(frozen=True)
class Goal:
    """Arrays with a row for each pair.

    `chance` of each relation, and the `weight` with which it counts; `share` of each among all that the
    ontology allows, for the pairs that have one; `qualifiers`, negation and uncertainty, of the pairs `said`,
    which count with `said_weight`.
    """

    chance: np.ndarray
    weight: np.ndarray
    share: np.ndarray
    said: np.ndarray
    said_weight: np.ndarray
    qualifiers: np.ndarray


def taught_goal(taught: Taught, allowed: np.ndarray) -> Goal:
    """The goal that a larger network sets; `allowed` is 1 where the ontology has the relation for the pair.

    A pair counts in `share` and `qualifiers` as far as it likely has a relation.
    """
    odds, qualifiers = (scores.astype(np.float32) for scores in (taught.relations, taught.qualifiers))
    share = allowed * np.exp(np.clip(odds, -30, 30))
    chance = allowed * sigmoid(odds)
    share *= (np.minimum(chance.sum(1), 1) / np.maximum(share.sum(1), 1e-9))[:, None]
    surest = chance.max(1, initial=0)
    said = np.flatnonzero(surest > LEAST_SAID)
    return Goal(chance, allowed, share, said, surest[said], sigmoid(qualifiers[said]))


def annotated_goal(sample: Sample, nodes: Sequence[Node], pairs: TextPairs, allowed: np.ndarray) -> Goal:
    """What the sentences say of their pairs by the annotation, and what of that counts.

    `pairs` are those of the nodes. A reader writes a statement down once: where another sentence is
    its evidence, the pair's relation here counts neither as right nor as wrong.
    """
    weight, chance = allowed.copy(), np.zeros_like(allowed)
    golds = [nodes[place.node].gold for place in pairs.places]
    rows: dict[tuple[str, str], list[int]] = {}
    for row, (i, j) in enumerate(zip(pairs.subject.tolist(), pairs.object.tolist(), strict=True)):
        subject, object_ = golds[i], golds[j]
        if subject is not None and object_ is not None:
            rows.setdefault((subject, object_), []).append(row)
    said, qualifiers = [], []
    for sentence, statements in sample.said.items():
        for subject, relation, object_, *how in statements:
            for row in rows.get((subject, object_), ()):
                if pairs.sentence[row] == sentence:
                    chance[row, relation] = 1
                    said.append(row)
                    qualifiers.append(how)
    for subject, relation, object_ in sample.anywhere:
        for row in rows.get((subject, object_), ()):
            if not chance[row, relation]:
                weight[row, relation] = 0
    # An annotation may hold what the ontology does not allow; that has no share.
    share = chance * allowed / np.maximum(chance.sum(1, keepdims=True), 1)
    here = np.array(said, dtype=np.int64)
    return Goal(chance, weight, share, here, np.ones(len(here)), np.reshape(qualifiers, (-1, 2)))
