"""Questions in SPARQL: answered over all named graphs, with clear errors, and never over the network."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from parleygraph.graph import Graph, QueryError
from parleygraph.ontology import questions

# rdflib warns of its own use of what it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

STANCES = """
SELECT ?actor ?proposal
WHERE { ?a parley:opposes ?p . ?a skos:prefLabel ?actor . ?p skos:prefLabel ?proposal }
ORDER BY ?actor
"""


def test_select_gives_a_table(small_graph: Graph) -> None:
    """Columns by name, rows of rdflib terms, which are strings too; no prefix needs a declaration."""
    result = small_graph.query(STANCES)
    assert result.columns == ("actor", "proposal")
    assert result.rows == (
        (rdflib.Literal("</script><img src=x onerror=alert(1)>"), rdflib.Literal("=SUM(A1:A9)")),
        (rdflib.Literal("Tessland"), rdflib.Literal("shared quota")),
    )
    assert [str(actor) for actor, _ in result] == [str(row[0]) for row in result.rows]
    assert (len(result), bool(result)) == (2, True)


def test_rows_come_in_the_order_that_the_query_asks_for(small_graph: Graph) -> None:
    """The order of the query is kept, upwards or downwards."""
    up = small_graph.query(STANCES).texts()
    down = small_graph.query(STANCES.replace("BY ?actor", "BY DESC(?actor)")).texts()
    assert down == up[::-1]


def test_ask_gives_a_truth_value(small_graph: Graph) -> None:
    """The result itself is true or false."""
    assert small_graph.query("ASK { ?x parley:attacks ?y }")
    assert not small_graph.query("ASK { ?x parley:attacks ?x }")
    assert small_graph.query("ASK { ?x parley:attacks ?x }").rows == ((False,),)


def test_construct_gives_a_graph(small_graph: Graph) -> None:
    """A constructed graph is there as a table and as an rdflib graph."""
    result = small_graph.query(
        "CONSTRUCT { ?b parley:attacks ?a } WHERE { GRAPH ?g { ?a parley:attacks ?b } }"
    )
    assert result.columns == ("subject", "predicate", "object")
    base = small_graph.base
    triple = (
        rdflib.URIRef(f"{base}actor/tessland"),
        rdflib.URIRef("https://w3id.org/parleygraph/ontology#attacks"),
        rdflib.URIRef(f"{base}actor/marovia"),
    )
    assert result.rows == (triple,)
    assert set(result.to_graph()) == {triple}


def test_named_graphs_can_be_asked_for(small_graph: Graph) -> None:
    """What one document says is in the graph of that document."""
    found = small_graph.query(
        "SELECT (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s a parley:Statement } } GROUP BY ?g ORDER BY ?n"
    )
    assert [row[0] for row in found.texts()] == ["2", "12", "14"]


def test_from_chooses_the_graphs(small_graph: Graph) -> None:
    """With FROM, only those graphs are asked, and GRAPH finds none but those of FROM NAMED."""
    derived = f"{small_graph.base}graph/derived"
    chosen = small_graph.query(f"CONSTRUCT FROM <{derived}> WHERE {{ ?s ?p ?o }}")
    assert 0 < len(chosen) < len(small_graph.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert not small_graph.query(f"ASK FROM <{derived}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")
    assert small_graph.query(f"ASK FROM NAMED <{derived}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/data.ttl"])
def test_a_graph_that_is_not_there_is_refused(small_graph: Graph, graph: str) -> None:
    """No graph is fetched, and a query for one is not answered as if it were empty."""
    for clause in ("FROM", "FROM NAMED", "FROM NAMED#\n"):
        with pytest.raises(QueryError, match=f"<{graph}> is refused: the data has no graph"):
            small_graph.query(f"SELECT * {clause} <{graph}> {{ ?s ?p ?o }}")


def test_csv_is_safe_to_open_and_keeps_numbers(small_graph: Graph) -> None:
    """A label that looks like a formula is disarmed, a negative number is not touched."""
    result = small_graph.query(
        "SELECT ?label (-5 AS ?number) ?none "
        "WHERE { ?s skos:prefLabel ?label FILTER(STRSTARTS(?label, '=')) }"
    )
    assert list(csv.reader(io.StringIO(result.to_csv(), newline=""))) == [
        ["label", "number", "none"],
        ["'=SUM(A1:A9)", "-5", ""],
    ]
    assert small_graph.query("ASK { ?s ?p ?o }").to_csv().split() == ["answer", "true"]


def test_json_is_that_of_the_standard(small_graph: Graph) -> None:
    """IRIs, plain and typed literals are told apart, and what is not bound is left out."""
    result = small_graph.query(
        "SELECT * WHERE { VALUES (?a ?b ?c ?d) { (parley:x 'text' 5 UNDEF) } } ORDER BY ?a"
    )
    record = json.loads(result.to_json())
    assert record["head"]["vars"] == list(result.columns)
    assert record["results"]["bindings"] == [
        {
            "a": {"type": "uri", "value": "https://w3id.org/parleygraph/ontology#x"},
            "b": {"type": "literal", "value": "text"},
            "c": {
                "type": "literal",
                "value": "5",
                "datatype": "http://www.w3.org/2001/XMLSchema#integer",
            },
        }
    ]
    assert json.loads(small_graph.query("ASK { ?s ?p ?o }").to_json()) == {"head": {}, "boolean": True}
    tagged = small_graph.query("SELECT ('non'@fr AS ?word) {}")
    assert json.loads(tagged.to_json())["results"]["bindings"][0]["word"]["xml:lang"] == "fr"
    assert tagged.rows == ((rdflib.Literal("non", lang="fr"),),)


def test_a_notebook_shows_the_rows_as_text(small_graph: Graph) -> None:
    """Labels are hostile input there too."""
    shown = small_graph.query(STANCES)._repr_html_()
    assert "&lt;/script&gt;&lt;img src=x" in shown
    assert "<img" not in shown
    many = small_graph.query("SELECT ?s ?p WHERE { ?s ?p ?o }")
    assert f"{len(many) - 100} more rows" in many._repr_html_()


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT ?x WHERE { ?x a ?y", "line 1, column 26, .*the query ends too early"),
        ("SELECT ?x\nWHERE { ?x ?? ?y }", "line 2, column 17, at 'WHERE .*this cannot stand here"),
        ("", "line 1, column 1, .*a query has one of SELECT"),
        ("SELECT * { ?x wd:P31 ?y }", "a prefix is not declared .*parley"),
        ("# SELECT\nASK { ", "line 2, .*the query ends too early"),
    ],
)
def test_a_malformed_query_is_told_where(small_graph: Graph, query: str, complaint: str) -> None:
    """Line and column, the line itself, and what is wrong with it."""
    with pytest.raises(QueryError, match="the query is not SPARQL: .*" + complaint):
        small_graph.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { parley:a parley:b parley:c }",
        "PREFIX x: <http://x.example/>\n# a note\ndelete where { ?s ?p ?o }",
        "CLEAR ALL",
        "LOAD <http://x.example/>",
    ],
)
def test_updates_are_refused(small_graph: Graph, query: str) -> None:
    """A graph is not changed by queries, and the message says what to use instead."""
    with pytest.raises(QueryError, match="is refused: a query does not change a graph; use SELECT"):
        small_graph.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "ASK { ?s ?p 1SERVICE<URL>{ ?s ?p ?o } }",
        "SELECT * { ?x ?y ?z FILTER(?x<1)SERVICE#>\n<URL> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } } } } }",
        "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { ?x rdfs:label 'it\\'s # ' . SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { SERVICErdfs:a { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT?x { ?s ?p ?o } }",
        'SELECT * { ?a ?b ?c FILTER(?a<?b#>"""\n) SERVICE <URL> { ?s ?p ?o } #"""\n}',
        "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_the_network(
    small_graph: Graph, query: str, listener: tuple[str, list[str]]
) -> None:
    """A service is refused before anything is sent, however it is written."""
    url, requests = listener
    with pytest.raises(QueryError, match="SERVICE is refused"):
        small_graph.query(query.replace("URL", url))
    assert requests == []


