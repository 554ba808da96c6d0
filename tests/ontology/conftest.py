"""An invented dispute over a river, written by hand in `case.json`, as a graph.

Quotations, names and conditions in the file are words of the text; their offsets are found here.
A node of a document has the identifier `{kind}/{document id}/{key}`, an actor `actor/{key}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Evidence, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

CASE = Path(__file__).with_name("case.json")


def _extractions() -> Iterator[Extraction]:
    case = json.loads(CASE.read_text(encoding="utf-8"))
    for entry in case["documents"]:
        document = Document(**{key: entry[key] for key in ("text", "name", "title", "date", "publisher")})
        ids = {key: f"actor/{key}" for key in case["actors"]}
        ids |= {key: f"{node['class'].lower()}/{document.id}/{key}" for key, node in entry["nodes"].items()}
        nodes = (
            _node(document, ids[key], node) for key, node in {**case["actors"], **entry["nodes"]}.items()
        )
        yield Extraction(
            document,
            tuple(node for node in nodes if node.mentions),
            tuple(_statement(document, ids, *statement) for statement in entry["statements"]),
        )


def _node(document: Document, node_id: str, node: dict[str, Any]) -> Node:
    spans = {m.span() for name in node["names"] for m in re.finditer(re.escape(name), document.text)}
    aliases = sorted(set(node["names"]) - {node["label"]})
    mentions = tuple(document.quote(*span) for span in sorted(spans))
    return Node(node_id, NodeClass(node["class"]), node["label"], mentions, tuple(aliases))


def _statement(
    document: Document, ids: dict[str, str], s: str, r: str, o: str, words: str, more: dict[str, Any]
) -> Statement:
    evidence = _quote(document, words)
    return Statement(
        ids[s],
        Relation(r),
        ids[o],
        evidence,
        polarity=Polarity(more.get("polarity", "positive")),
        certainty=Certainty(more.get("certainty", "asserted")),
        sources=tuple(ids[key] for key in more.get("sources", [])),
        condition=_quote(document, more["condition"]) if "condition" in more else None,
        date=more.get("date"),
    )


def _quote(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    end = start + len(words)
    sentence = document.text.rfind(". ", 0, start) + 1, document.text.index(".", end - 1) + 1
    return document.quote(start, end, (sentence[0] + (sentence[0] > 0), sentence[1]))


@pytest.fixture(scope="session")
def river() -> Graph:
    """The graph of the dispute."""
    return Graph(_extractions(), run=Run(version="0.1.0", model="by-hand", model_version="1"))


@pytest.fixture(scope="session")
def river_store(river: Graph) -> ox.Store:
    """The RDF of the dispute, read back from what the graph writes."""
    store = ox.Store()
    store.load(river.serialize("trig"), format=ox.RdfFormat.TRIG)
    return store
