"""The RDF in its W3C syntaxes, byte for byte the same for the same graph.

Turtle, N-Triples and RDF/XML hold the union of the named graphs; TriG and N-Quads keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from . import xml
from .namespaces import PREFIXES
from .rdf import quads

if TYPE_CHECKING:
    from .graph import Graph

_UNUSED: Final = ("rdf",)


def turtle(graph: Graph) -> bytes:
    """The union in Turtle, each subject once, with prefixes and the base of the graph."""
    return _written(union(graph), ox.RdfFormat.TURTLE, graph.base)


def trig(graph: Graph) -> bytes:
    """The named graphs in TriG, with prefixes and the base of the graph."""
    return _written(quads(graph), ox.RdfFormat.TRIG, graph.base)


def ntriples(graph: Graph) -> bytes:
    """The union in canonical N-Triples, the lines sorted."""
    return _sorted(_written(union(graph), ox.RdfFormat.N_TRIPLES))


def nquads(graph: Graph) -> bytes:
    """The named graphs in canonical N-Quads, the lines sorted."""
    return _sorted(_written(quads(graph), ox.RdfFormat.N_QUADS))


def rdfxml(graph: Graph) -> bytes:
    """The union in RDF/XML; a character that XML cannot hold becomes U+FFFD."""
    return _written(map(_for_xml, union(graph)), ox.RdfFormat.RDF_XML)


def union(graph: Graph) -> list[ox.Triple]:
    """The triples of all named graphs, each once, those of one subject together."""
    by_subject: dict[ox.NamedNode, dict[ox.Triple, None]] = {}
    for quad in quads(graph):
        by_subject.setdefault(quad.subject, {})[quad.triple] = None
    return [triple for triples in by_subject.values() for triple in triples]


def _written(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], format: ox.RdfFormat, base: str | None = None
) -> bytes:
    prefixes = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in _UNUSED}
    return ox.serialize(statements, format=format, prefixes=prefixes, base_iri=base) or b""


def _sorted(content: bytes) -> bytes:
    return b"".join(sorted(content.splitlines(keepends=True)))


def _for_xml(triple: ox.Triple) -> ox.Triple:
    literal = triple.object
    if not isinstance(literal, ox.Literal) or xml.is_safe(literal.value):
        return triple
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(xml.safe(literal.value)))
