"""The JSON records of documents, nodes and statements, as a saved graph holds them.

A record is one line of UTF-8 JSON. Reading one checks it against the text again: a quotation
that is not at its offsets, or an identifier that is not the digest of its parts, is damage.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any, Final

from ..model import Document, Evidence, Node, ParleyError, Statement
from ..ontology import Certainty, NodeClass, Polarity, Relation

type Record = dict[str, Any]

# To look a value up by the enumeration itself takes longer.
_RELATIONS: Final = {each.value: each for each in Relation}
_POLARITIES: Final = {each.value: each for each in Polarity}
_CERTAINTIES: Final = {each.value: each for each in Certainty}
# `json.dumps` would make an encoder for each record.
_ENCODED: Final = json.JSONEncoder(ensure_ascii=False).encode


class RecordError(ParleyError, ValueError):
    """A record that does not say what it must."""


def to_line(record: Mapping[str, Any]) -> bytes:
    """One line of JSON, readable where UTF-8 can carry it; a lone surrogate is escaped."""
    try:
        return (_ENCODED(record) + "\n").encode()
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
    id_, node_class, label, mentions = _NODE.of(record)
    return Node(
        id=id_,
        node_class=NodeClass(node_class),
        label=label,
        mentions=tuple(read_evidence(mention, documents) for mention in mentions),
        aliases=_names(record, "aliases"),
        wikidata=_maybe(record, "wikidata"),
        iso3166=_maybe(record, "iso3166"),
    )


def read_evidence(record: Mapping[str, Any], documents: Mapping[str, Document]) -> Evidence:
    """The evidence of a record; raises RecordError or EvidenceError where the text does not hold it."""
    id_, start, end, quotation, sentence = _EVIDENCE.of(record)
    document = documents.get(id_)
    if document is None:
        raise RecordError(f"there is no document {id_!r}")
    match sentence:
        case [int() as first, int() as last]:
            return Evidence(document, start, end, quotation, (first, last))
    raise RecordError("'sentence' is not a pair of offsets")


def read_statement(record: Mapping[str, Any], documents: Mapping[str, Document]) -> Statement:
    """The statement of a record; raises a ParleyError or ValueError that says what is wrong."""
    subject, relation, object_, polarity, certainty, quoted, stage = _STATEMENT.of(record)
    evidence = read_evidence(quoted, documents)
    condition = record.get("condition")
    statement = Statement(
        subject=subject,
        relation=_RELATIONS.get(relation) or Relation(relation),
        object=object_,
        evidence=evidence,
        polarity=_POLARITIES.get(polarity) or Polarity(polarity),
        certainty=_CERTAINTIES.get(certainty) or Certainty(certainty),
        sources=_names(record, "sources"),
        condition=None
        if condition is None
        else read_evidence({"document": evidence.document.id, **condition}, documents),
        date=_maybe(record, "date"),
        confidence=float(_get(record, "confidence", float, int)),
        stage=stage,
    )
    return _same(statement, record)


def _same[T: (Document, Statement)](thing: T, record: Mapping[str, Any]) -> T:
    """The thing, if its identifier, which is a digest of its parts, is the one on record."""
    if thing.id != record.get("id"):
        raise RecordError(
            f"was changed by hand: its identifier is {record.get('id')!r}, its parts give {thing.id!r}"
        )
    return thing


class _Fields:
    """Fields of a record with their types, looked at together, which takes less time than one by one."""

    def __init__(self, **types: type) -> None:
        self._types = types
        self._wanted = tuple(types.values())
        self._picked = itemgetter(*types)

    def of(self, record: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values, in order; raises RecordError for the first that is missing or of another type."""
        values: tuple[Any, ...] = self._picked(record) if self._types.keys() <= record.keys() else ()
        if tuple(map(type, values)) == self._wanted:
            return values
        return tuple(_get(record, name, kind) for name, kind in self._types.items())


_EVIDENCE: Final = _Fields(document=str, start=int, end=int, quotation=str, sentence=list)
_NODE: Final = _Fields(**{"id": str, "class": str, "label": str, "mentions": list})
_STATEMENT: Final = _Fields(
    subject=str, relation=str, object=str, polarity=str, certainty=str, evidence=dict, stage=str
)


def _get(record: Mapping[str, Any], name: str, *types: type) -> Any:
    value = record.get(name)
    if type(value) in types:
        return value
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
    if not values:
        return ()
    if not all(isinstance(value, str) for value in values):
        raise RecordError(f"{name!r} does not hold strings only")
    return tuple(values)
