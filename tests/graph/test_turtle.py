"""The Turtle that is written as text is, byte for byte, what Oxigraph makes of the same triples."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parleygraph.graph import Graph
from parleygraph.graph.literals import text
from parleygraph.graph.namespaces import PREFIXES, Names
from parleygraph.graph.serializations import readable_trig, trig, trig_and_turtle, turtle
from parleygraph.graph.turtle import References
from parleygraph.graph.turtle import turtle as written

BASES = [
    "https://example.org/parley/",
    "http://w3id.org/",
    "urn:example:fish/",
    "http://a.example/%C3%A9/é//",
]
SUBJECT = ox.NamedNode("x:s")
ESCAPED = '\x00\x07\b\t\n\f\r\x1f "\\\x7f\x85\u2028\ufeff\ufffd\ufffe\uffff\U0001f41f é'


def serialized(value: ox.NamedNode | ox.Literal, base: str) -> str:
    """The value as the serializer writes it."""
    triple = ox.Triple(SUBJECT, SUBJECT, value)
    content = ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=base)
    assert content is not None
    return content.decode().rpartition("<x:s> <x:s> ")[2].removesuffix(" .\n")


def in_other_words(graph: Graph, base: str) -> Graph:
    """The graph with another base."""
    return Graph.assemble(graph.decided.extracted, run=graph.run, base=base)


@pytest.mark.parametrize("base", BASES)
def test_trig_is_what_the_serializer_writes(small_graph: Graph, base: str) -> None:
    """With whatever base, and whatever is in the texts."""
    graph = in_other_words(small_graph, base)
    content = trig(graph)
    parsed = list(ox.parse(content, format=ox.RdfFormat.TRIG))
    assert len(parsed) > 500
    assert content == readable_trig(parsed, base)


@pytest.mark.parametrize("base", BASES)
def test_turtle_is_what_the_serializer_writes(small_graph: Graph, base: str) -> None:
    """The blocks of a thing that several named graphs describe are one block."""
    content = turtle(in_other_words(small_graph, base))
    triples = [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)]
    again = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=base)
    assert again is not None
    body = re.sub(rb"(?:@[^\n]*\n)*", b"", again, count=1)
    assert content.partition(b"\n\n")[2] == re.sub(rb"^(?=[^\t\n])", b"\n", body, flags=re.MULTILINE)[1:]
    subjects = [line.split(b" ")[0] for line in content.splitlines() if line.startswith(b"<")]
    assert len(subjects) == len(set(subjects))


def test_both_together_are_each_alone(small_graph: Graph) -> None:
    """What a dossier writes is what the exports give."""
    assert [*trig_and_turtle(small_graph)] == [trig(small_graph), turtle(small_graph)]


@settings(deadline=None)
@given(st.text() | st.text(ESCAPED))
def test_any_text_is_escaped_as_the_serializer_does(value: str) -> None:
    """Line ends, quotation marks, what cannot be seen, and what is no character."""
    assert text(value) == serialized(ox.Literal(value), BASES[0])


@pytest.mark.parametrize("base", BASES)
@settings(deadline=None)
@given(path=st.text("a./~% :é", max_size=8))
def test_any_identifier_is_shortened_as_the_serializer_does(base: str, path: str) -> None:
    """Steps upwards, empty steps and colons too, and what is read back is the IRI."""
    iri = Names(base).of(path)
    found = References(base).of(path)
    assert found == serialized(iri, base)
    content = "".join(written([("<x:s>", [f"<x:s> {found}"])], base))
    (quad,) = ox.parse(content, format=ox.RdfFormat.TURTLE)
    assert quad.object == iri


@pytest.mark.parametrize("iri", ["https://w3id.org/parleygraph/ontology#supports", "http://w3id.org/q?x#y"])
def test_the_iris_of_others_are_prefixed_or_shortened_as_the_serializer_does(iri: str) -> None:
    """With every base."""
    for base in BASES:
        assert References(base).iri(iri) == serialized(ox.NamedNode(iri), base)
