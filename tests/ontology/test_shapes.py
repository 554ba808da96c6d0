"""The shapes accept what the program writes and explain what is wrong with anything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from parleygraph.ontology import NAMESPACE, NodeClass, Relation
from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from .shaping import SHAPES, problems

PARLEY = Namespace(NAMESPACE)
OA = Namespace("http://www.w3.org/ns/oa#")
EXAMPLE = "https://example.org/parley/"
MAPPING = Path(__file__).resolve().parents[2] / "docs" / "rdf.md"


def union(quads: Iterable[ox.Quad]) -> Graph:
    """The triples of all named graphs together."""
    triples = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


@pytest.fixture
def data() -> Graph:
    """The worked example of docs/rdf.md, with one more node of each class, to break."""
    (trig,) = re.findall(r"```trig\n(.*?)```", MAPPING.read_text(encoding="utf-8"), re.DOTALL)
    graph = union(ox.parse(trig, format=ox.RdfFormat.TRIG))
    mention = min(graph.objects(None, PARLEY.mention))
    for node_class in NodeClass:
        node = URIRef(f"{EXAMPLE}{node_class.value}")
        graph.add((node, RDF.type, URIRef(node_class.iri)))
        graph.add((node, RDF.type, PARLEY[node_class.kind]))
        graph.add((node, SKOS.prefLabel, Literal(node_class.label)))
        graph.add((node, PARLEY.mention, mention))
    return graph


def a_statement(data: Graph, relation: Relation = Relation.PROPOSES) -> Node:
    """The first statement of the relation; that of proposes has no voice but the author's."""
    return min(data.subjects(PARLEY.relation, URIRef(relation.iri)))


def a(data: Graph, kind: URIRef) -> Node:
    """The first thing of the class."""
    return min(data.subjects(RDF.type, kind))


def test_a_graph_that_the_program_wrote_satisfies_the_shapes(river_store: ox.Store) -> None:
    """Nothing is wrong with the dispute over the river, in which every relation occurs."""
    assert problems(union(river_store)) == []


def test_the_documented_example_satisfies_the_shapes(data: Graph) -> None:
    """Nothing is wrong with the worked example, so that what is found below was broken there."""
    assert problems(data) == []


def test_the_shapes_are_valid_shacl() -> None:
    """The shapes satisfy the shapes of SHACL itself."""
    assert pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)[0]


def without(prop: URIRef) -> Callable[[Graph, Node], None]:
    """A change that removes a property."""
    return lambda data, thing: data.remove((thing, prop, None)) and None


def with_value(prop: URIRef, value: Node) -> Callable[[Graph, Node], None]:
    """A change that gives a property one other value."""
    return lambda data, thing: data.set((thing, prop, value)) and None


def also(prop: URIRef, value: Node) -> Callable[[Graph, Node], None]:
    """A change that adds a value."""
    return lambda data, thing: data.add((thing, prop, value)) and None


NUMBER = Literal(7)
BAD_STATEMENTS = {
    "no subject": (without(PARLEY.subject), "exactly one subject"),
    "no object": (without(PARLEY.object), "exactly one object"),
    "no relation": (without(PARLEY.relation), "exactly one relation"),
    "an unknown relation": (
        with_value(PARLEY.relation, PARLEY.admires),
        "must be one of: proposes, supports",
    ),
    "no polarity": (without(PARLEY.polarity), "exactly one polarity"),
    "two polarities": (also(PARLEY.polarity, PARLEY.negative), "exactly one polarity"),
    "an unknown polarity": (with_value(PARLEY.polarity, PARLEY.neutral), "must be positive or negative"),
    "no certainty": (without(PARLEY.certainty), "exactly one certainty"),
    "an unknown certainty": (with_value(PARLEY.certainty, PARLEY.maybe), "must be asserted or uncertain"),
    "no evidence": (without(PARLEY.evidence), "exactly one quotation"),
    "no sentence": (without(PARLEY.sentence), "the sentence around its quotation"),
    "no document": (without(PROV.wasDerivedFrom), "which document it was found in"),
    "no run": (without(PROV.wasGeneratedBy), "which run made it"),
    "no confidence": (without(PARLEY.confidence), "above 0 and up to 1"),
    "a confidence of 0": (
        with_value(PARLEY.confidence, Literal("0.0", datatype=XSD.decimal)),
        "above 0 and up to 1",
    ),
    "a confidence over 1": (
        with_value(PARLEY.confidence, Literal("1.5", datatype=XSD.decimal)),
        "above 0 and up to 1",
    ),
    "no stage": (without(PARLEY.stage), "the rule, the model or the person"),
    "a date that is text": (with_value(PARLEY.date, Literal("last week")), "a day (2031-05-03)"),
    "a voice without a chain": (
        with_value(PARLEY.attributedTo, URIRef(f"{EXAMPLE}actor/norway")),
        "parley:attributedTo and parley:source together",
    ),
}


@pytest.mark.parametrize(("change", "message"), BAD_STATEMENTS.values(), ids=BAD_STATEMENTS)
def test_a_bad_statement_is_named_and_explained(
    data: Graph, change: Callable[[Graph, Node], None], message: str
) -> None:
    """The report names the statement, says what is wrong and what to do."""
    statement = a_statement(data)
    change(data, statement)
    found = {text for thing, text in problems(data) if thing == str(statement) and message in text}
    assert len(found) == 1


