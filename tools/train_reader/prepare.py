"""Parse annotated documents into arrays: `prepare.py SHARED OUT` (the interpreter of the project).

SHARED holds `train/texts/NAME.txt`, `train/gold/NAME.json` and `eval/score.py`, which decides what aligns;
the texts of `own_texts.py` are added, and those of the folder `unannotated`, which nobody annotated.
OUT is one JSON file with the texts' features, the annotations' places in them, and all that the fit must know
of the ontology; each document has its fold of `tools/split.py`, our own none.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import own_texts
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.learned.candidates import KINDS
from parleygraph.extractors.learned.features import Columns, featurise
from parleygraph.extractors.learned.model import _TYPE, CLASSES
from parleygraph.extractors.learned.wordpiece import WordPiece
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.model import Document
from parleygraph.ontology import NodeClass, Relation
from spacy.tokens import Doc

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "extractors" / "data" / "reader" / "vocab.txt"
# A label seen less often shares the column of all others: it would have too little to learn from.
LEAST_SEEN = 20
MENTION_KINDS = {"pronoun": "pronoun", "name": "entity", "nominal": "noun"}


def names(labels: Iterable[str]) -> list[str]:
    """The labels in use, sorted; first the empty one, which stands for every other."""
    return ["", *sorted(label for label, n in Counter(labels).items() if label and n >= LEAST_SEEN)]


def allowed() -> list[list[list[int]]]:
    """1 where the ontology has a relation from an actor or a theme to an actor or a theme, by relation."""
    ends = [[c for c in NodeClass if c.is_actor], [c for c in NodeClass if not c.is_actor]]
    return [[[int(bool(r.domain & {*s} and r.range & {*o})) for r in Relation] for o in ends] for s in ends]


def align(doc: Doc, gold: dict[str, Any], actors: list[Actor], score: Any) -> dict[str, str]:
    """The annotated node that each found actor is, by the scorer's alignment."""
    ours = []
    for number, actor in enumerate(actors):
        spans = [doc[m.start : m.end] for m in actor.mentions if m.kind != "pronoun"]
        mentions = [{"start": s.start_char, "end": s.end_char} for s in spans]
        entry = {"id": str(number), "class": actor.node_class.value, "label": actor.label}
        ours.append(score.Node(entry | {"mentions": mentions}, doc.text))
    best: dict[str, str] = score.align(ours, [score.Node(node, doc.text) for node in gold["nodes"]])[1]
    return best


def prepare(doc: Doc, gold: dict[str, Any], split: WordPiece, columns: Columns, score: Any) -> dict[str, Any]:
    """One document: its features with the actors' mentions among the spans, its actors and annotations."""
    features = featurise(doc, split, columns)
    arrays = {name: value.tolist() for name, value in dataclasses.asdict(features).items()}
    candidates, spans = len(features.spans), arrays["spans"]
    known = {(row[0], row[1]): number for number, row in reversed(list(enumerate(spans)))}
    found = find_actors(doc)
    best = align(doc, gold, found, score)
    actors = []
    for number, actor in enumerate(found):
        rows = set()
        for m in actor.mentions:
            if (m.start, m.end) not in known:
                known[m.start, m.end] = len(spans)
                spans.append([m.start, m.end, m.root, KINDS.index(MENTION_KINDS[m.kind])])
            rows.add(known[m.start, m.end])
        entry = {"class": actor.node_class.value, "rows": sorted(rows)}
        actors.append(entry | {"salience": actor.salience, "gold": best.get(str(number))})
    nodes = [
        {
            "id": node["id"],
            "class": node["class"],
            "places": sorted({place for m in node["mentions"] for place in score.find_all(doc.text, m)}),
        }
        for node in gold["nodes"]
    ]
    statements = []
    for s in gold["statements"]:
        first = doc.text.find(s["evidence"])
        places = score.find_all(doc.text, s["evidence"]) or [(first, first + len(s["evidence"]))]
        statement = {"subject": s["s"], "relation": s["r"], "object": s["o"], "places": places}
        qualifiers = {"negated": s["polarity"] == "-", "uncertain": s["certainty"] == "uncertain"}
        statements.append(statement | qualifiers)
    return {
        "name": gold["doc"],
        "features": arrays,
        "candidates": candidates,
        "tokens": [(t.idx, t.idx + len(t)) for t in doc],
        "actors": actors,
        "nodes": nodes,
        "statements": statements,
    }


def main() -> None:
    """Write the prepared documents, in the order of their names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, help="the folder that holds train/ and eval/score.py")
    parser.add_argument("out", type=Path, help="the JSON file to write")
    given = parser.parse_args()
    sys.path += [str(given.shared / "eval"), str(ROOT / "tools")]
    import score  # type: ignore[import-not-found]
    from split import folds

    folder = given.shared / "train"
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "gold").glob("*.json"))]
    texts = [(folder / "texts" / f"{gold['doc']}.txt").read_text(encoding="utf-8") for gold in golds]
    for text, gold in own_texts.read_all():
        texts.append(text)
        golds.append(gold)
    annotated = len(texts)
    actors = {gold["doc"]: gold["nodes"] for _, gold in own_texts.read_all_actors()}
    for path in sorted(own_texts.UNANNOTATED.glob("*.txt")):
        texts.append(path.read_text(encoding="utf-8"))
        golds.append({"doc": path.stem, "nodes": actors.get(path.stem, []), "statements": []})
    docs = list(load_pipeline().pipe(Document(text).text for text in texts))
    tokens = [token for doc in docs for token in doc]
    labels = {
        "pos": names(t.pos_ for t in tokens),
        "dep": names(t.dep_ for t in tokens),
        "ent": names(t.ent_type_ for t in tokens),
    }
    split, columns, fold = WordPiece.read(VOCABULARY), Columns.of(**labels), folds(given.shared)
    documents = [
        prepare(doc, gold, split, columns, score)
        | {"fold": fold.get(gold["doc"]), "annotated": number < annotated}
        for number, (doc, gold) in enumerate(zip(docs, golds, strict=True))
    ]
    prepared = {
        "settings": {"relations": [r.value for r in Relation], **labels},
        "symmetric": [r.value for r in Relation if r.symmetric],
        "allowed": allowed(),
        "classes": list(CLASSES),
        "types": _TYPE,
        "themes": [c.value for c in NodeClass if not c.is_actor],
        "kinds": len(KINDS),
        "documents": documents,
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(prepared, separators=(",", ":")), encoding="utf-8")
    statements = sum(len(d["statements"]) for d in documents)
    ours, others = annotated - len(fold), len(documents) - annotated
    print(
        f"{annotated} annotated documents ({ours} our own) with {statements} statements, "
        f"and {others} others; {len(tokens)} tokens"
    )


if __name__ == "__main__":
    main()
