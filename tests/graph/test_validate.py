"""Graphs satisfy the shapes, and what does not is said in plain words."""

from __future__ import annotations

import pytest
import rdflib
from parleygraph.graph import Graph
from parleygraph.graph.validate import report
from parleygraph.ontology import NAMESPACE

PARLEY = rdflib.Namespace(NAMESPACE)


@pytest.fixture
def union(documented_graph: Graph) -> rdflib.Graph:
    """The union of a small graph, to be damaged."""
    return rdflib.Graph().parse(data=documented_graph.serialize("ntriples"), format="nt")


def test_every_qualifier_and_relation_satisfies_the_shapes(small_graph: Graph) -> None:
    """The mapping and the shapes agree, for hostile texts too."""
    found = small_graph.validate()
    assert found.problems == ()
    assert found.conforms
    assert found
    assert str(found) == "The graph satisfies every shape."


def test_a_missing_part_is_named_with_its_statement(union: rdflib.Graph, documented_graph: Graph) -> None:
    """The problem says which thing, which property and what to do."""
    statement = documented_graph.statements[0]
    iri = rdflib.URIRef(f"{documented_graph.base}statement/{statement.id}")
    union.remove((iri, PARLEY.polarity, None))
    found = report(union, documented_graph.base)
    assert not found
    (problem,) = found.problems
    assert problem.startswith(f"statement/{statement.id}, polarity: A statement must say whether")
    assert str(found) == problem


def test_a_statement_between_the_wrong_things_is_named(union: rdflib.Graph, documented_graph: Graph) -> None:
    """The ends of a relation are checked where triples were changed by hand."""
    statement = next(st for st in documented_graph.statements if st.relation.value == "proposes")
    iri = rdflib.URIRef(f"{documented_graph.base}statement/{statement.id}")
    union.set((iri, PARLEY.object, rdflib.URIRef(f"{documented_graph.base}actor/harbour-guild")))
    found = report(union, documented_graph.base)
    assert not found.conforms
    assert any(statement.id in problem for problem in found.problems)