BAD_THINGS = {
    "a node without a label": (PARLEY.Proposal, without(SKOS.prefLabel), "exactly one label"),
    "a node with two labels": (PARLEY.Proposal, also(SKOS.prefLabel, Literal("else")), "exactly one label"),
    "an empty alias": (PARLEY.Proposal, also(SKOS.altLabel, Literal("")), "plain text that is not empty"),
    "a node without a mention": (
        PARLEY.Interest,
        without(PARLEY.mention),
        "mentioned in a document at least once",
    ),
    "a node of two classes": (PARLEY.Interest, also(RDF.type, PARLEY.Proposal), "exactly one of: State"),
    "a node without a class": (PARLEY.State, without(RDF.type), "exactly one of: State"),
    "a code of three letters": (
        PARLEY.State,
        with_value(PARLEY.iso3166, Literal("NOR")),
        "two capital letters",
    ),
    "a match that is text": (PARLEY.State, with_value(SKOS.exactMatch, Literal("Q20")), "must be an address"),
    "a voice without a speaker": (PARLEY.SourceAttribution, without(PARLEY.agent), "must name who speaks"),
    "a voice without a place": (PARLEY.SourceAttribution, without(PARLEY.position), "counted from 1"),
    "a voice in place 0": (
        PARLEY.SourceAttribution,
        with_value(PARLEY.position, Literal(0)),
        "counted from 1",
    ),
    "evidence without a document": (
        OA.SpecificResource,
        without(OA.hasSource),
        "the one document it stands in",
    ),
    "evidence without selectors": (OA.SpecificResource, without(OA.hasSelector), "must give its words"),
    "evidence without a place": (OA.SpecificResource, without(OA.hasSelector), "must give its place"),
    "a quotation without words": (OA.TextQuoteSelector, without(OA.exact), "given once, and not be empty"),
    "an empty quotation": (
        OA.TextQuoteSelector,
        with_value(OA.exact, Literal("")),
        "given once, and not be empty",
    ),
    "a start that is text": (
        OA.TextPositionSelector,
        with_value(OA.start, Literal("first")),
        "counted from 0",
    ),
    "a negative start": (OA.TextPositionSelector, with_value(OA.start, Literal(-1)), "counted from 0"),
    "an end before the start": (
        OA.TextPositionSelector,
        with_value(OA.start, Literal(10**6)),
        "begin before it ends",
    ),
    "a document without a name": (PARLEY.Document, without(PARLEY.name), "must have one name"),
    "a document without a length": (PARLEY.Document, without(PARLEY.length), "how long its text is"),
    "a document of two dates": (PARLEY.Document, also(DCTERMS.date, Literal("2031")), "may have one date"),
    "a run without a model": (PARLEY.Run, without(PARLEY.model), "the name of the model"),
    "a run without settings": (PARLEY.Run, without(PARLEY.settingsHash), "the digest of its settings"),
}


@pytest.mark.parametrize(("kind", "change", "message"), BAD_THINGS.values(), ids=BAD_THINGS)
def test_a_bad_thing_is_named_and_explained(
    data: Graph, kind: URIRef, change: Callable[[Graph, Node], None], message: str
) -> None:
    """Nodes, sources, evidence, documents and runs are held to their shapes too."""
    thing = a(data, kind)
    change(data, thing)
    found = {text for focus, text in problems(data) if focus == str(thing) and message in text}
    assert len(found) == 1


def test_an_actor_without_its_general_type_is_found(data: Graph) -> None:
    """Queries for actors would miss it."""
    state = a(data, PARLEY.State)
    data.remove((state, RDF.type, PARLEY.Actor))
    assert any(
        focus == str(state) and "must also have the type Actor" in text for focus, text in problems(data)
    )


@pytest.mark.parametrize("relation", Relation, ids=lambda relation: relation.value)
def test_a_statement_that_leaves_domain_or_range_is_found(data: Graph, relation: Relation) -> None:
    """Every class that the ontology does not allow at an end is refused there, and no other."""
    template = dict(data.predicate_objects(a_statement(data)))
    wrong = {}
    for end, classes in (("subject", relation.domain), ("object", relation.range)):
        other, others = ("object", relation.range) if end == "subject" else ("subject", relation.domain)
        for node_class in NodeClass:
            statement = URIRef(f"{EXAMPLE}statement/{end}-{node_class.value}")
            allowed = min(others, key=lambda c: c.value)
            for prop, value in template.items():
                data.add((statement, prop, value))
            data.set((statement, PARLEY.relation, URIRef(relation.iri)))
            data.set((statement, PARLEY[end], URIRef(EXAMPLE + node_class.value)))
            data.set((statement, PARLEY[other], URIRef(EXAMPLE + allowed.value)))
            wrong[str(statement)] = (node_class not in classes, f"The {end} of '{relation.value}' must be a")
    found = problems(data)
    for name, (is_wrong, message) in wrong.items():
        assert [message in text for focus, text in found if focus == name] == [True] * is_wrong


@pytest.mark.parametrize("relation", [Relation.SEEKS, Relation.ALLY_OF], ids=lambda relation: relation.value)
def test_a_direct_triple_that_leaves_domain_or_range_is_found(data: Graph, relation: Relation) -> None:
    """The derived graph is held to the ontology too."""
    proposal = a(data, PARLEY.Proposal)
    data.add((proposal, URIRef(relation.iri), proposal))
    found = [text for focus, text in problems(data) if focus == str(proposal)]
    assert len(found) == 2
    assert all("Remove the direct triple" in text for text in found)
