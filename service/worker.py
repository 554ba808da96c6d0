"""The process that answers queries: one at a time, from a store that it can only read.

Started as `python -m parleygraph.service.worker`, with the path of the store, the memory in bytes, the
folder of the tables, empty where there are none, and the services that queries may call. It speaks
the frames on standard input and output, and ends when its input ends. What it may use is taken away
before it reads its first request.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyoxigraph as ox

from ..graph.errors import QueryError, RefusedError
from ..graph.namespaces import PREFIXES
from ..graph.sparql import Found, evaluate
from . import frames
from .confinement import confine, end_in
from .formats import GRAPHS, RESULTS, listed

if TYPE_CHECKING:
    import duckdb

GRACE: Final = 1.0
"""Seconds that the server has to end the worker before the kernel does."""
_PART: Final = 1 << 16
# What stands once for each row in the bytes of an answer, and how often it stands there beside.
_MARKS: Final = {
    "json": (re.compile(rb'\},\{(?:"[^,}]|\})'), -1),
    "xml": (re.compile(rb"<result>"), 0),
    "csv": (re.compile(rb"\r\n"), 1),
    "tsv": (re.compile(rb"\n"), 1),
}
# The serializer writes prefixes in an order that it does not promise.
_HEADER: Final = re.compile(rb"\A(?:@prefix[^\n]*\n)+")
_LONGEST_MARK: Final = 8


class _TooLargeError(Exception):
    """An answer is over a limit; the text says which."""


class _Answer(io.RawIOBase):
    """Sends what is written to it, and stops where it becomes more than is allowed."""

    def __init__(self, stream: BinaryIO, most_bytes: int, most_rows: int, form: str | None) -> None:
        self._stream = stream
        self._part = bytearray()
        self._left = most_bytes
        self._most_bytes, self._most_rows = most_bytes, most_rows
        self._mark: re.Pattern[bytes] | None
        self._mark, beside = _MARKS[form] if form else (None, 0)
        self._rows = -beside
        self._tail = b""
        self._is_first = True
        self.trouble: str | None = None

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        content = _HEADER.sub(_in_order, bytes(content)) if self._is_first else bytes(content)
        self._is_first = False
        self._left -= len(content)
        if self._left < 0:
            self._stop(f"the answer has more than {self._most_bytes:,} bytes")
        if self._mark is not None:
            joined = self._tail + content
            self._rows += len(self._mark.findall(joined)) - len(self._mark.findall(self._tail))
            self._tail = joined[-_LONGEST_MARK + 1 :]
            if self._rows > self._most_rows:
                self._stop(f"the answer has more than {self._most_rows:,} rows")
        self._part += content
        if len(self._part) >= _PART:
            self.send()
        return len(content)

    def send(self) -> None:
        """Send what has been gathered."""
        frames.write(self._stream, frames.PART, bytes(self._part))
        self._part.clear()

    def triples(self, found: ox.QueryTriples) -> Iterator[ox.Triple]:
        """The triples, counted as rows."""
        for count, triple in enumerate(found, start=1):
            if count > self._most_rows:
                self._stop(f"the answer has more than {self._most_rows:,} triples")
            yield triple

    def _stop(self, trouble: str) -> None:
        # Kept too, since the serializer turns an exception in the middle into one of its own.
        self.trouble = f"{trouble}: ask for fewer, with LIMIT and OFFSET for instance"
        raise _TooLargeError(self.trouble)


def main() -> None:
    """Answer requests until there are no more."""
    path, memory, tables, *services = sys.argv[1:]
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    held = confine(int(memory), network=bool(services))
    store = ox.Store.read_only(path)
    columns = Columns(Path(tables), int(memory) // 2) if tables else None
    hello = {"namespace": held.namespace, "filter": held.filter}
    frames.write(answers, frames.READY, json.dumps(hello).encode())
    while (request := frames.read(requests)) is not None:
        asked = json.loads(request[1])
        end_in(asked["seconds"] + GRACE)
        begin = time.monotonic()
        kind, record = _answer(store, columns, asked, answers, services)
        end_in(0)
        record["seconds"] = time.monotonic() - begin
        frames.write(answers, kind, json.dumps(record).encode())


class Columns:
    """The tables of a dossier, opened when they are first asked."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._folder, self._memory = folder, memory
        self._opened: duckdb.DuckDBPyConnection | None = None

    def solutions(self, name: str) -> ox.QuerySolutions | None:
        """The answer to a question; None where the tables cannot be read, and the store is asked."""
        import duckdb

        from ..graph.column_solutions import opened_alone, solutions

        try:
            if self._opened is None:
                self._opened = opened_alone(self._folder, self._memory)
            return solutions(self._opened, name)
        except duckdb.Error:
            return None


def _answer(
    store: ox.Store,
    columns: Columns | None,
    asked: dict[str, Any],
    answers: BinaryIO,
    services: list[str],
) -> tuple[bytes, dict[str, Any]]:
    """Send the answer but for its last frame; that one, with what it says."""
    answer = None
    road = "tables"
    try:
        found: Found | None = None
        if columns is not None and asked["question"] is not None:
            found = columns.solutions(asked["question"])
        if found is None:
            road = "store"
            found = evaluate(
                store,
                asked["query"],
                default_graphs=asked["default"],
                named=asked["named"],
                base=asked["base"],
                services=services,
            )
        is_graph = isinstance(found, ox.QueryTriples)
        form = asked["graphs" if is_graph else "results"]
        if form is None:
            offers = listed(GRAPHS) if is_graph else listed(RESULTS)
            return _refused("unacceptable", f"the answer can be had as {offers}")
        answer = _Answer(
            answers,
            asked["bytes"],
            asked["rows"],
            None if is_graph or isinstance(found, ox.QueryBoolean) else form,
        )
        if isinstance(found, ox.QueryTriples):
            media_type = GRAPHS[form].types[0]
            prefixes = PREFIXES if form == "turtle" else None
            ox.serialize(answer.triples(found), answer, GRAPHS[form].format, prefixes=prefixes)  # type: ignore[arg-type]
        else:
            media_type = RESULTS[form].types[0]
            found.serialize(answer, RESULTS[form].format)  # type: ignore[arg-type]
        answer.send()
    except RefusedError as error:
        return _refused("refused", str(error))
    except QueryError as error:
        # What the system complains of may hold a path, and is not for the client.
        return _refused("failed" if isinstance(error.__cause__, OSError) else "malformed", str(error))
    except BrokenPipeError:
        raise
    except Exception as error:
        if answer is not None and answer.trouble is not None:
            return _refused("too large", answer.trouble)
        return _refused("failed", f"{type(error).__name__}: {error}")
    return frames.DONE, {"type": media_type, "road": road}


def _in_order(header: re.Match[bytes]) -> bytes:
    return b"".join(sorted(header[0].splitlines(keepends=True)))


def _refused(kind: str, reason: str) -> tuple[bytes, dict[str, Any]]:
    return frames.REFUSED, {"kind": kind, "reason": reason}


if __name__ == "__main__":
    main()
