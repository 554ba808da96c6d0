"""The graph as RDF quads, in the mapping that docs/rdf.md describes.

The quads come in an order that depends on the graph alone, subject by subject, without
blank nodes and without repetition, so that every serialisation of them is deterministic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..model import Document, Node, Statement
from ..ontology import NAMESPACE, Certainty, Polarity
from . import literals
from .namespaces import Names, term
from .review import link_triples, review_triples
from .run import Run
from .stretches import Stretch, quoted

if TYPE_CHECKING:
    from .graph import Graph

type Value = ox.NamedNode | ox.Literal
type Pair = tuple[ox.NamedNode, Value]
type Triple = tuple[ox.NamedNode, ox.NamedNode, Value]

CONTEXT: Final = 32
"""How many code points before and after a quotation its selector gives."""

# Making a term costs more than looking it up, and there are a hundred thousand quads.
_term = cache(term)
_iri = cache(ox.NamedNode)
_TYPE: Final = term("rdf:type")


def quads(graph: Graph) -> Iterator[ox.Quad]:
    """All quads of the graph, named graph by named graph."""
    for name, triples in named_graphs(graph):
        for subject, predicate, value in triples:
            yield ox.Quad(subject, predicate, value, name)


def union(graph: Graph) -> Iterator[Triple]:
    """The triples of all named graphs, those of one subject together."""
    by_subject: dict[str, list[Triple]] = {}
    for _, triples in named_graphs(graph):
        for triple in triples:
            by_subject.setdefault(triple[0].value, []).append(triple)
    for triples in by_subject.values():
        yield from triples


def named_graphs(graph: Graph) -> Iterator[tuple[ox.NamedNode, Iterable[Triple]]]:
    """The named graphs: entities, document by document, what is derived, and meta."""
    names = Names(graph.base)
    iris = {node.id: names.of(node.id) for node in graph.nodes}
    runs = {document.id: names.of(f"run/{graph.run_of(document.id).id}") for document in graph.documents}
    by_document: dict[str, list[Statement]] = {document.id: [] for document in graph.documents}
    stretches = quoted(graph)
    for statement in graph.statements:
        by_document[statement.evidence.document.id].append(statement)
    yield names.graph("entities"), chain.from_iterable(_node(node, names) for node in graph.nodes)
    for document in graph.documents:
        run = runs[document.id]
        statements = (_statement(statement, names, iris, run) for statement in by_document[document.id])
        evidence = (_evidence(document, stretch, names) for stretch in sorted(stretches[document.id]))
        yield names.graph(document.id), chain(chain.from_iterable(statements), chain.from_iterable(evidence))
    yield names.graph("derived"), _derived(graph, iris)
    if graph.links:
        yield names.graph("links"), link_triples(graph.links, names)
    if graph.decided.decisions:
        yield names.graph("review"), review_triples(graph, names)
    yield names.graph("meta"), _meta(graph, names)


def _node(node: Node, names: Names) -> Iterator[Triple]:
    this = names.of(node.id)
    yield this, _TYPE, _iri(node.node_class.iri)
    if node.node_class.is_actor:
        yield this, _TYPE, _term("parley:Actor")
    yield this, _term("skos:prefLabel"), literals.text(node.label)
    for alias in sorted(set(node.aliases) - {node.label}):
        yield this, _term("skos:altLabel"), literals.text(alias)
    for place in dict.fromkeys(map(names.evidence, node.mentions)):
        yield this, _term("parley:mention"), place
    if node.wikidata:
        yield this, _term("skos:exactMatch"), ox.NamedNode(f"http://www.wikidata.org/entity/{node.wikidata}")
    if node.iso3166:
        yield this, _term("skos:exactMatch"), ox.NamedNode(f"http://lexvo.org/id/iso3166/{node.iso3166}")
        yield this, _term("parley:iso3166"), literals.text(node.iso3166)


def _statement(
    statement: Statement, names: Names, node_iris: dict[str, ox.NamedNode], run: ox.NamedNode
) -> Iterator[Triple]:
    this = names.statement(statement)
    document = statement.evidence.document
    sources = [
        (names.of(f"statement/{statement.id}/source/{position}"), position, node_iris[source])
        for position, source in enumerate(statement.sources, start=1)
    ]
    yield this, _TYPE, _term("parley:Statement")
    yield this, _term("parley:subject"), node_iris[statement.subject]
    yield this, _term("parley:relation"), _iri(statement.relation.iri)
    yield this, _term("parley:object"), node_iris[statement.object]
    yield this, _term("parley:polarity"), _term(f"parley:{statement.polarity.value}")
    yield this, _term("parley:certainty"), _term(f"parley:{statement.certainty.value}")
    if sources:
        yield this, _term("parley:attributedTo"), sources[0][2]
    for source, _, _ in sources:
        yield this, _term("parley:source"), source
    yield this, _term("parley:evidence"), names.evidence(statement.evidence)
    yield this, _term("parley:sentence"), names.stretch(document, *statement.evidence.sentence)
    if statement.condition is not None:
        yield this, _term("parley:condition"), names.evidence(statement.condition)
    if statement.date:
        yield this, _term("parley:date"), literals.when(statement.date)
    yield this, _term("parley:confidence"), literals.confidence(statement.confidence)
    yield this, _term("parley:stage"), literals.text(statement.stage)
    yield this, _term("prov:wasDerivedFrom"), names.document(document)
    yield this, _term("prov:wasGeneratedBy"), run
    for source, position, agent in sources:
        yield source, _TYPE, _term("parley:SourceAttribution")
        yield source, _term("parley:agent"), agent
        yield source, _term("parley:position"), literals.integer(position)


def _evidence(document: Document, stretch: Stretch, names: Names) -> Iterator[Triple]:
    start, end = stretch
    this = names.stretch(document, start, end)
    quote = ox.NamedNode(f"{this.value}/quote")
    position = ox.NamedNode(f"{this.value}/position")
    before, after = document.text[max(0, start - CONTEXT) : start], document.text[end : end + CONTEXT]
    yield this, _TYPE, _term("oa:SpecificResource")
    yield this, _term("oa:hasSource"), names.document(document)
    yield this, _term("oa:hasSelector"), quote
    yield this, _term("oa:hasSelector"), position
    yield quote, _TYPE, _term("oa:TextQuoteSelector")
    yield quote, _term("oa:exact"), literals.text(document.text[start:end])
    if before:
        yield quote, _term("oa:prefix"), literals.text(before)
    if after:
        yield quote, _term("oa:suffix"), literals.text(after)
    yield position, _TYPE, _term("oa:TextPositionSelector")
    yield position, _term("oa:start"), literals.integer(start)
    yield position, _term("oa:end"), literals.integer(end)


def _derived(graph: Graph, node_iris: dict[str, ox.NamedNode]) -> Iterator[Triple]:
    """What is affirmed and asserted, as direct triples; symmetric relations in both directions."""
    found = set()
    for st in graph.statements:
        if st.polarity is Polarity.POSITIVE and st.certainty is Certainty.ASSERTED:
            found.add((st.subject, st.relation.iri, st.object))
            if st.relation.symmetric:
                found.add((st.object, st.relation.iri, st.subject))
    for subject, relation, object_ in sorted(found):
        yield node_iris[subject], _iri(relation), node_iris[object_]


def _meta(graph: Graph, names: Names) -> Iterator[Triple]:
    """Where it all comes from: the data set, the documents, the runs and the tool."""
    dataset, tool = names.of("dataset"), names.of("agent/parleygraph")
    used: dict[str, list[Document]] = {graph.run.id: []} if not graph.documents else {}
    runs = {graph.run.id: graph.run}
    for document in graph.documents:
        run = graph.run_of(document.id)
        runs[run.id] = run
        used.setdefault(run.id, []).append(document)
    iris = {id_: names.of(f"run/{id_}") for id_ in sorted(used)}
    yield dataset, _TYPE, _term("void:Dataset")
    yield dataset, _TYPE, _term("dcat:Dataset")
    yield dataset, _term("void:vocabulary"), _iri(NAMESPACE)
    yield dataset, _term("void:uriSpace"), literals.text(graph.base)
    yield dataset, _term("dcterms:conformsTo"), _iri(NAMESPACE.rstrip("#"))
    shared = ["derived", "entities", *(["links"] if graph.links else [])]
    shared.extend(["review"] if graph.decided.decisions else [])
    for name in (*shared, *(document.id for document in graph.documents)):
        yield dataset, _term("dcterms:hasPart"), names.graph(name)
    for iri in iris.values():
        yield dataset, _term("prov:wasGeneratedBy"), iri
    for document in graph.documents:
        for predicate, value in _document(document):
            yield names.document(document), predicate, value
    for document in graph.documents:
        yield names.graph(document.id), _term("prov:wasDerivedFrom"), names.document(document)
    for id_, iri in iris.items():
        for predicate, value in _run(runs[id_]):
            yield iri, predicate, value
        for document in used[id_]:
            yield iri, _term("prov:used"), names.document(document)
        yield iri, _term("prov:wasAssociatedWith"), tool
    yield tool, _TYPE, _term("prov:SoftwareAgent")
    for version in sorted({runs[id_].version for id_ in iris}):
        yield tool, _term("rdfs:label"), literals.text(f"parleygraph {version}")


def _run(run: Run) -> Iterator[Pair]:
    yield _TYPE, _term("parley:Run")
    yield _TYPE, _term("prov:Activity")
    yield _term("dcterms:identifier"), literals.text(run.id)
    yield _term("parley:toolVersion"), literals.text(run.version)
    yield _term("parley:model"), literals.text(run.model)
    yield _term("parley:modelVersion"), literals.text(run.model_version)
    settings = json.dumps(dict(run.settings), sort_keys=True, ensure_ascii=True)
    yield _term("parley:settings"), literals.text(settings)
    yield _term("parley:settingsHash"), literals.text(run.settings_hash)


def _document(document: Document) -> Iterator[Pair]:
    yield _TYPE, _term("parley:Document")
    yield _TYPE, _term("prov:Entity")
    yield _term("dcterms:identifier"), literals.text(document.id)
    yield _term("parley:name"), literals.text(document.name)
    if document.title:
        yield _term("dcterms:title"), literals.text(document.title)
    if document.date:
        yield _term("dcterms:date"), literals.when(document.date)
    if document.author:
        yield _term("dc:creator"), literals.text(document.author)
    if document.publisher:
        yield _term("dc:publisher"), literals.text(document.publisher)
    yield _term("dc:language"), literals.text(document.language)
    for topic in sorted(set(document.topics)):
        yield _term("dc:subject"), literals.text(topic)
    if document.url:
        yield _term("dcterms:source"), literals.address(document.url)
    yield _term("parley:length"), literals.integer(len(document.text))
