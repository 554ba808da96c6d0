"""The SPARQL 1.1 Protocol: every way to ask, every form of the answer, and what cannot be asked."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import rdflib
from parleygraph.graph import Graph
from parleygraph.service.formats import GRAPHS, RESULTS

SELECT = "SELECT ?label { ?s a parley:State ; skos:prefLabel ?label } ORDER BY ?label"
STATES = ["Marovia", "Quill Island", "Tessland"]
CONSTRUCT = "CONSTRUCT { ?s skos:prefLabel ?label } WHERE { ?s a parley:State ; skos:prefLabel ?label }"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("form", RESULTS)
def test_rows_come_in_every_form(served: Any, form: str) -> None:
    """Each form says its media type and holds the same rows."""
    response = served.get(SELECT, RESULTS[form].types[0])
    assert response.headers["content-type"] == RESULTS[form].types[0]
    assert response.headers["vary"] == "Accept"
    if form == "csv":
        assert [row["label"] for row in csv.DictReader(io.StringIO(response.text))] == STATES
    else:
        found = ox.parse_query_results(response.content, RESULTS[form].format)
        assert isinstance(found, ox.QuerySolutions)
        assert [row["label"].value for row in found] == STATES


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_truth_value_comes_in_its_forms(served: Any, form: str) -> None:
    """ASK has the forms of rows."""
    response = served.get("ASK { ?s a parley:State }", RESULTS[form].types[0])
    assert bool(ox.parse_query_results(response.content, RESULTS[form].format)) is True


@pytest.mark.parametrize("form", GRAPHS)
def test_graphs_come_in_every_form(served: Any, small_graph: Graph, form: str) -> None:
    """Each form says its media type and holds the same triples."""
    response = served.get(CONSTRUCT, GRAPHS[form].types[0])
    assert response.headers["content-type"] == GRAPHS[form].types[0]
    found = {str(triple.triple) for triple in ox.parse(response.content, format=GRAPHS[form].format)}
    expected = small_graph.query(CONSTRUCT).to_graph()
    assert len(found) == len(expected) == 3
    other = rdflib.Graph().parse(data=response.content, format=GRAPHS[form].types[0].partition(";")[0])
    assert set(other) == set(expected)


def test_describe_gives_a_graph(served: Any, small_graph: Graph) -> None:
    """DESCRIBE is answered with the triples about a thing."""
    response = served.get(f"DESCRIBE <{small_graph.base}actor/marovia>")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "Marovia" in response.text
    assert response.text.startswith("@prefix dc: ")


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            200,
            "application/sparql-results+xml",
        ),
        ("text/csv;q=0.3, application/json;q=0.2", 200, "text/csv; charset=utf-8"),
        ("text/*", 200, "text/csv; charset=utf-8"),
        ("*/*, application/sparql-results+json;q=0", 200, "application/sparql-results+xml"),
        ("text/turtle", 406, "text/plain; charset=utf-8"),
        ("image/png", 406, "text/plain; charset=utf-8"),
        ("text/csv;q=nonsense", 406, "text/plain; charset=utf-8"),
    ],
)
def test_the_client_chooses_the_form(served: Any, accept: str, status: int, media_type: str) -> None:
    """By the qualities and the wide ranges of its Accept header."""
    response = served.get(SELECT, accept)
    assert (response.status_code, response.headers["content-type"]) == (status, media_type)


@pytest.mark.parametrize(
    ("content_type", "body", "address"),
    [
        (FORM, urlencode({"query": SELECT}), ""),
        (FORM + "; charset=UTF-8", urlencode({"query": SELECT}), ""),
        ("application/sparql-query", SELECT, ""),
        ("application/sparql-query; charset=utf-8", SELECT, "?unknown=1"),
    ],
)
def test_a_query_can_be_posted(served: Any, content_type: str, body: str, address: str) -> None:
    """As a form or as it is."""
    headers = {"Content-Type": content_type, "Accept": "text/csv"}
    response = served.client.post(f"/sparql{address}", content=body, headers=headers)
    assert response.text.split("\r\n")[1:-1] == STATES


@pytest.mark.parametrize("by_post", [False, True])
def test_the_dataset_can_be_chosen(served: Any, small_graph: Graph, by_post: bool) -> None:
    """By parameters, which come before what FROM says."""
    derived, meta = (f"{small_graph.base}graph/{name}" for name in ("derived", "meta"))

    def asked(query: str, **graphs: str | list[str]) -> bool:
        if by_post:
            response = served.client.post("/sparql", data={"query": query, **graphs})
        else:
            response = served.get(query, None, **graphs)
        return bool(response.json()["boolean"])

    attack, state = "ASK { ?a parley:attacks ?b }", "ASK { ?a a parley:State }"
    assert asked(attack)
    assert asked(attack, **{"default-graph-uri": derived})
    assert not asked(state, **{"default-graph-uri": [derived, meta]})
    assert not asked(attack, **{"default-graph-uri": meta})
    assert not asked(attack, **{"named-graph-uri": derived})
    assert asked("ASK { GRAPH ?g { ?a parley:attacks ?b } }", **{"named-graph-uri": derived})
    assert not asked("ASK { GRAPH ?g { ?a parley:attacks ?b } }", **{"named-graph-uri": meta})
    assert asked("ASK FROM <graph/derived> { ?a parley:attacks ?b }")
    assert not asked("ASK FROM <graph/derived> { ?a a parley:State }")
    assert asked(f"ASK FROM <{meta}> {{ ?a parley:attacks ?b }}", **{"default-graph-uri": derived})


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body", "status"),
    [
        ("GET", "?query=ASK%20%7B", None, None, 400),
        ("GET", "?query=ASK%20%7B%7D&query=ASK%20%7B%7D", None, None, 400),
        ("GET", "?update=CLEAR%20ALL", None, None, 400),
        ("GET", "?query=%FF%FE", None, None, 400),
        ("GET", "?query=" + "&a=b" * 1001, None, None, 400),
        ("GET", "?query=CLEAR%20ALL", None, None, 403),
        ("GET", "?query=ASK%20%7B%7D&default-graph-uri=x", None, None, 400),
        ("GET", "?query=ASK%20%7B%7D&default-graph-uri=http%3A%2F%2Fx.example%2F", None, None, 403),
        ("PUT", "?query=ASK%20%7B%7D", None, None, 405),
        ("DELETE", "", None, None, 405),
        ("OPTIONS", "", None, None, 405),
        ("POST", "", None, "query=ASK%20%7B%7D", 415),
        ("POST", "", "text/plain", "ASK {}", 415),
        ("POST", "", "multipart/form-data; boundary=x", "--x--", 415),
        ("POST", "", "application/sparql-query; charset=UTF-16", "ASK {}", 415),
        ("POST", "", "application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("POST", "?query=ASK%20%7B%7D", "application/sparql-query", "ASK {}", 400),
        ("POST", "?query=ASK%20%7B%7D", FORM, "query=ASK%20%7B%7D", 400),
        ("POST", "", FORM, "", 400),
        ("POST", "", FORM, "query=ASK%20%7B%7D&update=CLEAR%20ALL", 400),
        ("POST", "", FORM, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("POST", "", FORM, "update=CLEAR%20ALL", 403),
        ("POST", "", "application/sparql-update", "CLEAR ALL", 403),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(
    served: Any, method: str, address: str, content_type: str | None, body: str | bytes | None, status: int
) -> None:
    """With the status of the protocol and a line that says why."""
    headers = {"Content-Type": content_type} if content_type else {}
    response = served.client.request(method, f"/sparql{address}", content=body, headers=headers)
    assert response.status_code == status
    assert len(response.text.splitlines()) == 1


def test_head_is_get_without_the_body(served: Any) -> None:
    """Length and type are told."""
    response = served.client.head("/sparql", params={"query": SELECT})
    assert response.headers["content-length"] == str(len(served.get(SELECT).content))
    assert response.content == b""


def test_the_same_query_gives_the_same_bytes(served: Any, other: Any) -> None:
    """Another service on the same data answers byte for byte the same."""
    for query, accept in (
        (SELECT, "text/csv"),
        (CONSTRUCT, "text/turtle"),
        (CONSTRUCT, "application/rdf+xml"),
    ):
        assert other.get(query, accept).content == served.get(query, accept).content
