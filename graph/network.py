"""The graph as a network: nodes with class and colour, an edge a statement with all it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import networkx as nx

from ..model import Node, Statement

if TYPE_CHECKING:
    from .graph import Graph

type Attributes = dict[str, Any]


def to_network(graph: Graph) -> nx.MultiDiGraph[str]:
    """A multigraph whose nodes are named by identifier and whose edges have the statements' as keys.

    Values are strings, numbers and tuples of strings, and None where something is not known.
    A symmetric relation is one edge, in the direction in which it was stated.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    counts = Counter(end for st in graph.statements for end in {st.subject, st.object})
    for node in graph.nodes:
        network.add_node(node.id, **_node(node, counts[node.id]))
    for statement in graph.statements:
        network.add_edge(statement.subject, statement.object, key=statement.id, **_edge(graph, statement))
    return network


def flat(attributes: Attributes) -> Attributes:
    """The attributes as formats of plain values hold them: tuples joined, what is None left out."""
    return {
        name: "; ".join(value) if isinstance(value, tuple) else value
        for name, value in attributes.items()
        if value is not None
    }


def _node(node: Node, statements: int) -> Attributes:
    return {
        "label": node.label,
        "node_class": node.node_class.value,
        "kind": node.node_class.kind,
        "color": node.node_class.color,
        "aliases": node.aliases,
        "wikidata": node.wikidata,
        "iso3166": node.iso3166,
        "mentions": len(node.mentions),
        "documents": len({mention.document.id for mention in node.mentions}),
        "statements": statements,
    }


def _edge(graph: Graph, statement: Statement) -> Attributes:
    evidence = statement.evidence
    return {
        "label": statement.relation.label,
        "relation": statement.relation.value,
        "family": statement.relation.family,
        "color": statement.relation.color,
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "sources": statement.sources,
        "source_labels": tuple(graph.node(source).label for source in statement.sources),
        "condition": None if statement.condition is None else statement.condition.quotation,
        "date": statement.date,
        "document": evidence.document.name,
        "document_id": evidence.document.id,
        "document_date": evidence.document.date,
        "evidence_start": evidence.start,
        "evidence_end": evidence.end,
        "quotation": evidence.quotation,
        "sentence": evidence.sentence_text,
        "confidence": statement.confidence,
        "stage": statement.stage,
    }
