"""What a service says of itself and of its data, and its graphs one by one."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import rdflib
from parleygraph.graph import Graph
from parleygraph.ontology import questions
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, VOID

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
TURTLE = {"Accept": "text/turtle"}


def read(response: httpx.Response) -> rdflib.Graph:
    """The RDF of a response, by its media type."""
    assert response.status_code == 200
    media_type = response.headers["content-type"].partition(";")[0]
    return rdflib.Graph().parse(data=response.content, format=media_type)


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml", "application/n-triples"])
def test_the_endpoint_describes_itself(served: Any, small_graph: Graph, accept: str) -> None:
    """Without a query, the endpoint says what it is, what it speaks and which graphs it has."""
    described = read(served.client.get("/sparql", headers={"Accept": accept}))
    endpoint = rdflib.URIRef(f"{served.url}/sparql")
    assert (endpoint, RDF.type, SD.Service) in described
    assert (endpoint, SD.endpoint, endpoint) in described
    assert set(described.objects(endpoint, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(described.objects(endpoint, SD.feature)) == {SD.UnionDefaultGraph}
    graphs = {str(graph.identifier) for graph in small_graph.rdf().graphs() if len(graph)}
    assert {str(name) for name in described.objects(None, SD.name)} == graphs


def test_a_person_gets_a_page_without_scripts(served: Any) -> None:
    """A browser gets the questions as examples, and may load nothing."""
    response = served.client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    for question in questions():
        assert question.text.split("<")[0] in response.text
    assert "<script" not in response.text
    assert "Queries cannot reach a network." in response.text


def test_the_data_are_described(served: Any, small_graph: Graph) -> None:
    """VoID says how large the data are and where they can be asked."""
    described = read(served.client.get("/.well-known/void", headers=TURTLE))
    dataset = rdflib.URIRef(f"{small_graph.base}dataset")
    assert described.value(dataset, VOID.sparqlEndpoint) == rdflib.URIRef(f"{served.url}/sparql")
    triples = small_graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").texts()[0][0]
    assert str(described.value(dataset, VOID.triples)) == triples
    assert described.value(dataset, VOID.documents).toPython() == 3  # type: ignore[union-attr]


def test_the_questions_can_be_asked_as_they_stand(served: Any) -> None:
    """Each has its address, which answers."""
    listed = served.client.get("/questions").json()
    assert [item["name"] for item in listed] == [question.name for question in questions()]
    for item in listed:
        assert served.client.get(item["url"]).json()["head"]["vars"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_a_graph_can_be_read_whole(served: Any, small_graph: Graph, accept: str) -> None:
    """The graph store gives a named graph as it is."""
    name = f"{small_graph.base}graph/derived"
    found = read(served.client.get("/graph", params={"graph": name}, headers={"Accept": accept}))
    assert isomorphic(found, small_graph.rdf().graph(rdflib.URIRef(name)))


def test_the_default_graph_is_the_union(other: Any, small_graph: Graph) -> None:
    """Of all named graphs, as in queries."""
    found = read(other.client.get("/graph?default", headers={"Accept": "application/n-triples"}))
    union = rdflib.Graph()
    union.parse(data=small_graph.serialize("ntriples"), format="nt")
    assert set(found) == set(union)


@pytest.mark.parametrize(
    ("method", "parameters", "status"),
    [
        ("HEAD", {"graph": "BASE/graph/derived"}, 200),
        ("GET", {"graph": "BASE/graph/none"}, 404),
        ("GET", {"graph": "file:///etc/passwd"}, 404),
        ("GET", {"graph": "relative"}, 400),
        ("GET", {}, 400),
        ("GET", {"default": "", "graph": "BASE/graph/derived"}, 400),
        ("PUT", {"default": ""}, 405),
        ("POST", {"graph": "BASE/graph/derived"}, 405),
        ("DELETE", {"graph": "BASE/graph/derived"}, 405),
    ],
)
def test_the_graph_store_only_reads(
    served: Any, small_graph: Graph, method: str, parameters: dict[str, str], status: int
) -> None:
    """What is not there is not found, and what would change it is not allowed."""
    given = {name: value.replace("BASE/", small_graph.base) for name, value in parameters.items()}
    response = served.client.request(method, "/graph", params=given)
    assert response.status_code == status
