"""The graph as Parquet tables, for questions that run over all statements.

The columnar twin of the RDF: `statements.parquet` with the labels that questions ask for beside
the identifiers, `nodes.parquet` and `documents.parquet`. The rows are in the order of the graph
and the files are byte for byte the same for the same graph. Offsets are in code points of the
document's text; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, as it does in the RDF.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..model import Document, Node, Statement
from .errors import DossierError
from .namespaces import Names

if TYPE_CHECKING:
    import duckdb

    from .graph import Graph

type Schema = Mapping[str, str]
type Rows = Iterable[Mapping[str, Any]]

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
}
"""The columns of `statements.parquet`, by name, and their types."""

NODES: Final[Schema] = {
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

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def write_columns(graph: Graph, folder: Path) -> None:
    """Write the three tables into the folder, which is made if it is not there.

    The files are renamed into place when all of them are complete. Raises DossierError, with
    nothing changed, where the folder cannot be made or written.
    """
    names = Names(graph.base)
    nodes = {node.id: node for node in graph.nodes}
    tables: dict[str, tuple[Schema, Rows]] = {
        "statements": (STATEMENTS, (_statement(statement, nodes) for statement in graph.statements)),
        "nodes": (NODES, (_node(node, names) for node in graph.nodes)),
        "documents": (DOCUMENTS, map(_document, graph.documents)),
    }
    written: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with connect() as connection:
            for name, (schema, rows) in tables.items():
                aside = folder / f".{name}.{os.getpid()}.part"
                written[aside] = folder / f"{name}.parquet"
                _write(connection, schema, rows, aside)
        for aside, path in written.items():
            aside.replace(path)
    except OSError as error:
        raise DossierError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may write to"
        ) from error
    finally:
        for aside in written:
            aside.unlink(missing_ok=True)


def connect() -> duckdb.DuckDBPyConnection:
    """A database in memory, on one thread, that fetches nothing over the network.

    One thread, so that rows and files come out in one order, and so that a question takes no
    more of a shared machine than its processor time.
    """
    import duckdb

    return duckdb.connect(
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def exactly(path: Path) -> str:
    """The pattern that matches this path alone, for a database that takes paths for patterns.

    >>> exactly(Path("answers [1]?"))
    'answers [[]1][?]'
    """
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _write(connection: duckdb.DuckDBPyConnection, schema: Schema, rows: Rows, path: Path) -> None:
    """Write the rows through a file of JSON lines: so they need not be in memory all at once."""
    import duckdb

    lines = path.with_suffix(".json")
    try:
        with lines.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(_SURROGATES.sub("\ufffd", json.dumps(row, ensure_ascii=False)) + "\n")
        table = connection.read_json(
            exactly(lines),
            columns=dict(schema),
            format="newline_delimited",
            maximum_object_size=1 << 30,
        )
        table.write_parquet(str(path), compression="zstd")
    except duckdb.IOException as error:
        raise OSError(str(error)) from error
    finally:
        lines.unlink(missing_ok=True)


def _statement(statement: Statement, nodes: Mapping[str, Node]) -> dict[str, Any]:
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
    }


def _node(node: Node, names: Names) -> dict[str, Any]:
    return {
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


def _document(document: Document) -> dict[str, Any]:
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
