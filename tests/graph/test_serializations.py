"""Every RDF syntax holds the same triples, and the same bytes for the same graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from parleygraph.graph import Graph, Run
from parleygraph.graph.exports import EXPORTS, FileExporter
from parleygraph.model import Extraction
from rdflib.compare import isomorphic

# rdflib warns of its own use of what it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
UNIONS = {
    "turtle": (ox.RdfFormat.TURTLE, "turtle"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "nt"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "xml"),
}
DATASETS = {
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "nquads": (ox.RdfFormat.N_QUADS, "nquads"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
}
# What XML cannot hold is replaced in RDF/XML, which is tested on its own.
CONTROLS = str.maketrans("\x00\x07", "\ufffd\ufffd")


def terms(quads: Iterator[ox.Quad], *, graphs: bool) -> set[str]:
    """Parsed quads as text, without control characters, with or without the names of their graphs."""
    found = {str(quad if graphs else quad.triple) for quad in quads}
    return {text.replace("\\u0007", "\ufffd").replace("\\u0000", "\ufffd") for text in found}


def extractions_of(graph: Graph) -> list[Extraction]:
    """The extraction of a graph of one document."""
    (document,) = graph.documents
    return [Extraction(document, graph.nodes, graph.statements)]


@pytest.fixture(scope="module")
def reference(small_graph: Graph) -> Callable[[bool], set[str]]:
    """The quads that are meant, read from N-Quads, which is the plainest of the syntaxes."""
    content = small_graph.serialize("nquads")
    return lambda graphs: terms(ox.parse(content, format=ox.RdfFormat.N_QUADS), graphs=graphs)


@pytest.mark.parametrize("name", [*UNIONS, *DATASETS])
def test_oxigraph_reads_the_same_from_every_syntax(
    name: str, small_graph: Graph, reference: Callable[[bool], set[str]]
) -> None:
    """What one of the two libraries reads back is what was written."""
    form, _ = (UNIONS | DATASETS)[name]
    graphs = name in DATASETS
    found = terms(ox.parse(small_graph.serialize(name), format=form), graphs=graphs)
    assert found == reference(graphs)


@pytest.mark.parametrize("name", DATASETS)
def test_rdflib_reads_the_same_named_graphs(name: str, small_graph: Graph) -> None:
    """What the other library reads is what the dataset of the graph holds, graph by graph."""
    read = rdflib.Dataset()
    read.parse(data=small_graph.serialize(name), format=DATASETS[name][1])
    meant = {quad for quad in small_graph.rdf().quads() if quad[3] is not None}
    assert {tuple(quad) for quad in read.quads()} == meant


@pytest.mark.parametrize("name", UNIONS)
def test_rdflib_reads_the_same_union(name: str, small_graph: Graph) -> None:
    """The union that rdflib reads is isomorphic to the one that the dataset holds."""
    read, meant = rdflib.Graph(), rdflib.Graph()
    read.parse(data=small_graph.serialize(name), format=UNIONS[name][1])
    for subject, predicate, value in small_graph.rdf().triples((None, None, None)):
        if name == "rdfxml" and isinstance(value, rdflib.Literal) and value.datatype is None:
            value = rdflib.Literal(value.translate(CONTROLS))  # noqa: PLW2901
        meant.add((subject, predicate, value))
    assert len(meant) > 1000
    assert isomorphic(read, meant)


@pytest.mark.parametrize("base", ["urn:example:fish/", "https://w3id.org/", "http://a.example/%C3%A9/é//"])
def test_identifiers_survive_any_base(base: str, documented_graph: Graph) -> None:
    """The base shortens the identifiers in Turtle and TriG, and both libraries put them together again."""
    graph = Graph(extractions_of(documented_graph), run=documented_graph.run, base=base)
    meant = {str(quad) for quad in ox.parse(graph.serialize("nquads"), format=ox.RdfFormat.N_QUADS)}
    assert {str(quad) for quad in ox.parse(graph.serialize("trig"), format=ox.RdfFormat.TRIG)} == meant
    read = rdflib.Dataset()
    read.parse(data=graph.serialize("trig"), format="trig")
    assert {tuple(quad) for quad in read.quads()} == {quad for quad in graph.rdf().quads() if quad[3]}


def test_no_control_character_reaches_xml(small_graph: Graph) -> None:
    """What XML cannot hold is visible as U+FFFD, and takes up as much room as it did."""
    content = small_graph.serialize("rdfxml").decode()
    assert "<b>fish\ufffd\ufffd</b>".replace("<", "&lt;").replace(">", "&gt;") in content
    assert not set(content) & {"\x00", "\x07"}


def test_equal_input_gives_equal_bytes_whatever_the_order(
    small_graph: Graph, rebuilt: Callable[[Graph], Graph]
) -> None:
    """The order in which documents, nodes and mentions are found leaves no trace."""
    again = rebuilt(small_graph)
    for name, form in EXPORTS.items():
        if isinstance(form, FileExporter):
            assert form.content(again) == form.content(small_graph), name


def test_hash_seeds_leave_no_trace(under_hash_seeds: Callable[[str], list[str]]) -> None:
    """Two processes with different hash seeds write every format byte for byte the same."""
    script = f"""
