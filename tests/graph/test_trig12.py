"""TriG of RDF 1.2: the same graph, and for each statement the triple that it is about."""

from __future__ import annotations

import pyoxigraph as ox
from parleygraph.graph import Graph

REIFIES = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
PARLEY = "https://w3id.org/parleygraph/ontology#"


def read(graph: Graph) -> set[ox.Quad]:
    """What a reader of RDF 1.2 finds in the export."""
    return set(ox.parse(graph.serialize("trig12"), format=ox.RdfFormat.TRIG))


def test_without_the_triple_terms_it_is_the_graph(small_graph: Graph) -> None:
    """Nothing is lost or added beside `rdf:reifies`."""
    plain = set(ox.parse(small_graph.serialize("nquads"), format=ox.RdfFormat.N_QUADS))
    assert {quad for quad in read(small_graph) if quad.predicate != REIFIES} == plain


def test_each_statement_says_which_triple_it_is_about(small_graph: Graph) -> None:
    """In the graph of its document, with the ends and the relation; also where it is denied."""
    base = small_graph.base
    found = {quad for quad in read(small_graph) if quad.predicate == REIFIES}
    assert found == {
        ox.Quad(
            ox.NamedNode(f"{base}statement/{statement.id}"),
            REIFIES,
            ox.Triple(
                ox.NamedNode(f"{base}{statement.subject}"),
                ox.NamedNode(PARLEY + statement.relation.value),
                ox.NamedNode(f"{base}{statement.object}"),
            ),
            ox.NamedNode(f"{base}graph/{statement.evidence.document.id}"),
        )
        for statement in small_graph.statements
    }
    assert any(statement.polarity.value == "negative" for statement in small_graph.statements)


def test_a_triple_term_asserts_nothing(small_graph: Graph) -> None:
    """A denied statement is no triple of the graph; SPARQL 1.2 finds it by its parts."""
    store = ox.Store()
    store.bulk_extend(read(small_graph))
    asked = """
        PREFIX parley: <https://w3id.org/parleygraph/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?who ?what WHERE {
          ?statement rdf:reifies <<( ?who parley:fears ?what )>> ; parley:polarity parley:negative
          FILTER NOT EXISTS { ?who parley:fears ?what }
        }"""
    found = list(store.query(asked, use_default_graph_as_union=True))
    assert [row["who"].value.rpartition("/")[2] for row in found] == ["marovia"]


def test_it_is_written_for_people(small_graph: Graph) -> None:
    """With prefixes, and the triple beside what else is said of the statement."""
    text = small_graph.serialize("trig12").decode()
    assert "rdf:reifies <<( <actor/marovia> parley:proposes <proposal/quota> )>>" in text
    assert text.count("rdf:reifies") == len(small_graph.statements)
