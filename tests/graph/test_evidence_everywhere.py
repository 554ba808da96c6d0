"""Every quotation in every output equals the text at its offsets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parleygraph.graph import Graph, Run
from parleygraph.graph.annotations import annotation_files
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import NodeClass, Relation

# rdflib warns of its own use of what it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

type Quotation = tuple[str, int, int, str]

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def in_rdf(graph: Graph, name: str, form: str) -> Iterator[Quotation]:
    """Document, offsets and quotation of all evidence in an RDF syntax."""
    read = rdflib.Dataset(default_union=True)
    read.parse(data=graph.serialize(name), format=form)
    for evidence in read.subjects(rdflib.RDF.type, OA.SpecificResource):
        document = str(read.value(evidence, OA.hasSource)).rpartition("/")[2]
        values = {}
        for selector in read.objects(evidence, OA.hasSelector):
            for predicate in (OA.start, OA.end, OA.exact):
                if (value := read.value(selector, predicate)) is not None:
                    values[predicate] = str(value)
        yield document, int(values[OA.start]), int(values[OA.end]), values[OA.exact]


def in_jsonl(graph: Graph) -> Iterator[Quotation]:
    """The same of the statements in JSON Lines, conditions and evidence."""
    for line in graph.serialize("jsonl").split(b"\n")[:-1]:
        record = json.loads(line)
        document = record["evidence"]["document"]
        for part in filter(None, (record["evidence"], record["condition"])):
            yield document, part["start"], part["end"], part["quotation"]


def in_csv(graph: Graph) -> Iterator[Quotation]:
    """The same of the table of statements; an apostrophe disarms what looks like a formula."""
    for row in csv.DictReader(io.StringIO(graph.serialize("statements-csv").decode("utf-8-sig"), newline="")):
        quotation = row["quotation"]
        if quotation.startswith("'") and len(quotation) > int(row["end"]) - int(row["start"]):
            quotation = quotation[1:]
        yield row["document_id"], int(row["start"]), int(row["end"]), quotation


def in_network(graph: Graph) -> Iterator[Quotation]:
    """The same of the edges of the network."""
    for *_, data in graph.network().edges(data=True):
        yield data["document_id"], data["evidence_start"], data["evidence_end"], data["quotation"]


def check(graph: Graph, found: Iterator[Quotation], replaced: str = "") -> int:
    """Compare the quotations with the texts and return how many there were."""
    texts = {document.id: document.text for document in graph.documents}
    count = 0
    for document, start, end, quotation in found:
        text = texts[document][start:end]
        assert quotation == "".join("\ufffd" if character in replaced else character for character in text)
        count += 1
    return count


OUTPUTS: dict[str, Callable[[Graph], Iterator[Quotation]]] = {
    "jsonl": in_jsonl,
    "statements-csv": in_csv,
    "network": in_network,
    "turtle": lambda graph: in_rdf(graph, "turtle", "turtle"),
    "trig": lambda graph: in_rdf(graph, "trig", "trig"),
    "ntriples": lambda graph: in_rdf(graph, "ntriples", "nt"),
    "nquads": lambda graph: in_rdf(graph, "nquads", "nquads"),
    "jsonld": lambda graph: in_rdf(graph, "jsonld", "json-ld"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_quotations_equal_the_text_at_their_offsets(name: str, small_graph: Graph) -> None:
    """Emoji, combining marks, right-to-left text, control characters and line separators included."""
    assert check(small_graph, OUTPUTS[name](small_graph)) >= len(small_graph.statements)


def test_quotations_in_xml_equal_the_text_but_for_what_xml_cannot_hold(small_graph: Graph) -> None:
    """A replaced character takes up as much room as it did, so that the offsets stay right."""
    found = list(in_rdf(small_graph, "rdfxml", "xml"))
    assert check(small_graph, iter(found), replaced="\x00\x07") > len(small_graph.statements)
    assert any("\ufffd" in quotation for *_, quotation in found)


def test_mentions_in_annotations_name_their_node(small_graph: Graph) -> None:
    """The text at the offsets of a mention is the label or an alias of the node."""
    texts = {document.name: document.text for document in small_graph.documents}
    for name, content in annotation_files(small_graph).items():
        for node in json.loads(content)["nodes"]:
            names = {small_graph.node(node["id"]).label, *small_graph.node(node["id"]).aliases}
            found = {texts[name.removesuffix(".json")][m["start"] : m["end"]] for m in node["mentions"]}
            assert found <= names


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.text(max_size=20),
    quotation=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    after=st.text(max_size=20),
)
def test_any_text_can_be_quoted(before: str, quotation: str, after: str) -> None:
    """Whatever characters a text is made of, its quotations survive RDF, JSON and CSV."""
    document = Document(before + quotation + after)
    start = min(len(before), max(len(document.text) - 1, 0))
    end = max(start + 1, len(document.text) - len(after))
    if not start < end <= len(document.text):
        return
    place = document.quote(start, end)
    nodes = (
        Node("actor/a", NodeClass.GROUP, place.quotation, (place,)),
        Node("proposal/p", NodeClass.PROPOSAL, "p", (place,)),
    )
    statement = Statement("actor/a", Relation.SUPPORTS, "proposal/p", place)
    graph = Graph([Extraction(document, nodes, (statement,))], run=Run("0", "m", "0"))
    surrogates = "".join(map(chr, range(0xD800, 0xE000)))
    for name in ("turtle", "nquads", "jsonld", "statements-csv"):
        assert check(graph, OUTPUTS[name](graph), replaced=surrogates) == 1, name
    assert check(graph, in_jsonl(graph)) == 1
