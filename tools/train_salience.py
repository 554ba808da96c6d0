"""Learn `extractors/data/salience.json`: which candidates a careful reader writes down as actors.

Run as `python tools/train_salience.py ../shared` (the folder that holds `train` and `eval/score.py`; only
`train` and the texts of `train_reader/own_texts.py` are learned from, those among them of which the actors
alone are written down too). A candidate is right when the scorer aligns it with an annotated actor. Weights
are those of an L2-regularised logistic regression on all documents; quality is estimated on those of `train`,
by cross-validation over documents. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.extractors.salience import by_group
from parleygraph.model import Document
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from split import folds

sys.path.append(str(Path(__file__).resolve().parent / "train_reader"))
import own_texts

OWN = [*own_texts.read_all(), *own_texts.read_all_actors()]
# Our own annotations write down more or fewer actors; how many has a weight that is not kept. Those of actors
# alone are the most, by readers who thought of no statement in particular, and count half.
READERS = "reader:"
LESSER = 0.5
TARGET = Path(__file__).resolve().parents[1] / "extractors" / "data" / "salience.json"
STRENGTH = 0.15
FOLDS = 8
SMALLEST = 0.02
# Features of single words must occur in so many documents to have a weight.
LEXICAL, LEAST_DOCUMENTS = ("governor:", "modifier:"), 5
# What a head is, and below which word it stands, tells much where it is seen: its weights are shrunk less.
EMPHASIZED, EMPHASIS = ("governor:", "head:"), 2.0


def scorer(shared: Path) -> ModuleType:
    """The module of the scorer, which decides what aligns."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"there is no scorer in {shared / 'eval'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def node(index: int, actor: Actor, text_of: list[tuple[int, int]]) -> dict[str, object]:
    """The actor in the format of the scorer."""
    mentions = [
        {"start": text_of[m.start][0], "end": text_of[m.end - 1][1]}
        for m in actor.mentions
        if m.kind != "pronoun"
    ]
    return {"id": str(index), "class": actor.node_class.value, "label": actor.label, "mentions": mentions}


def annotated(shared: Path, without: int | None) -> list[tuple[str, dict[str, Any]]]:
    """The texts with their annotations: those of `shared/train` without that fold, then our own."""
    found = [
        (
            (shared / "train" / "texts" / f"{name}.txt").read_text(encoding="utf-8"),
            json.loads((shared / "train" / "gold" / f"{name}.json").read_text(encoding="utf-8")),
        )
        for name, fold in folds(shared).items()
        if fold != without
    ]
    return found + OWN


def examples(
    shared: Path, texts: list[tuple[str, dict[str, Any]]]
) -> tuple[list[dict[str, float]], list[bool], list[int], list[int]]:
    """Features, whether right, and document number of each candidate; the gold actors of each document."""
    score, nlp = scorer(shared), load_pipeline()
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    groups: list[int] = []
    totals: list[int] = []
    for number, (written, gold) in enumerate(texts):
        text = Document(written).text
        doc = nlp(text)
        offsets = [(t.idx, t.idx + len(t)) for t in doc]
        actors = [a for a in find_actors(doc) if any(m.kind != "pronoun" for m in a.mentions)]
        truth = [score.Node(n, text) for n in gold["nodes"]]
        totals.append(sum(n.kind == "Actor" for n in truth))
        one, _ = score.align([score.Node(node(i, a, offsets), text) for i, a in enumerate(actors)], truth)
        for index, actor in enumerate(actors):
            rows.append(by_group(actor.features, actor.group))
            right.append(str(index) in one)
            groups.append(number)
    return rows, right, groups, totals


def common(rows: list[dict[str, float]], groups: list[int]) -> list[dict[str, float]]:
    """The rows without the words that too few documents use."""
    documents: defaultdict[str, set[int]] = defaultdict(set)
    for row, group in zip(rows, groups, strict=True):
        for name in row:
            documents[name].add(group)
    return [
        {
            name: value
            for name, value in row.items()
            if not name.startswith(LEXICAL) or len(documents[name]) >= LEAST_DOCUMENTS
        }
        for row in rows
    ]


def main() -> None:
    """Train, cross-validate, and write the file with its card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder that holds train/ and eval/score.py")
    parser.add_argument("--without", type=int, metavar="FOLD", help="leave the documents of that fold out")
    parser.add_argument(
        "--out", type=Path, default=TARGET, help="the file to write, by default the one that ships"
    )
    given = parser.parse_args()
    texts = annotated(given.shared, given.without)
    rows, right, groups, totals = examples(given.shared, texts)
    rows = common(rows, groups)
    # Our own texts stand last; figures are given on the others.
    count = len(texts) - len(OWN)
    others, total = np.array(groups) < count, sum(totals[:count])
    counts = np.ones(len(rows))
    for number, (row, group) in enumerate(zip(rows, groups, strict=True)):
        if group >= count:
            whole = bool(texts[group][1]["statements"])
            row[READERS + ("statements" if whole else "actors")] = 1.0
            counts[number] = 1.0 if whole else LESSER
    vectorizer = DictVectorizer(sort=True)
    matrix, labels = vectorizer.fit_transform(rows), np.array(right)
    names = vectorizer.get_feature_names_out()
    scale = np.array([EMPHASIS if name.startswith(EMPHASIZED) else 1.0 for name in names])
    matrix = matrix.multiply(scale).tocsr()
    guess = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(matrix, labels, groups):
        fold = LogisticRegression(C=STRENGTH, max_iter=4000)
        fold.fit(matrix[train], labels[train], counts[train])
        guess[test] = fold.predict_proba(matrix[test])[:, 1]
    model = LogisticRegression(C=STRENGTH, max_iter=4000).fit(matrix, labels, counts)
    quality = {}
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        kept = (guess >= threshold) & others
        precision, recall = labels[kept].mean(), labels[kept].sum() / total
        quality[str(threshold)] = {
            "precision": round(float(precision), 3),
            "recall": round(float(recall), 3),
            "f1": round(float(2 * precision * recall / (precision + recall)), 3),
        }
    weights = dict(zip(names, (model.coef_[0] * scale).round(4).tolist(), strict=True))
    card = {
        "model": f"logistic regression on actor candidates, L2, C = {STRENGTH}, words times {EMPHASIS:g}",
        "data": f"{count} annotated documents that are not included, and {len(texts) - count} of our own "
        f"({len(rows)} candidates, {sum(right)} right of {sum(totals)} actors); quality on the former",
        "command": "python tools/train_salience.py ../shared",
        "cross_validated_by_threshold": quality,
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": {
            name: weights[name]
            for name in sorted(weights)
            if abs(weights[name]) >= SMALLEST and not name.startswith(READERS)
        },
    }
    given.out.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
