"""Where the data of a service lies: the store of a dossier as it is now, or one made for the time being."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ..graph import Graph
from ..graph.rdf import quads
from .context import Source


@dataclass(frozen=True, slots=True)
class FixedSource:
    """A store that stays as it is."""

    store: Path
    base: str


@contextmanager
def open_source(folder: Path) -> Iterator[Source]:
    """The source of the data in a folder that `build` wrote; raises DossierError.

    A folder without a store gets one for the time being, in a temporary folder.
    """
    graph = Graph.load(folder)
    with tempfile.TemporaryDirectory(prefix="parleygraph-") as made:
        path = Path(made) / "store"
        store = ox.Store(str(path))
        store.bulk_extend(quads(graph))
        store.flush()
        del store
        yield FixedSource(path, graph.base)
