"""The graph as Parquet tables, for questions that run over all statements.

The columnar twin of the RDF: `statements.parquet` with the labels that questions ask for beside
the identifiers, `nodes.parquet` and `documents.parquet`; column_rows.py says what they hold. The
rows are in the order of the graph and the files are byte for byte the same for the same graph. A
lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, as it does in the RDF.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from . import column_rows
from .errors import DossierError, QueryError
from .namespaces import Names
from .results import Result

if TYPE_CHECKING:
    import duckdb

    from .graph import Graph

type Rows = Iterable[Mapping[str, Any]]

TABLES: Final = {
    "statements": column_rows.STATEMENTS,
    "nodes": column_rows.NODES,
    "documents": column_rows.DOCUMENTS,
}
"""The columns of each table, and their types."""

_QUESTIONS: Final = Path(__file__).with_name("questions")
# `json.dumps` would make an encoder for each row.
_ENCODED: Final = json.JSONEncoder(ensure_ascii=False).encode
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def write_columns(graph: Graph, folder: Path) -> None:
    """Write the three tables into the folder, which is made if it is not there.

    The files are renamed into place when all of them are complete. Raises DossierError, with
    nothing changed, where the folder cannot be made or written.
    """
    names = Names(graph.base)
    nodes = {node.id: node for node in graph.nodes}
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    rows: dict[str, Rows] = {
        "statements": (column_rows.statement_row(st, nodes, numbers) for st in graph.statements),
        "nodes": (column_rows.node_row(node, numbers[node.id], names) for node in graph.nodes),
        "documents": map(column_rows.document_row, graph.documents),
    }
    written: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _connect() as connection:
            for name, schema in TABLES.items():
                aside = folder / f".{name}.{os.getpid()}.part"
                written[aside] = folder / f"{name}.parquet"
                _write(connection, schema, rows[name], aside)
        for aside, path in written.items():
            aside.replace(path)
    except OSError as error:
        raise DossierError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may write to"
        ) from error
    finally:
        for aside in written:
            aside.unlink(missing_ok=True)


def question(folder: Path, name: str) -> Result:
    """The answer to one of the ontology's questions, from the tables in the folder.

    It has the columns and the rows, in their order, that the SPARQL of the question gives.
    Raises QueryError for a name that has no query here, and DossierError where the tables are
    not there or cannot be read.
    """
    import duckdb

    try:
        with opened(folder) as connection:
            return answer(connection, name)
    except duckdb.Error as error:
        raise DossierError(f"{folder}: the tables cannot be read ({error}); build the graph again") from error


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """The tables in the folder, to be asked more than once by `answer`; raises duckdb.Error."""
    connection = _connect()
    for name in TABLES:
        connection.read_parquet(exactly(folder / f"{name}.parquet")).create_view(name)
    connection.execute((_QUESTIONS / "views.sql").read_text(encoding="utf-8"))
    return connection


def answer(connection: duckdb.DuckDBPyConnection, name: str) -> Result:
    """The answer of the opened tables to a question; raises QueryError and duckdb.Error."""
    known = names_of_questions()
    if name not in known:
        raise QueryError(f"there is no question {name!r}; choose one of {', '.join(known)}")
    found = connection.execute((_QUESTIONS / f"{name}.sql").read_text(encoding="utf-8"))
    return Result("select", tuple(column[0] for column in found.description), None, tuple(found.fetchall()))


def names_of_questions() -> tuple[str, ...]:
    """The questions that `question` answers, sorted."""
    return tuple(sorted(path.stem for path in _QUESTIONS.glob("*.sql") if path.stem != "views"))


def exactly(path: Path) -> str:
    """The pattern that matches this path alone, for a database that takes paths for patterns.

    >>> exactly(Path("answers [1]?"))
    'answers [[]1][?]'
    """
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path))


def _connect() -> duckdb.DuckDBPyConnection:
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
            # SPARQL puts what is not bound before all else.
            "default_null_order": "nulls_first",
        }
    )


def _line(row: Mapping[str, Any]) -> bytes:
    line = _ENCODED(row) + "\n"
    try:
        return line.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", line).encode()


def _write(connection: duckdb.DuckDBPyConnection, schema: Mapping[str, str], rows: Rows, path: Path) -> None:
    """Write the rows through a file of JSON lines: so they need not be in memory all at once."""
    import duckdb

    lines = path.with_suffix(".json")
    try:
        with lines.open("wb") as file:
            file.writelines(map(_line, rows))
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