def test_an_escape_hides_no_service(small_graph: Graph, listener: tuple[str, list[str]]) -> None:
    """The store reads escapes in texts and IRIs alone."""
    url, requests = listener
    with pytest.raises(QueryError, match="the query is not SPARQL"):
        small_graph.query(f"SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}")
    assert requests == []


def test_a_mistake_beside_the_word_service_is_told_as_such(small_graph: Graph) -> None:
    """Not every query with the word in a name is refused for a service."""
    with pytest.raises(QueryError, match="the query ends too early"):
        small_graph.query("SELECT ?service { ?service ?p '} SERVICE <x> {' ")


def test_the_word_service_alone_is_no_service(small_graph: Graph) -> None:
    """It may stand in a text, a comment, a variable or an IRI."""
    found = small_graph.query(
        "# at your service\nSELECT ?service { BIND('the SERVICE {' AS ?service) "
        "FILTER NOT EXISTS { ?s <http://x.example/service> ?service } }"
    )
    assert found.texts() == [("the SERVICE {",)]


def test_every_question_of_the_ontology_can_be_asked(small_graph: Graph) -> None:
    """By name; each gives a table with columns."""
    assert len(questions()) >= 12
    for question in questions():
        assert small_graph.ask_question(question.name).columns


def test_an_unknown_question_lists_the_known_ones(small_graph: Graph) -> None:
    """The message has every name."""
    with pytest.raises(QueryError, match="there is no question 'why'; choose one of ") as error:
        small_graph.ask_question("why")
    assert all(question.name in str(error.value) for question in questions())
