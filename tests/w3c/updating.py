"""The W3C's tests of SPARQL Update, carried out by what the updating process of the service calls."""

from __future__ import annotations

import pyoxigraph as ox
from cases import Case, Placed
from parleygraph.graph.errors import QueryError
from parleygraph.service.updater import carry_out


def trouble(case: Case) -> str:
    """What is wrong with the outcome of an update; nothing where it is right."""
    if case.query is None:
        return "there is no update"
    text, store = case.query.read_text(encoding="utf-8"), holding(case.before)
    try:
        carry_out(store, [{"update": text}], case.query.as_uri())
    except QueryError as error:
        # For a test of the grammar, what cannot be carried out has been read.
        read = "is not SPARQL" not in str(error)
        fine = not read if case.kind.startswith("Negative") else read and case.kind.startswith("Positive")
        return "" if fine else str(error)
    if case.kind.startswith("Negative"):
        return "it was taken"
    if case.kind == "UpdateEvaluationTest" and quads(store) != quads(holding(case.after)):
        return "another outcome is expected"
    return ""


def holding(placed: tuple[Placed, ...]) -> ox.Store:
    """A store that holds the files, each in its graph."""
    store = ox.Store()
    for name, path in placed:
        graph = ox.NamedNode(name) if name else ox.DefaultGraph()
        store.load(path=str(path), base_iri=path.as_uri(), to_graph=graph)
    return store


def quads(store: ox.Store) -> set[ox.Quad]:
    """What the store holds, with blank nodes named by what is said of them."""
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)
