"""One query in a worker of its own, for programs that are no servers."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ..graph.errors import QueryError
from ..graph.results import Result
from .confinement import Confinement
from .process import Query, Unanswered, Worker
from .source import FixedSource

MEMORY: Final = 4 << 30
"""The most bytes of memory that the query may need."""
_EVERYTHING: Final = 1 << 62


def ask(store: Path, sparql: str, seconds: float) -> Result:
    """The answer to a query from a store on disk, which is given so many seconds.

    Raises QueryError as `Graph.query` does, and Unanswered where the time or the memory is not enough.
    """
    return asyncio.run(_ask(store, sparql, seconds))


async def _ask(store: Path, sparql: str, seconds: float) -> Result:
    worker = await Worker.start(FixedSource(store, ""), MEMORY)
    try:
        answer = await worker.ask(
            Query(sparql, "json", "ntriples"), seconds=seconds, rows=_EVERYTHING, most_bytes=_EVERYTHING
        )
    except Unanswered as error:
        if error.kind in {"malformed", "refused"}:
            raise QueryError(str(error)) from error
        raise
    finally:
        await worker.end()
    with answer.content as content:
        if answer.media_type == "application/n-triples":
            made = ox.Store()
            made.bulk_load(content, ox.RdfFormat.N_TRIPLES)
            found = made.query("CONSTRUCT WHERE { ?s ?p ?o }")
        else:
            found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
        return Result.of(found)


def confinement() -> Confinement:
    """What the kernel takes from query workers here; raises Unanswered where none can be started."""
    return asyncio.run(_confinement())


async def _confinement() -> Confinement:
    with tempfile.TemporaryDirectory(prefix="parleygraph-") as folder:
        path = Path(folder) / "store"
        ox.Store(str(path)).flush()
        worker = await Worker.start(FixedSource(path, ""), MEMORY)
        await worker.end()
        return worker.held
