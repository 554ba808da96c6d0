"""Fit `extractors/data/weights.json`: how far to trust rules, affiliations and the learned reader.

    python tools/fit_weights.py ../shared READER_FOLDER

READER_FOLDER holds a reader that was trained without the held-out documents (see
`tools/train_reader/`); the weights are fitted on those. Two sets are made, one for rules and
reader together, one for the rules alone. Prints the figures by cross-validation over documents,
with the reliability of the probabilities.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from parleygraph.extractors.extraction import find_decisions
from parleygraph.extractors.learned import LearnedReader
from parleygraph.extractors.nodes import Nodes
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.extractors.weights import features
from parleygraph.model import Document
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from split import held_out

FOLDS, STRENGTH = 6, 0.3
THRESHOLDS = np.arange(0.1, 0.42, 0.02)
TARGET = Path(__file__).resolve().parent.parent / "extractors" / "data" / "weights.json"


def gold_keys(score: Any, nodes: Nodes, doc: Doc, gold: dict[str, Any]) -> dict[int, str]:
    """The gold node that each of our nodes is, by the scorer's alignment."""
    ours = []
    for number in range(len(nodes.actors) + len(nodes.themes)):
        spans = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b, _ in nodes.spans(number)]
        longest = max(spans, key=lambda span: span[1] - span[0])
        label = doc.text[slice(*longest)] if nodes.theme(number) else nodes.actors[number].label
        entry = {"id": str(number), "class": nodes.node_class(number).value, "label": label}
        entry["mentions"] = [{"start": start, "end": end} for start, end in spans]
        ours.append(score.Node(entry, doc.text))
    best = score.align(ours, [score.Node(node, doc.text) for node in gold["nodes"]])[1]
    return {int(number): node for number, node in best.items()}


def rows(
    shared: Path, reader: LearnedReader | None
) -> tuple[list[dict[str, float]], list[bool], list[int], int]:
    """Features, truth and document of every decision in the held-out documents; how many gold statements."""
    sys.path.insert(0, str(shared / "eval"))
    import score  # type: ignore[import-not-found]

    nlp = load_pipeline()
    found: list[dict[str, float]] = []
    truth: list[bool] = []
    groups: list[int] = []
    gold_count = 0
    for number, name in enumerate(held_out(shared)):
        gold = json.loads((shared / "train" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        doc = nlp(Document((shared / "train" / "texts" / f"{name}.txt").read_text(encoding="utf-8")).text)
        nodes, decisions, _ = find_decisions(doc, reader.read(doc) if reader is not None else None)
        best = gold_keys(score, nodes, doc, gold)
        keys = {score.key(s["s"], s["r"], s["o"]) for s in gold["statements"]}
        gold_count += len(keys)
        for d in decisions:
            key = score.key(best.get(d.subject, "?s"), d.relation.value, best.get(d.object, "?o"))
            found.append(features(d, nodes, learned=reader is not None))
            truth.append(key in keys)
            groups.append(number)
    return found, truth, groups, gold_count


def fit(found: list[dict[str, float]], truth: list[bool], groups: list[int], gold: int) -> dict[str, Any]:
    """The weights, and the threshold with the best F1 by cross-validation."""
    vectorizer = DictVectorizer()
    x, y, fold = vectorizer.fit_transform(found), np.array(truth), np.array(groups) % FOLDS
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(x[fold != k], y[fold != k])
        chance[fold == k] = model.predict_proba(x[fold == k])[:, 1]
    best = (0.0, 0.0)
    for threshold in THRESHOLDS:
        kept = chance >= threshold
        f1 = 2 * int(y[kept].sum()) / max(1, int(kept.sum()) + gold)
        print(f"  threshold {threshold:.2f}: kept {kept.sum()}, right {y[kept].sum()}, F1 {f1:.3f}")
        best = max(best, (f1, float(threshold)))
    report(chance, y)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(x, y)
    names = vectorizer.get_feature_names_out()
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "threshold": round(best[1], 2),
        "features": weights,
    }


def report(chance: np.ndarray, truth: np.ndarray) -> None:
    """The reliability curve, and the expected calibration error over ten bins of equal width."""
    bins: defaultdict[int, list[int]] = defaultdict(list)
    for i, value in enumerate(chance):
        bins[min(int(value * 10), 9)].append(i)
    error = 0.0
    for b in sorted(bins):
        mean, right = chance[bins[b]].mean(), truth[bins[b]].mean()
        error += abs(mean - right) * len(bins[b]) / len(chance)
        print(f"  {len(bins[b]):6} decisions, confidence {mean:.2f}, right {right:.2f}")
    print(f"  expected calibration error {error:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("reader", type=Path)
    given = parser.parse_args()
    made: dict[str, Any] = {"made_by": "python tools/fit_weights.py ../shared READER_FOLDER"}
    for name, reader in (("learned", LearnedReader(given.reader)), ("rules", None)):
        print(name)
        made[name] = fit(*rows(given.shared, reader))
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
