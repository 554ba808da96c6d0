"""What the page says of the graph, as plain data: the entries of the legend and the evidence.

Nodes, statements, documents and passages refer to each other by index, which keeps the page
small and text from articles out of every place where it could be taken for a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..model import Document, Node, Statement
from ..ontology import Certainty, NodeClass, Polarity, Relation
from .passages import Passages
from .picture import degrees
from .run import Run

Entries = list[dict[str, Any]]


class Shown(Protocol):
    """What a page needs of a graph."""

    @property
    def documents(self) -> Sequence[Document]: ...

    @property
    def nodes(self) -> Sequence[Node]: ...

    @property
    def statements(self) -> Sequence[Statement]: ...

    @property
    def skipped(self) -> Sequence[str]: ...

    @property
    def run(self) -> Run: ...


def web_address(url: str | None) -> str | None:
    """The address if a reader may be sent there, which is for http and https only."""
    if not url or re.search(r"[\s\x00-\x1f\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def legend(graph: Shown) -> dict[str, Entries]:
    """The groups of the legend, each entry with its name, its colour if any, what it means and its count."""
    classes = Counter(node.node_class for node in graph.nodes)
    families = Counter(statement.relation.family for statement in graph.statements)
    polarity = Counter(statement.polarity for statement in graph.statements)
    certainty = Counter(statement.certainty for statement in graph.statements)
    members: dict[str, list[Relation]] = {}
    for relation in Relation:
        members.setdefault(relation.family, []).append(relation)
    return {
        "class": [_entry(c, classes[c]) | {"kind": c.kind, "color": c.color} for c in NodeClass],
        "family": [
            {
                "key": family,
                "label": family,
                "note": ", ".join(relation.label for relation in relations),
                "count": families[family],
                "color": relations[0].color,
            }
            for family, relations in members.items()
        ],
        "polarity": [_entry(p, polarity[p]) for p in Polarity],
        "certainty": [_entry(c, certainty[c]) for c in Certainty],
    }


def _entry(term: NodeClass | Polarity | Certainty, count: int) -> dict[str, Any]:
    return {"key": term.value, "label": term.label, "note": term.definition, "count": count}


def details(graph: Shown) -> dict[str, Any]:
    """What the panel shows: classes, relations, documents, passages, nodes and statements."""
    passages = Passages(graph.documents)
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    degree = degrees(graph.statements)
    return {
        "classes": {c.value: {"label": c.label, "kind": c.kind, "color": c.color} for c in NodeClass},
        "relations": {r.value: {"label": r.label, "family": r.family, "color": r.color} for r in Relation},
        "documents": [_document(document) for document in graph.documents],
        "statements": [_statement(statement, index, passages) for statement in graph.statements],
        "nodes": [_node(node, passages) | {"degree": degree[node.id]} for node in graph.nodes],
        # Filled by the two above.
        "passages": passages.rows,
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title or document.name,
        "date": document.date,
        "author": document.author,
        "publisher": document.publisher,
        "url": web_address(document.url),
        "language": document.language,
    }


def _node(node: Node, passages: Passages) -> dict[str, Any]:
    return {
        "label": node.label,
        "class": node.node_class.value,
        "aliases": node.aliases,
        "wikidata": node.wikidata,
        "iso3166": node.iso3166,
        "mentions": [passages.place(mention) for mention in node.mentions],
    }


def _statement(statement: Statement, index: Mapping[str, int], passages: Passages) -> dict[str, Any]:
    return {
        "s": index[statement.subject],
        "r": statement.relation.value,
        "o": index[statement.object],
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "sources": [index[source] for source in statement.sources],
        "quote": passages.place(statement.evidence),
        "condition": passages.place(statement.condition) if statement.condition else None,
        "date": statement.date,
        "confidence": statement.confidence,
        "stage": statement.stage,
    }
