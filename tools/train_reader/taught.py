"""What a larger network makes of texts that nobody annotated, as files and as samples to learn from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from labels import Node, Sample, Taught, label
from learning import features

# Phrases that less likely name a theme are not related; actors found by the rules are, above their salience.
LEAST_CHANCE, LEAST_SALIENCE = 0.1, 0.12


def choose_nodes(targets: np.ndarray, document: Mapping[str, Any], prepared: Mapping[str, Any]) -> list[Node]:
    """The nodes to relate in an unannotated text; `targets` are the shares of its candidates' classes.

    What names an actor by the rules is no theme beside it.
    """
    spans = np.array(document["features"]["spans"], dtype=np.int32).reshape(-1, 4)
    themes = prepared["themes"]
    chances = targets[:, [prepared["classes"].index(name) for name in themes]].sum(1)
    actors = [
        Node(a["class"], a["rows"], None) for a in document["actors"] if a["salience"] >= LEAST_SALIENCE
    ]
    taken = {row for actor in actors for row in actor.rows}
    order = [int(row) for row in np.argsort(-chances, kind="stable") if chances[row] >= LEAST_CHANCE]
    free = [row for row in order if row not in taken]
    return actors + [Node(themes[0], [row], None) for row in apart(free, spans)]


def write_taught(path: Path, texts: Mapping[str, tuple[np.ndarray, Taught]]) -> None:
    """Write by name the shares of classes, the nodes, and the scores of their pairs, as half floats."""
    arrays: dict[str, Any] = {}
    for name, (targets, taught) in texts.items():
        arrays[f"{name}/nodes"] = np.array(
            json.dumps([[node.node_class, node.rows] for node in taught.nodes])
        )
        arrays[f"{name}/targets"] = targets.astype(np.float16)
        arrays[f"{name}/relations"] = taught.relations.astype(np.float16)
        arrays[f"{name}/qualifiers"] = taught.qualifiers.astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def read_taught(path: Path, prepared: Mapping[str, Any], window: int) -> list[Sample]:
    """A sample of each unannotated document; KeyError where the file has none of one."""
    samples = []
    with np.load(path) as file:
        for document in prepared["documents"]:
            if not document["annotated"]:
                name, f = document["name"], features(document, window)
                nodes = [Node(kind, rows, None) for kind, rows in json.loads(str(file[f"{name}/nodes"]))]
                taught = Taught(nodes, file[f"{name}/relations"], file[f"{name}/qualifiers"])
                targets = file[f"{name}/targets"].astype(np.float32)
                if document["nodes"]:
                    targets = corrected(targets, label(document, f, prepared).targets, prepared)
                sentences = int(f.sentence[-1]) + 1
                samples.append(Sample(f, document["candidates"], sentences, targets, taught=taught))
    return samples


def corrected(taught: np.ndarray, annotated: np.ndarray, prepared: Mapping[str, Any]) -> np.ndarray:
    """The taught shares with the actors of an annotation that holds all actors, and no themes.

    What is not annotated as an actor keeps the shares of the themes, and what was taught to be an actor
    there is neither.
    """
    classes = prepared["classes"]
    themes = [classes.index(name) for name in prepared["themes"]]
    rest = np.zeros_like(taught)
    rest[:, themes] = taught[:, themes]
    rest[:, 0] = 1 - rest.sum(1)
    actor = annotated.copy()
    actor[:, 0] = 0
    return actor + (1 - actor.sum(1, keepdims=True)) * rest


def apart(rows: Sequence[int], spans: np.ndarray) -> list[int]:
    """The rows, surest first, without those that share more than half of their tokens with a surer one."""
    kept: list[int] = []
    for row in rows:
        start, end = spans[row, :2]
        if all(2 * (min(end, e) - max(start, s)) <= max(end, e) - min(start, s) for s, e in spans[kept, :2]):
            kept.append(row)
    return kept
