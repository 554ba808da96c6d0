"""Where a graph comes from, as RDF: the data set, the documents, the runs that read them and the tool."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Document
from ..ontology import NAMESPACE
from . import literals
from .run import Run
from .turtle import Block, References

if TYPE_CHECKING:
    from .graph import Graph


def meta_blocks(graph: Graph, to: References) -> Iterator[Block]:
    """The data set with its named graphs, then the documents, the runs and the tool."""
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
