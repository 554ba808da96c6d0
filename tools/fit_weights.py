"""Fit `extractors/data/weights.json`: how far to trust rules, affiliations and the learned reader.

    python tools/fit_weights.py ../shared FOLDER [FOLDER ...]

A FOLDER is named `without-N` after the fold of documents that it has not seen. It holds `reader/`, trained
without them (see `tools/train_reader/`), and `salience.json`, the weights of actors, likewise
(`tools/train_salience.py --without N --out FOLDER/salience.json`); the weights are fitted on those
documents. Three sets are made: whether an actor is written down, and statements, for rules and reader
together and for the rules alone. Prints the figures by cross-validation over documents, with the reliability
of the probabilities.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from parleygraph.extractors import actors, extraction
from parleygraph.extractors.actors import find_actors
from parleygraph.extractors.extraction import find_decisions
from parleygraph.extractors.learned import LearnedReader
from parleygraph.extractors.nodes import Nodes
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.extractors.salience import SalienceModel, read_model
from parleygraph.extractors.themes import Themes
from parleygraph.extractors.weights import ActorWeights, features, load_actor_weights, log_odds
from parleygraph.model import Document
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from split import held_out
from train_salience import node, scorer

FOLDS, STRENGTH = 6, 0.3
THRESHOLDS = np.arange(0.1, 0.42, 0.02)
# F1 hardly changes about its best; of what is as good, fewer and surer statements are better.
ALIKE = 0.0025
TARGET = Path(__file__).resolve().parent.parent / "extractors" / "data" / "weights.json"


class HeldOut(NamedTuple):
    """Documents, parsed, with their annotations; and a reader and a model of actors that never saw them."""

    documents: list[tuple[Doc, dict[str, Any]]]
    reader: LearnedReader
    salience: SalienceModel


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


def read_held_out(shared: Path, folder: Path) -> HeldOut:
    """What FOLDER holds, and the documents that it has not seen; ValueError where its name has no fold."""
    _, _, fold = folder.name.rpartition("without-")
    nlp, found = load_pipeline(), []
    for name in held_out(shared, int(fold)):
        text = (shared / "train" / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        gold = json.loads((shared / "train" / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        found.append((nlp(Document(text).text), gold))
    return HeldOut(found, LearnedReader(folder / "reader"), read_model(folder / "salience.json"))


def numbered(parts: Sequence[HeldOut]) -> Iterator[tuple[int, Doc, dict[str, Any], LearnedReader]]:
    """Each document with a number of its own and the reader of its part, whose model of actors is put in."""
    number = 0
    for part in parts:
        actors.load_model = lambda model=part.salience: model
        for doc, gold in part.documents:
            yield number, doc, gold, part.reader
            number += 1


def fit_actors(shared: Path, parts: Sequence[HeldOut]) -> ActorWeights:
    """How far to trust the rules' salience and the reader's chances; prints F1 by cross-validation."""
    score = scorer(shared)
    found, truth, groups, total = [], [], [], 0
    for number, doc, gold, reader in numbered(parts):
        nodes = Nodes(doc, find_actors(doc), Themes(doc))
        reading, offsets = reader.read(doc), [(t.idx, t.idx + len(t)) for t in doc]
        named = [n for n, a in enumerate(nodes.actors) if any(m.kind != "pronoun" for m in a.mentions)]
        ours = [score.Node(node(n, nodes.actors[n], offsets), doc.text) for n in named]
        annotated = [score.Node(entry, doc.text) for entry in gold["nodes"]]
        right, _ = score.align(ours, annotated)
        total += sum(entry.kind == "Actor" for entry in annotated)
        chances = reading.chances(nodes.mentions()[: len(nodes.actors)])
        for n in named:
            evidence = nodes.actors[n].salience, *chances[n]
            found.append([log_odds(chance) for chance in evidence])
            truth.append(str(n) in right)
            groups.append(number)
    x, y, fold = np.array(found), np.array(truth), np.array(groups) % FOLDS
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        chance[fold == k] = (
            LogisticRegression().fit(x[fold != k], y[fold != k]).predict_proba(x[fold == k])[:, 1]
        )
    print("actors")
    for threshold in (0.25, 0.35, 0.4, 0.45, 0.5):
        kept = chance >= threshold
        f1 = 2 * int(y[kept].sum()) / (int(kept.sum()) + total)
        print(f"  threshold {threshold:.2f}: kept {kept.sum()}, right {y[kept].sum()}, F1 {f1:.3f}")
    report(chance, y)
    model = LogisticRegression().fit(x, y)
    return ActorWeights(float(model.intercept_[0]), *map(float, model.coef_[0]))


def rows(
    shared: Path, parts: Sequence[HeldOut], *, learned: bool
) -> tuple[list[dict[str, float]], list[bool], list[int], int]:
    """Features, truth and document of every decision in the documents; how many gold statements.

    Left out is what is about a faint actor: by default it is not written, however sure it is.
    """
    score = scorer(shared)
    found: list[dict[str, float]] = []
    truth: list[bool] = []
    groups: list[int] = []
    gold_count = 0
    for number, doc, gold, reader in numbered(parts):
        nodes, decisions, _ = find_decisions(doc, reader.read(doc) if learned else None, strict=True)
        best = gold_keys(score, nodes, doc, gold)
        keys = {score.key(s["s"], s["r"], s["o"]) for s in gold["statements"]}
        gold_count += len(keys)
        for d in decisions:
            if nodes.faint(d.subject, d.object):
                continue
            key = score.key(best.get(d.subject, "?s"), d.relation.value, best.get(d.object, "?o"))
            found.append(features(d, nodes, learned=learned))
            truth.append(key in keys)
            groups.append(number)
    return found, truth, groups, gold_count


def fit(found: list[dict[str, float]], truth: list[bool], groups: list[int], gold: int) -> dict[str, Any]:
    """The weights, and by cross-validation the highest threshold with an F1 as good as the best."""
    vectorizer = DictVectorizer()
    x, y, fold = vectorizer.fit_transform(found), np.array(truth), np.array(groups) % FOLDS
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(x[fold != k], y[fold != k])
        chance[fold == k] = model.predict_proba(x[fold == k])[:, 1]
    f1 = {}
    for threshold in map(float, THRESHOLDS):
        kept = chance >= threshold
        f1[threshold] = 2 * int(y[kept].sum()) / max(1, int(kept.sum()) + gold)
        print(
            f"  threshold {threshold:.2f}: kept {kept.sum()}, right {y[kept].sum()}, F1 {f1[threshold]:.3f}"
        )
    best = max(threshold for threshold, value in f1.items() if value >= max(f1.values()) - ALIKE)
    report(chance, y)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(x, y)
    names = vectorizer.get_feature_names_out()
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "threshold": round(best, 2),
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
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument(
        "--keep-actors", action="store_true", help="fit decisions alone, with the weights of actors that ship"
    )
    given = parser.parse_args()
    parts = [read_held_out(given.shared, folder) for folder in given.folders]
    trust = load_actor_weights() if given.keep_actors else fit_actors(given.shared, parts)
    extraction.load_actor_weights = lambda: trust
    made: dict[str, Any] = {"made_by": "python tools/fit_weights.py ../shared FOLDER ..."}
    if given.keep_actors:
        made["made_by"] += " --keep-actors"
    made["actors"] = {name: round(value, 4) for name, value in dataclasses.asdict(trust).items()}
    for name in ("learned", "rules"):
        print(name)
        made[name] = fit(*rows(given.shared, parts, learned=name == "learned"))
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
