"""The RDF in its W3C syntaxes, byte for byte the same for the same graph.

Turtle, N-Triples and RDF/XML hold the union of the named graphs; TriG and N-Quads keep them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from . import turtle as text
from . import xml
from .namespaces import PREFIXES
from .rdf import Triple, named_blocks, quads, union

if TYPE_CHECKING:
    from .graph import Graph

# The serializer writes prefixes in an order that it does not promise.
_HEADER: Final = re.compile(rb"(?:@[^\n]*\n)*")
_ROOT: Final = re.compile(rb"(<rdf:RDF)((?: xmlns:\w+=\"[^\"]*\")+)")
_NAMESPACE: Final = re.compile(rb" xmlns:\w+=\"[^\"]*\"")
# A graph begins a line, and a subject comes after one tab.
_BLOCK: Final = re.compile(rb"^(?=\t?[^\t\n}])", re.MULTILINE)


def turtle(graph: Graph) -> bytes:
    """The union in Turtle, each subject once, with prefixes and the base of the graph."""
    return "".join(text.turtle(text.union(named_blocks(graph)), graph.base)).encode()


def trig(graph: Graph) -> bytes:
    """The named graphs in TriG, with prefixes and the base of the graph."""
    return "".join(trig_pieces(graph)).encode()


def trig_pieces(graph: Graph) -> Iterator[str]:
    """What `trig` gives, in pieces, so that it need not be in memory all at once."""
    return text.trig(named_blocks(graph), graph.base)


def trig_and_turtle(graph: Graph) -> Iterator[bytes]:
    """What `trig` and then what `turtle` gives, for the price of little more than one of them."""
    graphs = [(name, list(blocks)) for name, blocks in named_blocks(graph)]
    yield "".join(text.trig(graphs, graph.base)).encode()
    yield "".join(text.turtle(text.union(graphs), graph.base)).encode()


def readable_trig(quads: Iterable[ox.Quad], base: str) -> bytes:
    """The quads, those of a subject together, in TriG as `trig` writes it."""
    # The serializer escapes line ends in strings, so that a line is never inside of one.
    body = _BLOCK.sub(b"\n", _HEADER.sub(b"", _written(quads, ox.RdfFormat.TRIG, base), count=1))
    return text.header(base).encode() + body


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


def _sorted(content: bytes) -> bytes:
    return b"".join(sorted(content.splitlines(keepends=True)))


def _triples(triples: Iterable[Triple]) -> Iterator[ox.Triple]:
    return (ox.Triple(*triple) for triple in triples)


def _for_xml(triple: Triple) -> Triple:
    subject, predicate, value = triple
    if not isinstance(value, ox.Literal) or xml.is_safe(value.value):
        return triple
    return subject, predicate, ox.Literal(xml.safe(value.value))
