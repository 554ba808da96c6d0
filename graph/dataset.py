"""The graph as the `rdflib.Dataset` that users get, with oxigraph behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Node

from .namespaces import PREFIXES
from .store import to_store

if TYPE_CHECKING:
    from .graph import Graph


def to_dataset(graph: Graph) -> rdflib.Dataset:
    """A dataset of its own, whose default graph is the union of the named graphs."""
    dataset = rdflib.Dataset(store=_Store(store=to_store(graph)), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    """The term as rdflib has it, a plain string without a datatype."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return _plain(rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value)))


class _Store(OxigraphStore):
    """Oxigraph's store with plain strings as rdflib's parsers give them.

    In RDF 1.1 a plain string is one of type `xsd:string`, but to rdflib the two are unequal:
    what is in this store would differ from the same triples read from a file.
    """

    def triples(
        self, triple_pattern: Any, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[rdflib.Graph | None]]]:
        """The triples of a pattern with their contexts, as oxrdflib gives them but for plain strings."""
        for (subject, predicate, value), contexts in super().triples(triple_pattern, context):
            yield (subject, predicate, _plain(value)), contexts

    def query(self, *arguments: Any, **options: Any) -> Result:
        """The result of a query, as oxrdflib gives it but for plain strings."""
        result = super().query(*arguments, **options)
        if result.graph is not None:
            plain = rdflib.Graph()
            for subject, predicate, value in result.graph:
                plain.add((subject, predicate, _plain(value)))
            result.graph = plain
        elif result.type == "SELECT":
            result.bindings = [
                {name: _plain(value) for name, value in row.items()} for row in result.bindings
            ]
        return result


def _plain[T](term: T) -> T | rdflib.Literal:
    if isinstance(term, rdflib.Literal) and term.datatype == XSD.string:
        return rdflib.Literal(str(term))
    return term
