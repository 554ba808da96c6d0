"""Write what a reader makes of the unannotated texts: `teach_again.py PREPARED READER OUT`.

READER is the folder of one that `export.py` wrote, such as the one that ships: where the large network cannot
be had, it teaches a new one of its own size what it was taught (`fit.py --taught` reads OUT). For the
interpreter of the project.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import own_texts
from labels import Taught
from parleygraph.extractors.learned import LearnedReader, NodeMentions, Reading
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.model import Document
from taught import choose_nodes, write_taught

# The odds of a chance that is rounded to 0 or 1 have no end.
NEAREST = 1e-6


def teach(
    reading: Reading, document: Mapping[str, Any], prepared: Mapping[str, Any]
) -> tuple[np.ndarray, Taught]:
    """Shares of the classes of a document's candidates, its nodes, and the scores of their pairs."""
    spans = document["features"]["spans"]
    nodes = choose_nodes(reading.classes, document, prepared)
    pairs = reading.score([NodeMentions(n.node_class, [tuple(spans[row]) for row in n.rows]) for n in nodes])
    if pairs is None:
        return reading.classes, Taught(nodes, np.zeros((0, len(reading.relations))), np.zeros((0, 2)))
    return reading.classes, Taught(nodes, _odds(pairs.chances), _odds(pairs.qualifiers))


def _odds(chances: np.ndarray) -> np.ndarray:
    kept = np.clip(chances, NEAREST, 1 - NEAREST)
    odds: np.ndarray = np.log(kept / (1 - kept))
    return odds


def main() -> None:
    """Read the reader, teach every unannotated document, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prepared", type=Path)
    parser.add_argument("reader", type=Path, help="the folder of the reader that teaches")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    prepared = json.loads(given.prepared.read_text(encoding="utf-8"))
    documents = {d["name"]: d for d in prepared["documents"] if not d["annotated"]}
    texts = [(own_texts.UNANNOTATED / f"{name}.txt").read_text(encoding="utf-8") for name in documents]
    docs = load_pipeline().pipe(Document(text).text for text in texts)
    reader = LearnedReader(given.reader)
    taught = {
        name: teach(reader.read(doc), documents[name], prepared)
        for name, doc in zip(documents, docs, strict=True)
    }
    write_taught(given.out, taught)
    print(f"{len(taught)} documents taught")


if __name__ == "__main__":
    main()
