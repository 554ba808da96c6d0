"""The graph as RDF, in the mapping that docs/rdf.md describes.

What is said of each thing comes in an order that depends on the graph alone, subject by subject,
without blank nodes and without repetition, so that every serialisation is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..model import Document, Node, Statement
from ..ontology import Certainty, Polarity
from . import literals, turtle
from .namespaces import Names
from .provenance import meta_blocks
from .review import link_blocks, review_blocks
from .stretches import Places, Stretch, quoted
from .turtle import Block, Named, References

if TYPE_CHECKING:
    from .graph import Graph

type Value = ox.NamedNode | ox.Literal
type Triple = tuple[ox.NamedNode, ox.NamedNode, Value]

CONTEXT: Final = 32
"""How many code points before and after a quotation its selector gives."""


def quads(graph: Graph) -> Iterator[ox.Quad]:
    """All quads of the graph, named graph by named graph."""
    for named in named_blocks(graph):
        yield from ox.parse("".join(turtle.trig([named], graph.base)), format=ox.RdfFormat.TRIG)


def union(graph: Graph) -> Iterator[Triple]:
    """The triples of all named graphs, those of one subject together."""
    return _triples(turtle.union(named_blocks(graph)), graph.base)


def named_graphs(graph: Graph) -> Iterator[tuple[ox.NamedNode, Iterator[Triple]]]:
    """The named graphs of `named_blocks`, each with its triples."""
    names = Names(graph.base)
    for name, blocks in named_blocks(graph):
        yield names.graph(name), _triples(blocks, graph.base)


def _triples(blocks: Iterable[Block], base: str) -> Iterator[Triple]:
    content = "".join(turtle.turtle(blocks, base))
    for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
        # There are no blank nodes and no triple terms.
        yield quad.subject, quad.predicate, quad.object


def named_blocks(graph: Graph, places: Places | None = None) -> Iterator[Named]:
    """The named graphs: entities, document by document, what is derived, links, review, and meta.

    `places` are what `stretches.quoted` gives, where that is known already.
    """
    to = References(graph.base)
    nodes = _Made(to.of)
    by_document: dict[str, list[Statement]] = {document.id: [] for document in graph.documents}
    # Who wants what all documents share does not wait for the places in each.
    found = cache(lambda: quoted(graph) if places is None else places)
    for statement in graph.statements:
        by_document[statement.evidence.document.id].append(statement)
    yield "entities", (_node(node, nodes[node.id], to) for node in graph.nodes)
    for document in graph.documents:
        yield document.id, _said(graph, document, by_document[document.id], found, to, nodes)
    yield "derived", _derived(graph, to, nodes)
    if graph.links:
        yield "links", link_blocks(graph.links, to)
    if graph.decided.decisions:
        yield "review", review_blocks(graph, to)
    yield "meta", meta_blocks(graph, to)


class _Made(dict[str, str]):
    """What a function gives for each key, made when it is first asked for."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, key: str) -> str:
        self[key] = made = self._make(key)
        return made


def _said(
    graph: Graph,
    document: Document,
    statements: list[Statement],
    places: Callable[[], Places],
    to: References,
    nodes: dict[str, str],
) -> Iterator[Block]:
    """What a document says, and where."""
    run = to.of(f"run/{graph.run_of(document.id).id}")
    for statement in statements:
        yield from _statement(statement, to, nodes, run)
    for stretch in sorted(places()[document.id]):
        yield from _evidence(document, stretch, to)


