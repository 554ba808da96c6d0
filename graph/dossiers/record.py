"""The file of one document in a dossier: its text, and the nodes, statements and notes found in it.

It is JSON with a record a line, so that two versions of it can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from ...model import Extraction, ParleyError
from ..errors import DossierError
from ..records import (
    Record,
    document_record,
    from_line,
    node_record,
    read_document,
    read_node,
    read_statement,
    statement_record,
    to_line,
)


def to_bytes(extraction: Extraction) -> bytes:
    """The file of the document."""
    notes = (json.dumps(note, ensure_ascii=True).encode() for note in extraction.notes)
    return (
        b'{"document": ' + to_line(document_record(extraction.document)).rstrip()
        + b',\n"nodes": [' + _list(map(_line, map(node_record, extraction.nodes)))
        + b'],\n"statements": [' + _list(map(_line, map(statement_record, extraction.statements)))
        + b'],\n"notes": [' + _list(notes) + b"]}\n"
    )  # fmt: skip


def _line(record: Record) -> bytes:
    return to_line(record).rstrip()


def _list(lines: Iterable[bytes]) -> bytes:
    content = b",\n".join(lines)
    return b"\n" + content + b"\n" if content else b""


def digest(content: bytes) -> str:
    """The SHA-256 of a file, as the manifest has it."""
    return sha256(content).hexdigest()


def read(content: bytes, where: str) -> Extraction:
    """The document in a file, with every quotation compared with the text again.

    Raises DossierError, which begins with `where` and names the record, where it is damaged.
    """
    part = "document"
    try:
        record = from_line(content)
        document = read_document(_part(record, "document", dict))
        documents = {document.id: document}

        def each[T](name: str, make: Callable[[Mapping[str, Any]], T]) -> Iterable[T]:
            nonlocal part
            for number, item in enumerate(_part(record, name, list), start=1):
                part = f"{name}, record {number}"
                yield make(item)

        return Extraction(
            document,
            tuple(each("nodes", lambda item: read_node(item, documents))),
            tuple(each("statements", lambda item: read_statement(item, documents))),
            tuple(each("notes", str)),
        )
    except (ParleyError, ValueError, TypeError, AttributeError) as error:
        raise DossierError(f"{where}, {part}: {error}") from error


def _part(record: Mapping[str, Any], name: str, kind: type) -> Any:
    value = record.get(name)
    if not isinstance(value, kind):
        raise DossierError(f"{name!r} is missing or not what it must be")
    return value
