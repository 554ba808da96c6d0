"""Questions answered from the tables as SPARQL solutions, to be written in the forms that SPARQL has.

For a process that serves others: the tables are opened so that nothing but them can be read, and
rows are read as they are written, so that an answer which is too long need not be found whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from .columns import TABLES, exactly, opened
from .errors import QueryError

if TYPE_CHECKING:
    import duckdb

_QUESTIONS: Final = Path(__file__).with_name("questions")
_ROWS: Final = 2048
"""How many rows are taken from the tables at a time."""
_ESCAPED: Final = re.compile(r'[\\"\n\r\t]')
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def opened_alone(folder: Path, memory: int) -> duckdb.DuckDBPyConnection:
    """The tables in the folder, to be read with so many bytes of memory, and nothing else ever.

    No other file, no network, no extension, nothing written, and none of that can be undone. Raises
    duckdb.Error.
    """
    connection = opened(folder)
    paths = [folder / f"{name}.parquet" for name in TABLES]
    # A path is looked for by its pattern, and opened as it is.
    allowed = ", ".join(_literal(spelled) for path in paths for spelled in (str(path), exactly(path)))
    connection.execute(
        f"SET memory_limit = '{memory} bytes'; SET temp_directory = ''; SET allowed_paths = [{allowed}]; "
        "SET enable_external_access = false; SET lock_configuration = true"
    )
    return connection


def solutions(connection: duckdb.DuckDBPyConnection, name: str) -> ox.QuerySolutions:
    """The answer of the opened tables to a question, read step by step.

    It has the columns and the rows, in their order, that the SPARQL of the question gives. Raises
    QueryError for a name that has no query here, and duckdb.Error, also while it is read.
    """
    path = _QUESTIONS / f"{name}.sql"
    if path.parent != _QUESTIONS or name == "views" or not path.is_file():
        raise QueryError(f"there is no question {name!r}")
    found = connection.execute(path.read_text(encoding="utf-8"))
    lines = _Lines(_lines(found))
    # TSV has solutions alone, no truth values.
    return cast("ox.QuerySolutions", ox.parse_query_results(lines, ox.QueryResultsFormat.TSV))  # type: ignore[arg-type]


class _Lines(io.RawIOBase):
    """Pieces of bytes, to be read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if not self._left:
            self._left = next(self._pieces, b"")
        wanted = len(self._left) if size is None or size < 0 else size
        piece, self._left = self._left[:wanted], self._left[wanted:]
        return piece


def _lines(found: duckdb.DuckDBPyConnection) -> Iterator[bytes]:
    """The rows in the form that is read fastest, SPARQL 1.1 Query Results TSV."""
    yield ("\t".join(f"?{column[0]}" for column in found.description) + "\n").encode()
    while rows := found.fetchmany(_ROWS):
        yield "".join("\t".join(map(_cell, row)) + "\n" for row in rows).encode()


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found[0]]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