import hashlib, sys
sys.path.append({str(CONFTEST.parents[1])!r})
from tests.conftest import sample_graph
graph = sample_graph()
from parleygraph.graph.exports import EXPORTS, FileExporter
for name, form in EXPORTS.items():
    contents = [form.content(graph)] if isinstance(form, FileExporter) else form.contents(graph).values()
    print(name, [hashlib.sha256(content).hexdigest() for content in contents])
"""
    outputs = under_hash_seeds(script)
    assert outputs[0].count("\n") == len(EXPORTS)
    assert outputs[0] == outputs[1]


def test_turtle_is_readable(small_graph: Graph) -> None:
    """Names are short, and all that is said of an actor stands in one place."""
    content = small_graph.serialize("turtle").decode()
    block = content.partition("\n<actor/dockers> ")[2].partition("\n\n")[0]
    assert block.startswith('a parley:Group , parley:Actor ;\n\tskos:prefLabel "dockers" ;')
    assert "parley:distrusts <actor/marovia> ." in block
    assert content.count("\n<actor/dockers> ") == 1


def test_the_prefixes_come_by_alphabet(small_graph: Graph) -> None:
    """The serializer promises no order of its own."""
    lines = small_graph.serialize("trig").decode().splitlines()
    prefixes = [line.split()[1] for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "parley:" in prefixes


def test_lines_of_ntriples_and_nquads_are_sorted(small_graph: Graph) -> None:
    """Two graphs can be compared with diff and comm."""
    for name in ("ntriples", "nquads"):
        lines = small_graph.serialize(name).splitlines()
        assert lines == sorted(lines)
        assert len(lines) == len(set(lines))


def test_jsonld_reads_as_plain_json(small_graph: Graph) -> None:
    """The context gives the terms of the ontology short names and their values short forms."""
    document = json.loads(small_graph.serialize("jsonld"))
    things = [thing for graph in document["@graph"] for thing in graph["@graph"]]
    (statement,) = [thing for thing in things if thing.get("condition")]
    assert statement["@type"] == ["Statement"]
    assert (statement["relation"], statement["polarity"], statement["certainty"]) == (
        "supports",
        "positive",
        "uncertain",
    )
    assert statement["confidence"] == "1"
    assert statement["subject"].endswith("actor/guild")


def test_an_empty_graph_can_be_written() -> None:
    """A graph without documents says in every syntax which run made it."""
    empty = Graph(run=Run("0.1.0", "no-model", "0"))
    for name, (form, _) in (UNIONS | DATASETS).items():
        found = {quad.object.value for quad in ox.parse(empty.serialize(name), format=form)}
        assert "no-model" in found
