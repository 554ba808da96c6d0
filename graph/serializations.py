"""The RDF in its W3C syntaxes, byte for byte the same for the same graph.

Turtle, N-Triples and RDF/XML hold the union of the named graphs; TriG and N-Quads keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from . import xml
from .namespaces import PREFIXES
from .rdf import Triple, quads, union

if TYPE_CHECKING:
    from .graph import Graph

# The serializer writes prefixes in an order that it does not promise.
_HEADER: Final = re.compile(rb"(?:@[^\n]*\n)*")
_ROOT: Final = re.compile(rb"(<rdf:RDF)((?: xmlns:\w+=\"[^\"]*\")+)")
_NAMESPACE: Final = re.compile(rb" xmlns:\w+=\"[^\"]*\"")
# In Turtle a subject begins a line; in TriG it comes after one tab, and a graph begins the line.
_TURTLE_BLOCK: Final = re.compile(rb"^(?=[^\t\n])", re.MULTILINE)
_TRIG_BLOCK: Final = re.compile(rb"^(?=\t?[^\t\n}])", re.MULTILINE)


def turtle(graph: Graph) -> bytes:
    """The union in Turtle, each subject once, with prefixes and the base of the graph."""
    return _readable(
        _written(_triples(union(graph)), ox.RdfFormat.TURTLE, graph.base), graph.base, _TURTLE_BLOCK
    )


def trig(graph: Graph) -> bytes:
    """The named graphs in TriG, with prefixes and the base of the graph."""
    return readable_trig(quads(graph), graph.base)


def readable_trig(quads: Iterable[ox.Quad], base: str) -> bytes:
    """The quads, those of a subject together, in TriG for people."""
    return _readable(_written(quads, ox.RdfFormat.TRIG, base), base, _TRIG_BLOCK)


def ntriples(graph: Graph) -> bytes:
    """The union in canonical N-Triples, the lines sorted."""
    return _sorted(_written(_triples(union(graph)), ox.RdfFormat.N_TRIPLES))


def nquads(graph: Graph) -> bytes:
    """The named graphs in canonical N-Quads, the lines sorted."""
    return _sorted(_written(quads(graph), ox.RdfFormat.N_QUADS))


def rdfxml(graph: Graph) -> bytes:
    """The union in RDF/XML; a character that XML cannot hold becomes U+FFFD."""
    content = _written(_triples(map(_for_xml, union(graph))), ox.RdfFormat.RDF_XML)
    return _ROOT.sub(
        lambda match: match[1] + b"".join(sorted(_NAMESPACE.findall(match[2]))), content, count=1
    )


def _written(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], format: ox.RdfFormat, base: str | None = None
) -> bytes:
    return ox.serialize(statements, format=format, prefixes=PREFIXES, base_iri=base) or b""


def _readable(content: bytes, base: str, block: re.Pattern[bytes]) -> bytes:
    """Turtle or TriG with its prefixes by alphabet and an empty line before each block.

    The serializer escapes line ends in strings, so that a line is never inside of one.
    """
    header = [f"@base <{base}> ."]
    header += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(PREFIXES.items())]
    body = block.sub(b"\n", _HEADER.sub(b"", content, count=1))
    return "\n".join(header).encode() + b"\n" + body


def _sorted(content: bytes) -> bytes:
    return b"".join(sorted(content.splitlines(keepends=True)))


def _triples(triples: Iterable[Triple]) -> Iterator[ox.Triple]:
    return (ox.Triple(*triple) for triple in triples)


def _for_xml(triple: Triple) -> Triple:
    subject, predicate, value = triple
    if not isinstance(value, ox.Literal) or xml.is_safe(value.value):
        return triple
    return subject, predicate, ox.Literal(xml.safe(value.value))
