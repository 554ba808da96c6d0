"""Annotations as targets: classes of candidate spans, and relations of ordered pairs by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Place = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """Rows of the span table, the class, and the annotated node it stands for (None: it is none)."""

    node_class: str
    rows: list[int]
    gold: str | None
    salience: float = 1.0


@dataclass(frozen=True)
class Taught:
    """The nodes of a text, and scores (before the sigmoid) of the relations and qualifiers of their pairs."""

    nodes: list[Node]
    relations: np.ndarray
    qualifiers: np.ndarray


@dataclass
class Sample:
    """A prepared document with its targets.

    The first `candidates` rows of the spans have a row of `targets`, shares of the classes; `alternatives`
    are rows nearly as good as the best of a mention. `said` holds, by sentence, the statements that it is the
    evidence of (subject, relation, object, negated, uncertain), `anywhere` those of the whole document.
    A text that nobody annotated has what it is `taught` as instead.
    """

    features: Any
    candidates: int
    sentences: int
    targets: np.ndarray
    gold: list[Node] = field(default_factory=list)
    actors: list[Node] = field(default_factory=list)
    alternatives: dict[int, list[int]] = field(default_factory=dict)
    said: dict[int, list[tuple[str, int, str, float, float]]] = field(default_factory=dict)
    anywhere: set[tuple[str, int, str]] = field(default_factory=set)
    taught: Taught | None = None


def similarity(a: Place, b: Place) -> float:
    """Intersection over union, or 0 where the scorer would not align the two."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    union = max(a[1], b[1]) - min(a[0], b[0])
    close = shared > 0 and shared >= 0.6 * min(a[1] - a[0], b[1] - b[0]) and shared >= 0.25 * union
    return shared / union if close else 0.0


def label(document: Mapping[str, Any], features: Any, prepared: Mapping[str, Any]) -> Sample:
    """Targets of one document as `prepare.py` wrote it; `features` are its arrays."""
    count, tokens = document["candidates"], document["tokens"]
    sentences = int(features.sentence[-1]) + 1
    targets = np.zeros((count, len(prepared["classes"])), dtype=np.float32)
    sample = Sample(features, count, sentences, targets)
    places = [(tokens[s][0], tokens[e - 1][1]) for s, e, _, _ in features.spans[:count]]
    for node in document["nodes"]:
        column = prepared["classes"].index(node["class"])
        found = [_label_mention(sample, places, tuple(mention), column) for mention in node["places"]]
        rows = {row for row in found if row is not None}
        if rows:
            sample.gold.append(Node(node["class"], sorted(rows), node["id"]))
    targets /= np.maximum(targets.sum(1, keepdims=True), 1.0)
    targets[:, 0] = 1.0 - targets[:, 1:].sum(1)
    sample.actors = [Node(a["class"], a["rows"], a["gold"], a["salience"]) for a in document["actors"]]
    _label_pairs(sample, document, prepared["settings"]["relations"], prepared["symmetric"])
    return sample


def _label_mention(sample: Sample, places: list[Place], mention: Place, column: int) -> int | None:
    """Mark the candidates that a mention overlaps, the best one fully; its row, if any is close enough."""
    near = [
        (similarity(place, mention), -row)
        for row, place in enumerate(places)
        if place[0] < mention[1] and place[1] > mention[0]
    ]
    best, row = max(near, default=(0.0, 0))
    if best <= 0:
        return None
    others = [(s, -r) for s, r in near if s >= 0.5 and r != row]
    for value, r in [(1.0, -row), *others]:
        sample.targets[r, column] = max(sample.targets[r, column], value)
    sample.alternatives[-row] = [r for _, r in others]
    return -row


def _label_pairs(
    sample: Sample, document: Mapping[str, Any], relations: Sequence[str], symmetric: Sequence[str]
) -> None:
    sentence, tokens = sample.features.sentence, document["tokens"]
    numbers = range(sample.sentences)
    starts, ends = np.searchsorted(sentence, numbers), np.searchsorted(sentence, numbers, side="right")
    bounds = [(tokens[start][0], tokens[end - 1][1]) for start, end in zip(starts, ends, strict=True)]
    for s in document["statements"]:
        relation = relations.index(s["relation"])
        ways = [(s["subject"], s["object"])]
        if s["relation"] in symmetric:
            ways.append((s["object"], s["subject"]))
        # A quotation that stands more than three times in the text is a name or a formula, no evidence.
        evidence = s["places"][:3]
        said = {k for low, high in evidence for k, (a, b) in enumerate(bounds) if a < high and b > low}
        for subject, object_ in ways:
            sample.anywhere.add((subject, relation, object_))
            for k in sorted(said):
                statement = (subject, relation, object_, float(s["negated"]), float(s["uncertain"]))
                sample.said.setdefault(k, []).append(statement)
