"""The named graphs in TriG of RDF 1.2, in which a statement node says which triple it is about.

To what TriG holds, each statement adds `rdf:reifies` with the triple of its ends as a triple
term: `<<( actor relation proposal )>>`. A triple term asserts nothing, so what is denied or
uncertain is no fact there either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from .namespaces import Names, term
from .rdf import named_graphs
from .serializations import readable_trig

if TYPE_CHECKING:
    from .graph import Graph

_REIFIES: Final = term("rdf:reifies")
_TYPE: Final = term("rdf:type")


def trig12(graph: Graph) -> bytes:
    """The named graphs with triple terms, with prefixes and the base of the graph."""
    return readable_trig(_quads(graph), graph.base)


def _quads(graph: Graph) -> Iterator[ox.Quad]:
    """All quads; the triple that a statement is about follows its type, so that subjects stay together."""
    names = Names(graph.base)
    iris = {node.id: names.of(node.id) for node in graph.nodes}
    reified = {
        names.statement(st): ox.Triple(iris[st.subject], ox.NamedNode(st.relation.iri), iris[st.object])
        for st in graph.statements
    }
    for name, triples in named_graphs(graph):
        for subject, predicate, value in triples:
            yield ox.Quad(subject, predicate, value, name)
            if predicate == _TYPE and subject in reified:
                yield ox.Quad(subject, _REIFIES, reified[subject], name)
