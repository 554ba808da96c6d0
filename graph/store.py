"""The quads in a store: for queries, and as the `rdflib.Dataset` that users get."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from .namespaces import PREFIXES
from .rdf import quads

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from .graph import Graph


def to_store(graph: Graph) -> ox.Store:
    """The quads of the graph in a store in memory."""
    store = ox.Store()
    store.bulk_extend(quads(graph))
    return store


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> Node:
    """The term as rdflib has it."""
    # It is oxrdflib's own conversion, for which it has no public name.
    from oxrdflib._converter import from_ox

    return cast("Node", from_ox(term))


def to_dataset(graph: Graph) -> rdflib.Dataset:
    """The graph as an rdflib dataset over such a store, whose default graph is the union of all."""
    import rdflib
    from oxrdflib import OxigraphStore

    dataset = rdflib.Dataset(store=OxigraphStore(store=to_store(graph)), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
