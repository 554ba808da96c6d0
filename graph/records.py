"""The JSON records of documents, nodes and statements, as a saved graph holds them.

A record is one line of UTF-8 JSON. Reading one checks it against the text again: a quotation
that is not at its offsets, or an identifier that is not the digest of its parts, is damage.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..model import Document, Evidence, Node, ParleyError, Statement
from ..ontology import Certainty, NodeClass, Polarity, Relation

type Record = dict[str, Any]


class RecordError(ParleyError, ValueError):
    """A record that does not say what it must."""


def to_line(record: Mapping[str, Any]) -> bytes:
    """One line of JSON, readable where UTF-8 can carry it; a lone surrogate is escaped."""
    try:
        return (json.dumps(record, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(record, ensure_ascii=True) + "\n").encode()


def to_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """The records as JSON Lines."""
    return b"".join(map(to_line, records))


def from_line(line: bytes) -> Record:
    """The record in a line; raises RecordError where it is not a JSON object."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise RecordError(f"not JSON in UTF-8 ({error})") from error
    if not isinstance(record, dict):
        raise RecordError("not a JSON object")
    return record


def document_record(document: Document) -> Record:
    """The document, with its text last."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "date": document.date,
        "author": document.author,
        "publisher": document.publisher,
        "url": document.url,
        "language": document.language,
        "topics": list(document.topics),
        "text": document.text,
    }


def node_record(node: Node) -> Record:
    """The node with every place that mentions it."""
    return {
        "id": node.id,
        "class": node.node_class.value,
        "label": node.label,
        "aliases": list(node.aliases),
        "wikidata": node.wikidata,
        "iso3166": node.iso3166,
        "mentions": [evidence_record(mention) for mention in node.mentions],
    }


def evidence_record(evidence: Evidence) -> Record:
    """The quotation and where it is: offsets in code points of the document's text."""
    return {
        "document": evidence.document.id,
        "start": evidence.start,
        "end": evidence.end,
        "quotation": evidence.quotation,
        "sentence": list(evidence.sentence),
    }


def statement_record(statement: Statement) -> Record:
    """The statement with all its qualifiers and its evidence."""
    condition = statement.condition
    return {
        "id": statement.id,
        "subject": statement.subject,
        "relation": statement.relation.value,
        "object": statement.object,
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "sources": list(statement.sources),
        "condition": None
        if condition is None
        else {key: value for key, value in evidence_record(condition).items() if key != "document"},
        "date": statement.date,
        "evidence": evidence_record(statement.evidence),
        "confidence": statement.confidence,
        "stage": statement.stage,
    }


def read_document(record: Mapping[str, Any]) -> Document:
    """The document of a record; raises RecordError where its text is not the one it was made from."""
    document = Document(
        text=_get(record, "text", str),
        name=_get(record, "name", str),
        title=_maybe(record, "title"),
        date=_maybe(record, "date"),
        author=_maybe(record, "author"),
        publisher=_maybe(record, "publisher"),
        url=_maybe(record, "url"),
        language=_get(record, "language", str),
        topics=_names(record, "topics"),
    )
    return _same(document, record)


def read_node(record: Mapping[str, Any], documents: Mapping[str, Document]) -> Node:
    """The node of a record; raises RecordError or EvidenceError where a mention is not in the text."""
    return Node(
        id=_get(record, "id", str),
        node_class=NodeClass(_get(record, "class", str)),
        label=_get(record, "label", str),
        mentions=tuple(read_evidence(mention, documents) for mention in _get(record, "mentions", list)),
        aliases=_names(record, "aliases"),
        wikidata=_maybe(record, "wikidata"),
        iso3166=_maybe(record, "iso3166"),
    )


def read_evidence(record: Mapping[str, Any], documents: Mapping[str, Document]) -> Evidence:
    """The evidence of a record; raises RecordError or EvidenceError where the text does not hold it."""
    document = documents.get(_get(record, "document", str))
    if document is None:
        raise RecordError(f"there is no document {record['document']!r}")
    start, end = _get(record, "start", int), _get(record, "end", int)
    sentence = _get(record, "sentence", list)
    if len(sentence) != 2 or not all(isinstance(offset, int) for offset in sentence):
        raise RecordError("'sentence' is not a pair of offsets")
    return Evidence(document, start, end, _get(record, "quotation", str), (sentence[0], sentence[1]))


def read_statement(record: Mapping[str, Any], documents: Mapping[str, Document]) -> Statement:
    """The statement of a record; raises a ParleyError or ValueError that says what is wrong."""
    evidence = read_evidence(_get(record, "evidence", dict), documents)
    condition = record.get("condition")
    statement = Statement(
        subject=_get(record, "subject", str),
        relation=Relation(_get(record, "relation", str)),
        object=_get(record, "object", str),
        evidence=evidence,
        polarity=Polarity(_get(record, "polarity", str)),
        certainty=Certainty(_get(record, "certainty", str)),
        sources=_names(record, "sources"),
        condition=None
        if condition is None
        else read_evidence({"document": evidence.document.id, **condition}, documents),
        date=_maybe(record, "date"),
        confidence=float(_get(record, "confidence", float, int)),
        stage=_get(record, "stage", str),
    )
    return _same(statement, record)


def _same[T: (Document, Statement)](thing: T, record: Mapping[str, Any]) -> T:
    """The thing, if its identifier, which is a digest of its parts, is the one on record."""
    if thing.id != record.get("id"):
        raise RecordError(
            f"was changed by hand: its identifier is {record.get('id')!r}, its parts give {thing.id!r}"
        )
    return thing


def _get(record: Mapping[str, Any], name: str, *types: type) -> Any:
    value = record.get(name)
    if not isinstance(value, types) or isinstance(value, bool):
        wanted = " or ".join(kind.__name__ for kind in types)
        raise RecordError(
            f"{name!r} is missing" if name not in record else f"{name!r} is not of type {wanted}"
        )
    return value


def _maybe(record: Mapping[str, Any], name: str) -> str | None:
    return None if record.get(name) is None else str(_get(record, name, str))


def _names(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = _get(record, name, list)
    if not all(isinstance(value, str) for value in values):
        raise RecordError(f"{name!r} does not hold strings only")
    return tuple(values)
