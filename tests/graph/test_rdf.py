"""The RDF is the mapping that docs/rdf.md describes, without blank nodes."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from parleygraph.graph import BASE, Graph, GraphError, Run
from parleygraph.graph.rdf import quads
from parleygraph.ontology import NAMESPACE
from rdflib.namespace import RDF, SKOS
from rdflib.query import ResultRow
from rdflib.term import Node

from .conftest import MakeGraph

# rdflib warns of its own use of what it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


PARLEY = rdflib.Namespace(NAMESPACE)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
MAPPING = Path(__file__).resolve().parents[2] / "docs" / "rdf.md"


def written(graph: Graph) -> set[str]:
    """The quads of a graph as text."""
    return {str(quad) for quad in quads(graph)}


def kind_of(term: Node) -> rdflib.URIRef | None:
    """The datatype of a literal, None for a plain string."""
    assert isinstance(term, rdflib.Literal)
    return term.datatype


def test_the_documented_example_is_what_is_written(documented_graph: Graph) -> None:
    """The worked example of the mapping, quad for quad."""
    (trig,) = re.findall(r"```trig\n(.*?)```", MAPPING.read_text(encoding="utf-8"), re.DOTALL)
    documented = {str(quad) for quad in ox.parse(trig, format=ox.RdfFormat.TRIG)}
    assert sorted(written(documented_graph) - documented) == []
    assert sorted(documented - written(documented_graph)) == []


def test_there_is_no_blank_node(small_graph: Graph) -> None:
    """Every thing has a name of its own, so that graphs can be compared and cited."""
    terms = {term for quad in quads(small_graph) for term in (quad.subject, quad.object, quad.graph_name)}
    assert len(terms) > 100
    assert not [term for term in terms if isinstance(term, ox.BlankNode)]


def test_no_quad_comes_twice(small_graph: Graph) -> None:
    """The quads are a set, though they are written one after the other."""
    found = [str(quad) for quad in quads(small_graph)]
    assert len(found) == len(set(found))


def test_only_what_is_affirmed_and_asserted_is_a_direct_triple(small_graph: Graph) -> None:
    """A denied or an uncertain statement is kept, and never becomes a direct triple."""
    direct = small_graph.rdf().graph(rdflib.URIRef(f"{BASE}graph/derived"))
    found = {tuple(str(term).rpartition("/")[2].rpartition("#")[2] for term in triple) for triple in direct}
    assert ("tessland", "supports", "quota") in found
    assert ("tessland", "supports", "ban") not in found
    assert ("guild", "supports", "mesh") not in found
    assert {("tessland", "allyOf", "quill"), ("quill", "allyOf", "tessland")} <= found
    assert ("marovia", "attacks", "tessland") in found
    assert ("tessland", "attacks", "marovia") not in found


def test_the_chain_of_sources_keeps_its_order(small_graph: Graph) -> None:
    """The nearest voice is whom a statement is attributed to; the whole chain is numbered."""
    dataset = small_graph.rdf()
    (denied,) = [st for st in small_graph.statements if len(st.sources) == 2]
    this = rdflib.URIRef(f"{BASE}statement/{denied.id}")
    assert dataset.value(this, PARLEY.attributedTo) == rdflib.URIRef(f"{BASE}actor/gazette")
    chain = {
        int(str(dataset.value(source, PARLEY.position))): dataset.value(source, PARLEY.agent)
        for source in dataset.objects(this, PARLEY.source)
    }
    assert chain == {1: rdflib.URIRef(f"{BASE}actor/gazette"), 2: rdflib.URIRef(f"{BASE}actor/brook")}


def test_dates_have_the_type_of_their_precision(small_graph: Graph) -> None:
    """A day, a month and a year are kept as precise as they were given, other dates as text."""
    dataset = small_graph.rdf()
    dates = {str(date): kind_of(date) for date in dataset.objects(None, PARLEY.date)}
    xsd = rdflib.XSD
    assert dates == {"2031-05-03": xsd.date, "2031-05": xsd.gYearMonth, "2031": xsd.gYear}
    (loose,) = [date for date in dataset.objects(None, rdflib.DCTERMS.date) if str(date) == "June 2031"]
    assert kind_of(loose) is None


@pytest.mark.parametrize("value", ["2031-02-30", "2031-13", "0000", "20310503", "2031-5-3"])
def test_a_date_that_is_none_stays_text(value: str) -> None:
    """What looks like a date and is not one on the calendar is a plain string."""
    from parleygraph.graph.literals import when

    assert when(value) == f'"{value}"'


def test_confidence_is_a_short_decimal(small_graph: Graph) -> None:
    """Four digits after the point are enough, and their number does not depend on the machine."""
    found = {str(value) for value in small_graph.rdf().objects(None, PARLEY.confidence)}
    assert found == {"1", "0.9", "0.125", "0.3333"}


def test_an_address_that_is_no_iri_stays_text(small_graph: Graph) -> None:
    """An address with a space in it does not break the graph."""
    sources = set(small_graph.rdf().objects(None, rdflib.DCTERMS.source))
    assert sources == {rdflib.Literal("https://quay.example/quota talks?id=1"), rdflib.Literal("no address")}


def test_codes_are_matches_and_not_identities(small_graph: Graph) -> None:
    """Wikidata and ISO 3166 codes are linked by skos:exactMatch."""
    matches = set(small_graph.rdf().objects(rdflib.URIRef(f"{BASE}actor/marovia"), SKOS.exactMatch))
    assert {str(match) for match in matches} == {
        "http://www.wikidata.org/entity/Q42",
        "http://lexvo.org/id/iso3166/MV",
    }


def test_identifiers_that_an_iri_cannot_hold_are_encoded(make_graph: MakeGraph) -> None:
    """Letters of any script in an identifier are percent-encoded, and two identifiers stay two."""
    graph = make_graph("Ålesund backs it.", "ålesund-<b> State Ålesund\nit Proposal it", "")
    node_iris = {str(s) for s in graph.rdf().subjects(RDF.type, PARLEY.State)}
    assert node_iris == {f"{BASE}actor/%C3%A5lesund-%3Cb%3E"}


def test_a_lone_surrogate_keeps_its_place(make_graph: MakeGraph) -> None:
    """RDF cannot hold half a character: a replacement of the same length stands for it."""
    graph = make_graph("Norland \ud83d fish backs it.", "norland State Norland\nfish Proposal fish", "")
    quotes = set(graph.rdf().objects(None, OA.suffix))
    assert rdflib.Literal(" \ufffd fish backs it.") in quotes


def test_the_dataset_binds_the_prefixes_and_is_its_callers_own(small_graph: Graph) -> None:
    """Users get names that they can read, and what they add to one dataset is not in the next."""
    dataset = small_graph.rdf()
    assert dict(dataset.namespaces())["parley"] == rdflib.URIRef(NAMESPACE)
    before = len(dataset)
    dataset.add((PARLEY.a, PARLEY.b, PARLEY.c))
    assert len(dataset) == before + 1
    assert len(small_graph.rdf()) == before
    assert not small_graph.query("ASK { parley:a parley:b parley:c }")


def test_the_union_of_the_named_graphs_is_the_default_graph(small_graph: Graph) -> None:
    """A query through rdflib needs no GRAPH either."""
    found = small_graph.rdf().query("SELECT ?l { ?s a parley:State ; skos:prefLabel ?l } ORDER BY ?l")
    assert [str(next(iter(row))) for row in found if isinstance(row, ResultRow)] == [
        "Marovia",
        "Quill Island",
        "Tessland",
    ]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.org/",
        "https://example.org",
        "https://example.org/#",
        "https://a b/",
        "https://a/?x=/",
        "/a/",
    ],
)
def test_a_base_that_cannot_carry_identifiers_is_refused(base: str) -> None:
    """The error shows the base and says what one looks like."""
    with pytest.raises(GraphError, match="is no base for identifiers"):
        Graph(run=Run("0", "m", "0"), base=base)
