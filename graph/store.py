"""The quads in a store, for queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from .serializations import trig

if TYPE_CHECKING:
    from .graph import Graph


def to_store(graph: Graph) -> ox.Store:
    """The quads of the graph in a store in memory."""
    store = ox.Store()
    store.bulk_load(trig(graph), format=ox.RdfFormat.TRIG)
    return store
