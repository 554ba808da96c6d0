"""The graph as lines of JSON: what tools for tables and scripts read, and the dossiers of format 1.

A dossier of format 1 holds `documents.jsonl` (with the texts), `nodes.jsonl`, `statements.jsonl`
and `run.json`, and no manifest. The same files are still written beside a small dossier.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...model import Document, Node, ParleyError, Statement, check
from ..corpus import Corpus
from ..errors import DossierError
from ..merge import Merged
from ..records import (
    Record,
    document_record,
    from_line,
    node_record,
    read_document,
    read_node,
    read_statement,
    statement_record,
    to_lines,
)
from ..run import Run

if TYPE_CHECKING:
    from ..graph import Graph

DOCUMENTS: Final = "documents.jsonl"
NODES: Final = "nodes.jsonl"
STATEMENTS: Final = "statements.jsonl"
RUN: Final = "run.json"

NAMES: Final = (DOCUMENTS, NODES, STATEMENTS, RUN)
"""The files, by name."""


def to_files(graph: Graph) -> dict[str, bytes]:
    """The files, name to content, that `read` reads again."""
    run = graph.run
    record = {
        "tool": "parleygraph",
        "version": run.version,
        "model": run.model,
        "model_version": run.model_version,
        "settings": dict(run.settings),
        "settings_hash": run.settings_hash,
        "base": graph.base,
        "skipped": list(graph.skipped),
    }
    return {
        DOCUMENTS: to_lines(map(document_record, graph.documents)),
        NODES: to_lines(map(node_record, graph.nodes)),
        STATEMENTS: to_lines(map(statement_record, graph.statements)),
        RUN: (json.dumps(record, indent=2, sort_keys=True) + "\n").encode(),
    }


def read(folder: Path) -> Corpus:
    """What the files of a folder hold, with every quotation compared with the text again.

    Raises DossierError where the folder holds no graph, or a line of it is damaged: the
    message names the file, the line and what is wrong.
    """
    run, base, skipped = _read_run(folder / RUN)
    documents = {document.id: document for document in _read(folder / DOCUMENTS, read_document)}
    nodes = _read(folder / NODES, lambda record: read_node(record, documents))
    classes = {node.id: node for node in nodes}

    def statement_of(record: Mapping[str, Any]) -> Statement:
        statement = read_statement(record, documents)
        ends = (statement.subject, statement.object, *statement.sources)
        check((classes[end] for end in ends if end in classes), [statement])
        return statement

    statements = _read(folder / STATEMENTS, statement_of)
    parts = Merged(
        tuple(sorted(documents.values(), key=lambda document: (document.name, document.id))),
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(statements, key=lambda statement: statement.key)),
        skipped,
    )
    return Corpus.of(parts, run, base)


def _read[T: (Document, Node, Statement)](path: Path, make: Callable[[Record], T]) -> list[T]:
    things: dict[str, T] = {}
    # Not splitlines: JSON leaves other line ends, such as U+2028, as they are inside strings.
    for number, line in enumerate(_content(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            thing = make(from_line(line))
            if thing.id in things:
                raise DossierError(f"{thing.id!r} was in an earlier line already")
        except (ParleyError, ValueError) as error:
            raise DossierError(
                f"{path}, line {number}: {error}; restore the file or build the graph again"
            ) from error
        things[thing.id] = thing
    return list(things.values())


def _read_run(path: Path) -> tuple[Run, str, tuple[str, ...]]:
    try:
        record = from_line(_content(path))
        run = Run(record["version"], record["model"], record["model_version"], dict(record["settings"]))
        return run, str(record["base"]), tuple(map(str, record["skipped"]))
    except (KeyError, TypeError, ValueError) as error:
        raise DossierError(f"{path}: damaged ({error}); restore the file or build the graph again") from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DossierError(
            f"{path.parent}: holds no whole graph, {path.name} is missing; "
            f"restore the file or build the graph again"
        ) from error
    except OSError as error:
        raise DossierError(f"{path}: cannot be read ({error.strerror or error})") from error