def _node(node: Node, this: str, to: References) -> Block:
    kind = to.iri(node.node_class.iri)
    lines = [f"a {kind} , parley:Actor" if node.node_class.is_actor else f"a {kind}"]
    lines.append(f"skos:prefLabel {literals.text(node.label)}")
    if aliases := sorted(set(node.aliases) - {node.label}):
        lines.append(f"skos:altLabel {' , '.join(map(literals.text, aliases))}")
    if node.mentions:
        lines.append(f"parley:mention {' , '.join(dict.fromkeys(map(to.evidence, node.mentions)))}")
    matches = []
    if node.wikidata:
        matches.append(to.iri(f"http://www.wikidata.org/entity/{node.wikidata}"))
    if node.iso3166:
        matches.append(to.iri(f"http://lexvo.org/id/iso3166/{node.iso3166}"))
    if matches:
        lines.append(f"skos:exactMatch {' , '.join(matches)}")
    if node.iso3166:
        lines.append(f"parley:iso3166 {literals.text(node.iso3166)}")
    return this, lines


def _statement(statement: Statement, to: References, nodes: dict[str, str], run: str) -> Iterator[Block]:
    this, document = to.statement(statement), statement.evidence.document
    sources = [
        (f"{this[:-1]}/source/{position}>", position, nodes[source])
        for position, source in enumerate(statement.sources, start=1)
    ]
    lines = [
        "a parley:Statement",
        f"parley:subject {nodes[statement.subject]}",
        f"parley:relation {to.iri(statement.relation.iri)}",
        f"parley:object {nodes[statement.object]}",
        f"parley:polarity parley:{statement.polarity.value}",
        f"parley:certainty parley:{statement.certainty.value}",
    ]
    if sources:
        lines.append(f"parley:attributedTo {sources[0][2]}")
        lines.append(f"parley:source {' , '.join(source for source, _, _ in sources)}")
    lines.append(f"parley:evidence {to.evidence(statement.evidence)}")
    lines.append(f"parley:sentence {to.stretch(document, *statement.evidence.sentence)}")
    if statement.condition is not None:
        lines.append(f"parley:condition {to.evidence(statement.condition)}")
    if statement.date:
        lines.append(f"parley:date {literals.when(statement.date)}")
    lines.append(f"parley:confidence {literals.confidence(statement.confidence)}")
    lines.append(f"parley:stage {literals.text(statement.stage)}")
    lines.append(f"prov:wasDerivedFrom {to.document(document)}")
    lines.append(f"prov:wasGeneratedBy {run}")
    yield this, lines
    for source, position, agent in sources:
        number = literals.integer(position)
        yield source, ["a parley:SourceAttribution", f"parley:agent {agent}", f"parley:position {number}"]


def _evidence(document: Document, stretch: Stretch, to: References) -> Iterator[Block]:
    start, end = stretch
    this = to.stretch(document, start, end)
    quote, position = f"{this[:-1]}/quote>", f"{this[:-1]}/position>"
    yield (
        this,
        [
            "a oa:SpecificResource",
            f"oa:hasSource {to.document(document)}",
            f"oa:hasSelector {quote} , {position}",
        ],
    )
    words = ["a oa:TextQuoteSelector", f"oa:exact {literals.text(document.text[start:end])}"]
    if before := document.text[max(0, start - CONTEXT) : start]:
        words.append(f"oa:prefix {literals.text(before)}")
    if after := document.text[end : end + CONTEXT]:
        words.append(f"oa:suffix {literals.text(after)}")
    yield quote, words
    yield (
        position,
        [
            "a oa:TextPositionSelector",
            f"oa:start {literals.integer(start)}",
            f"oa:end {literals.integer(end)}",
        ],
    )


def _derived(graph: Graph, to: References, nodes: dict[str, str]) -> Iterator[Block]:
    """What is affirmed and asserted, as direct triples; symmetric relations in both directions."""
    found = set()
    for st in graph.statements:
        if st.polarity is Polarity.POSITIVE and st.certainty is Certainty.ASSERTED:
            found.add((st.subject, st.relation.iri, st.object))
            if st.relation.symmetric:
                found.add((st.object, st.relation.iri, st.subject))
    for (subject, relation), triples in groupby(sorted(found), key=lambda triple: triple[:2]):
        objects = " , ".join(nodes[object_] for _, _, object_ in triples)
        yield nodes[subject], [f"{to.iri(relation)} {objects}"]
