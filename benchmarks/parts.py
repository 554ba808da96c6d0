"""What each part of the extraction is worth: the F1 on held-out documents when it is left out.

    python benchmarks/parts.py [--reader FOLDER] [--append]

The documents are those of fold 0 of `tools/split.py`; FOLDER holds a reader that never saw them
(`make train` leaves it in `build/train/without-0/reader`, and a model of actors that never did beside it,
`salience.json`). Weights stay as they were fitted for all parts
together, so a part that others make up for looks small. `--append` writes the table into
`benchmarks/quality.md`. Exits with 2 where the material is absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from parleygraph.extractors import actors, decisions, extraction, nodes, settings
from parleygraph.extractors.learned import LearnedReader
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.extractors.salience import read_model
from parleygraph.extractors.settings import Settings
from parleygraph.extractors.weights import ActorWeights
from parleygraph.graph import Graph, Run
from parleygraph.graph.annotations import annotation_files
from parleygraph.model import Document
from quality import SHARED, write_section

ROOT = Path(__file__).resolve().parent.parent
READER = ROOT / "build" / "train" / "without-0" / "reader"
SHOWN = ("Actor", "Proposal", "Interest", "pairs", "statements")


def nothing(*_: Any) -> list[Any]:
    """What a part finds that is left out."""
    return []


def alone(doc: Any, clusters: Any) -> tuple[Any, list[Any]]:
    """The clusters as they are, and no links."""
    return clusters, []


# The name of a part, and what stands in its place: module, attribute, value.
PARTS: dict[str, list[tuple[Any, str, Any]]] = {
    "nothing": [],
    "frames of verbs, nouns and adjectives": [(extraction, "find_claims", nothing)],
    "guesses": [(extraction, "find_guesses", nothing)],
    "constructions": [(extraction, "find_constructions", nothing)],
    "conditions": [(extraction, "find_conditions", nothing)],
    "what actors do together": [(extraction, "find_together", nothing)],
    "who does and bears a deed": [(extraction, "find_affected", nothing)],
    "themes beside the word of a rule": [(decisions, "near", lambda claim, nodes: claim)],
    "affiliations": [(extraction, "find_affiliations", nothing)],
    "pronouns": [(actors, "link_pronouns", nothing)],
    "both sides": [(actors, "link_duals", alone)],
    "the reader's word on actors": [
        (extraction, "load_actor_weights", lambda: ActorWeights(0.0, 1.0, 0.0, 0.0))
    ],
    "leaving faint actors out": [(nodes, "FAINT", 0.0)],
    "settling contradictions in a sentence": [(extraction, "settle", lambda doc, kept: kept)],
}


def main() -> int:
    """Score the extraction whole, and without each part."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reader", type=Path, default=READER)
    parser.add_argument("--append", action="store_true", help="write the table into benchmarks/quality.md")
    options = parser.parse_args()
    salience = options.reader.parent / "salience.json"
    if not ((SHARED / "train" / "texts").is_dir() and options.reader.is_dir() and salience.is_file()):
        wanted = f"{SHARED / 'train'}, a reader in {options.reader} and {salience}"
        print(f"{wanted} are needed (make train)", file=sys.stderr)
        return 2
    model = read_model(salience)
    with patch.object(actors, "load_model", lambda: model):
        lines = list(table(LearnedReader(options.reader)))
    print("\n".join(lines))
    if options.append:
        write_section("## What each part is worth, on fold 0 of `train`", lines)
    return 0


def table(reader: LearnedReader) -> Iterator[str]:
    """The lines of the Markdown table."""
    sys.path += [str(SHARED / "eval"), str(ROOT / "tools")]
    import score  # type: ignore[import-not-found]
    from split import held_out  # type: ignore[import-not-found]

    names = held_out(SHARED)
    yield "| left out | actors | proposals | interests | pairs | statements | P | R |"
    yield "|---|---|---|---|---|---|---|---|"
    for part, places in PARTS.items():
        with ExitStack() as changes:
            changes.enter_context(patch.object(settings, "load_reader", lambda: reader))
            for module, name, value in places:
                changes.enter_context(patch.object(module, name, value))
            yield row(score, names, part, Settings())
    yield row(score, names, "the learned reader", Settings(learned=False))


def row(score: Any, names: list[str], part: str, chosen: Settings) -> str:
    """One line: F1 by kind, and precision and recall of the statements."""
    total: dict[str, tuple[int, ...]] = {}
    folder = SHARED / "train"
    documents = [Document((folder / "texts" / f"{n}.txt").read_text(encoding="utf-8"), n) for n in names]
    for found in extraction.extract_all(documents, load_pipeline(), chosen):
        graph = Graph([found], run=Run("", "", ""))
        (written,) = annotation_files(graph).values()
        name = found.document.name
        gold = json.loads((folder / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8")
        for kind, counts in score.score_doc(json.loads(written), gold, text)[0].items():
            before = total.get(kind, (0, 0, 0, 0))
            total[kind] = tuple(a + b for a, b in zip(before, counts, strict=True))
    figures = {kind: score.prf(*counts) for kind, counts in total.items()}
    shown = [f"{figures[kind]['f1']:.3f}" for kind in SHOWN]
    shown += [f"{figures['statements'][side]:.3f}" for side in ("p", "r")]
    return f"| {part} | {' | '.join(shown)} |"


if __name__ == "__main__":
    sys.exit(main())
