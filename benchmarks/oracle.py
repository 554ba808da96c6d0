"""How well the learned reader relates nodes that are given: the annotated ones, with all their mentions.

    python benchmarks/oracle.py [--set eval|train] [--reader FOLDER] [--fold NUMBER]

Beside the figures of `quality.py` this says what holds the extraction back: nodes, where the two are far
apart, or else relations. No rule takes part. The threshold is the one with the best F1 on the set, so the
figure is a little too kind. Exits with 2 where the material is absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from parleygraph.extractors.learned import LearnedReader, NodeMentions, load_reader
from parleygraph.extractors.learned.candidates import KINDS
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.model import Document
from parleygraph.ontology import NodeClass, Relation
from spacy.tokens import Doc

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LEAST = 0.01


def main() -> int:
    """Relate, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--set", dest="name", choices=("eval", "train"), default="eval")
    parser.add_argument("--reader", type=Path, help="the folder of a reader; without it, the one that ships")
    parser.add_argument("--fold", type=int, help="only the documents of that fold of tools/split.py")
    options = parser.parse_args()
    if not (SHARED / options.name / "texts").is_dir():
        print(
            f"No annotated texts in {SHARED}: put the folder `shared` beside the checkout.", file=sys.stderr
        )
        return 2
    sys.path += [str(SHARED / "eval"), str(ROOT / "tools")]
    import score  # type: ignore[import-not-found]
    from split import folds  # type: ignore[import-not-found]

    names = sorted(path.stem for path in (SHARED / options.name / "gold").glob("*.json"))
    if options.fold is not None:
        names = [name for name in names if folds(SHARED)[name] == options.fold]
    f1, threshold, precision, recall = measure(
        score, options.name, names, LearnedReader(options.reader) if options.reader else load_reader()
    )
    print(
        f"{len(names)} documents, gold nodes given, the reader alone: "
        f"F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}) at {threshold:.2f}"
    )
    return 0


def measure(
    score: Any, name: str, documents: list[str], reader: LearnedReader
) -> tuple[float, float, float, float]:
    """F1, threshold, precision and recall on those documents of the set `name`; `score` is the scorer."""
    folder = SHARED / name
    nlp = load_pipeline()
    scored: list[tuple[float, bool, bool]] = []
    core = 0
    for document in documents:
        text = Document((folder / "texts" / f"{document}.txt").read_text(encoding="utf-8")).text
        gold = json.loads((folder / "gold" / f"{document}.json").read_text(encoding="utf-8"))
        found, annotated = relate(score, reader, nlp(text), gold)
        core += sum(annotated.values())
        scored += [(chance, key in annotated, annotated.get(key, False)) for key, chance in found.items()]
    return best(scored, core)


def relate(
    score: Any, reader: LearnedReader, doc: Doc, gold: dict[str, Any]
) -> tuple[dict[tuple[str, str, str], float], dict[tuple[str, str, str], bool]]:
    """The chance of every statement between annotated nodes, and the annotated ones, True where core."""
    nodes, ids = [], []
    for node in gold["nodes"]:
        rows = []
        for start, end in sorted({p for m in node["mentions"] for p in score.find_all(doc.text, m)}):
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                kind = "entity" if any(t.pos_ == "PROPN" for t in span) else "noun"
                rows.append((span.start, span.end, span.root.i, KINDS.index(kind)))
        if rows:
            nodes.append(NodeMentions(node["class"], rows))
            ids.append(node["id"])
    classes = {node["id"]: NodeClass(node["class"]) for node in gold["nodes"]}
    found: dict[tuple[str, str, str], float] = {}
    for pair in reader.read(doc).relate(nodes, LEAST).rows():
        subject, obj = ids[pair.subject], ids[pair.object]
        relation = Relation(reader.relations[pair.relation])
        if relation.allows(classes[subject], classes[obj]):
            key = score.key(subject, relation.value, obj)
            found[key] = max(found.get(key, 0.0), pair.chance)
    annotated: dict[tuple[str, str, str], bool] = {}
    for s in gold["statements"]:
        key = score.key(s["s"], s["r"], s["o"])
        annotated[key] = annotated.get(key, False) or s.get("core", True)
    return found, annotated


def best(scored: list[tuple[float, bool, bool]], core: int) -> tuple[float, float, float, float]:
    """The best F1 over all thresholds, the threshold, precision and recall (over what both readers wrote)."""
    rows = np.array(sorted(scored, reverse=True))
    precision = np.cumsum(rows[:, 1]) / np.arange(1, len(rows) + 1)
    recall = np.cumsum(rows[:, 2]) / max(core, 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    at = int(f1.argmax())
    return float(f1[at]), float(rows[at, 0]), float(precision[at]), float(recall[at])


if __name__ == "__main__":
    sys.exit(main())
