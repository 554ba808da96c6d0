"""SPARQL 1.1 queries over a store, over all its named graphs together where none is chosen.

The prefixes of the mapping need no declaration. What would reach the network (`SERVICE`) or
change the graph (updates) is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from ..ontology import questions
from .errors import QueryError, RefusedError
from .namespaces import PREFIXES
from .refusals import explained, named_graphs, names_a_dataset, refuse
from .results import Result

type Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def query(store: ox.Store, sparql: str) -> Result:
    """The answer to a query; the rows are in the order that the query asks for, if it asks for one.

    Raises QueryError: malformed queries with line and column, `SERVICE` and updates as refused.
    """
    found = evaluate(store, sparql)
    try:
        return Result.of(found)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def evaluate(
    store: ox.Store,
    sparql: str,
    *,
    default_graphs: Collection[str] = (),
    named: Collection[str] = (),
    base: str | None = None,
    services: Collection[str] = (),
) -> Found:
    """What the store finds, to be read step by step.

    `default_graphs` and `named` are the IRIs of the graphs to ask; where there are any, they stand in
    place of what FROM says. Without them and without FROM, the default graph is the union of all.
    `services` are the IRIs of the SPARQL services that may be called. Raises QueryError as `query`
    does, and RefusedError for other services and for graphs that the store does not hold.
    """
    refuse(sparql, services)
    chosen: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(_graph, default_graphs)]
    choosable: list[ox.NamedNode | ox.BlankNode] = [*map(_graph, named)]
    own = not chosen and not choosable and names_a_dataset(sparql)
    _must_hold(store, [*default_graphs, *named] or (named_graphs(sparql, base or "") if own else ()))
    try:
        if chosen or choosable:
            return store.query(
                sparql, base_iri=base, prefixes=PREFIXES, default_graph=chosen, named_graphs=choosable
            )
        return store.query(sparql, base_iri=base, prefixes=PREFIXES, use_default_graph_as_union=not own)
    except SyntaxError as error:
        raise QueryError(explained(str(error), sparql)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered: {error}") from error


def question(name: str) -> str:
    """The SPARQL of one of the ontology's questions; raises QueryError, which lists the names."""
    known = {item.name: item.sparql for item in questions()}
    if name not in known:
        raise QueryError(f"there is no question {name!r}; choose one of {', '.join(known)}")
    return known[name]


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no name of a graph: give an absolute IRI") from error


def _must_hold(store: ox.Store, graphs: Iterable[str]) -> None:
    for graph in map(_graph, graphs):
        if not store.contains_named_graph(graph):
            raise RefusedError(
                f"<{graph.value}> is refused: the data has no graph of this name, and none is fetched; "
                "SELECT DISTINCT ?g { GRAPH ?g {} } lists the graphs"
            )
