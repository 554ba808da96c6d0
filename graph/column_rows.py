"""The rows of the columnar twin: what each table holds, and of which type.

Offsets are in code points of the document's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..model import Document, Node, Statement
from .namespaces import Names

type Schema = Mapping[str, str]

STATEMENTS: Final[Schema] = {
    "id": "VARCHAR",
    "document": "VARCHAR",
    "document_name": "VARCHAR",
    "document_date": "VARCHAR",
    "subject": "VARCHAR",
    "subject_label": "VARCHAR",
    "subject_class": "VARCHAR",
    "relation": "VARCHAR",
    "object": "VARCHAR",
    "object_label": "VARCHAR",
    "object_class": "VARCHAR",
    "polarity": "VARCHAR",
    "certainty": "VARCHAR",
    "sources": "VARCHAR[]",
    "source_labels": "VARCHAR[]",
    "date": "VARCHAR",
    "start": "INTEGER",
    "end": "INTEGER",
    "quotation": "VARCHAR",
    "sentence_start": "INTEGER",
    "sentence_end": "INTEGER",
    "condition": "VARCHAR",
    "condition_start": "INTEGER",
    "condition_end": "INTEGER",
    "confidence": "DOUBLE",
    "stage": "VARCHAR",
    "subject_number": "INTEGER",
    "object_number": "INTEGER",
    "speaker_number": "INTEGER",
}
"""The columns of `statements.parquet`, by name, and their types.

The numbers are those of the rows of `nodes.parquet`, which are joined on faster than identifiers; the
speaker is the nearest voice.
"""

NODES: Final[Schema] = {
    "number": "INTEGER",
    "id": "VARCHAR",
    "iri": "VARCHAR",
    "class": "VARCHAR",
    "kind": "VARCHAR",
    "label": "VARCHAR",
    "aliases": "VARCHAR[]",
    "wikidata": "VARCHAR",
    "iso3166": "VARCHAR",
    "mentions": 'STRUCT(document VARCHAR, start INTEGER, "end" INTEGER)[]',
}
"""The columns of `nodes.parquet`, by name, and their types; `iri` is the one of the RDF."""

DOCUMENTS: Final[Schema] = {
    "id": "VARCHAR",
    "name": "VARCHAR",
    "title": "VARCHAR",
    "date": "VARCHAR",
    "author": "VARCHAR",
    "publisher": "VARCHAR",
    "url": "VARCHAR",
    "language": "VARCHAR",
    "topics": "VARCHAR[]",
    "length": "INTEGER",
}
"""The columns of `documents.parquet`, by name, and their types; `length` counts code points."""


def statement_row(
    statement: Statement, nodes: Mapping[str, Node], numbers: Mapping[str, int]
) -> dict[str, Any]:
    """The statement, with what `nodes` and `numbers` say of its ends and voices."""
    evidence, condition = statement.evidence, statement.condition
    subject, object_ = nodes[statement.subject], nodes[statement.object]
    return {
        "id": statement.id,
        "document": evidence.document.id,
        "document_name": evidence.document.name,
        "document_date": evidence.document.date or None,
        "subject": subject.id,
        "subject_label": subject.label,
        "subject_class": subject.node_class.value,
        "relation": statement.relation.value,
        "object": object_.id,
        "object_label": object_.label,
        "object_class": object_.node_class.value,
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "sources": list(statement.sources),
        "source_labels": [nodes[source].label for source in statement.sources],
        "date": statement.date or None,
        "start": evidence.start,
        "end": evidence.end,
        "quotation": evidence.quotation,
        "sentence_start": evidence.sentence[0],
        "sentence_end": evidence.sentence[1],
        "condition": None if condition is None else condition.quotation,
        "condition_start": None if condition is None else condition.start,
        "condition_end": None if condition is None else condition.end,
        "confidence": statement.confidence,
        "stage": statement.stage,
        "subject_number": numbers[subject.id],
        "object_number": numbers[object_.id],
        "speaker_number": numbers[statement.sources[0]] if statement.sources else None,
    }


def node_row(node: Node, number: int, names: Names) -> dict[str, Any]:
    """The node, with its number, its IRI and all its mentions."""
    return {
        "number": number,
        "id": node.id,
        "iri": names.of(node.id).value,
        "class": node.node_class.value,
        "kind": node.node_class.kind,
        "label": node.label,
        "aliases": sorted(set(node.aliases) - {node.label}),
        "wikidata": node.wikidata,
        "iso3166": node.iso3166,
        "mentions": [
            {"document": mention.document.id, "start": mention.start, "end": mention.end}
            for mention in node.mentions
        ],
    }


def document_row(document: Document) -> dict[str, Any]:
    """The document without its text."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title or None,
        "date": document.date or None,
        "author": document.author or None,
        "publisher": document.publisher or None,
        "url": document.url or None,
        "language": document.language,
        "topics": sorted(set(document.topics)),
        "length": len(document.text),
    }
