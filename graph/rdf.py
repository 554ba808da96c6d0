"""The graph as RDF, in the mapping that docs/rdf.md describes.

What is said of each thing comes in an order that depends on the graph alone, subject by subject,
without blank nodes and without repetition, so that every serialisation is deterministic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..model import Document, Node, Statement
from ..ontology import NAMESPACE, Certainty, Polarity
from . import literals, turtle
from .namespaces import Names
from .review import link_blocks, review_blocks
from .run import Run
from .stretches import Stretch, quoted
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


def named_blocks(graph: Graph) -> Iterator[Named]:
    """The named graphs: entities, document by document, what is derived, links, review, and meta."""
    to = References(graph.base)
    nodes = {node.id: to.of(node.id) for node in graph.nodes}
    by_document: dict[str, list[Statement]] = {document.id: [] for document in graph.documents}
    stretches = quoted(graph)
    for statement in graph.statements:
        by_document[statement.evidence.document.id].append(statement)
    yield "entities", (_node(node, to) for node in graph.nodes)
    for document in graph.documents:
        run = to.of(f"run/{graph.run_of(document.id).id}")
        statements = (_statement(statement, to, nodes, run) for statement in by_document[document.id])
        evidence = (_evidence(document, stretch, to) for stretch in sorted(stretches[document.id]))
        yield document.id, chain.from_iterable(chain(statements, evidence))
    yield "derived", _derived(graph, to, nodes)
    if graph.links:
        yield "links", link_blocks(graph.links, to)
    if graph.decided.decisions:
        yield "review", review_blocks(graph, to)
    yield "meta", _meta(graph, to)


def _node(node: Node, to: References) -> Block:
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
    return to.of(node.id), lines


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


def _meta(graph: Graph, to: References) -> Iterator[Block]:
    """Where it all comes from: the data set, the documents, the runs and the tool."""
    tool = to.of("agent/parleygraph")
    used: dict[str, list[Document]] = {graph.run.id: []} if not graph.documents else {}
    runs = {graph.run.id: graph.run}
    for document in graph.documents:
        run = graph.run_of(document.id)
        runs[run.id] = run
        used.setdefault(run.id, []).append(document)
    iris = {id_: to.of(f"run/{id_}") for id_ in sorted(used)}
    shared = ["derived", "entities", *(["links"] if graph.links else [])]
    shared.extend(["review"] if graph.decided.decisions else [])
    parts = (*shared, *(document.id for document in graph.documents))
    yield (
        to.of("dataset"),
        [
            "a void:Dataset , dcat:Dataset",
            f"void:vocabulary {to.iri(NAMESPACE)}",
            f"void:uriSpace {literals.text(graph.base)}",
            f"dcterms:conformsTo {to.iri(NAMESPACE.rstrip('#'))}",
            f"dcterms:hasPart {' , '.join(map(to.graph, parts))}",
            f"prov:wasGeneratedBy {' , '.join(iris.values())}",
        ],
    )
    for document in graph.documents:
        yield to.document(document), list(_document(document, to))
    for document in graph.documents:
        yield to.graph(document.id), [f"prov:wasDerivedFrom {to.document(document)}"]
    for id_, iri in iris.items():
        lines = list(_run(runs[id_]))
        if used[id_]:
            lines.append(f"prov:used {' , '.join(map(to.document, used[id_]))}")
        yield iri, [*lines, f"prov:wasAssociatedWith {tool}"]
    labels = (literals.text(f"parleygraph {v}") for v in sorted({runs[id_].version for id_ in iris}))
    yield tool, ["a prov:SoftwareAgent", f"rdfs:label {' , '.join(labels)}"]


def _run(run: Run) -> Iterator[str]:
    settings = json.dumps(dict(run.settings), sort_keys=True, ensure_ascii=True)
    yield "a parley:Run , prov:Activity"
    yield f"dcterms:identifier {literals.text(run.id)}"
    yield f"parley:toolVersion {literals.text(run.version)}"
    yield f"parley:model {literals.text(run.model)}"
    yield f"parley:modelVersion {literals.text(run.model_version)}"
    yield f"parley:settings {literals.text(settings)}"
    yield f"parley:settingsHash {literals.text(run.settings_hash)}"


def _document(document: Document, to: References) -> Iterator[str]:
    yield "a parley:Document , prov:Entity"
    yield f"dcterms:identifier {literals.text(document.id)}"
    yield f"parley:name {literals.text(document.name)}"
    if document.title:
        yield f"dcterms:title {literals.text(document.title)}"
    if document.date:
        yield f"dcterms:date {literals.when(document.date)}"
    if document.author:
        yield f"dc:creator {literals.text(document.author)}"
    if document.publisher:
        yield f"dc:publisher {literals.text(document.publisher)}"
    yield f"dc:language {literals.text(document.language)}"
    if document.topics:
        yield f"dc:subject {' , '.join(map(literals.text, sorted(set(document.topics))))}"
    if document.url:
        yield f"dcterms:source {literals.address(document.url, to)}"
    yield f"parley:length {literals.integer(len(document.text))}"
