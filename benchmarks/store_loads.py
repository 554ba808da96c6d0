"""The steps of `store.py` that load a graph into an engine or write it out, each with what it costs."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import corpus
from parleygraph.graph import columns
from parleygraph.graph.dossiers import store as stores
from parleygraph.graph.serializations import trig_pieces
from parleygraph.graph.shards import write_file


def _graph(folder: Path) -> Any:
    return corpus.graph(int((folder / "size").read_text()))


def cost(work: Callable[[], object], *paths: Path) -> dict[str, float]:
    """Processor time in seconds, by how much the peak of memory rose in MB, and the size on disk in MB."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
    size = sum(file.stat().st_size for file in files if file.is_file())
    return {"seconds": seconds, "memory": (peak - before) / 1024, "peak": peak / 1024, "disk": size / 1e6}


def tables(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    graph = _graph(folder)
    return cost(lambda: columns.write_columns(graph, folder / "columns"), folder / "columns")


def trig(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    """The description of the graph, which the store is loaded from."""
    graph = _graph(folder)

    def write() -> None:
        with (folder / "graph.trig").open("w", encoding="utf-8") as file:
            file.writelines(trig_pieces(graph))

    return cost(write, folder / "graph.trig")


def store(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    graph = _graph(folder)
    return cost(lambda: stores.make(graph, folder / "store"), folder / "store")


def nquads(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    """The export of a dossier: sorted N-Quads out of the store."""
    import pyoxigraph as ox

    filled = ox.Store.read_only(str(folder / "store"))
    return cost(lambda: write_file(filled, folder / "graph.nq"), folder / "graph.nq")


def memory(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    """Oxigraph in memory from the file that rdflib reads."""
    import pyoxigraph as ox

    return cost(lambda: ox.Store().bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS))


def disk(folder: Path, _: argparse.Namespace) -> dict[str, float]:
    """Oxigraph on disk from the file that rdflib reads."""
    import pyoxigraph as ox

    def load() -> None:
        loaded = ox.Store(folder / "loaded")
        loaded.bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS)
        loaded.flush()

    return cost(load, folder / "loaded")


def load_rdflib(folder: Path, _: argparse.Namespace) -> dict[str, Any]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    return {"load": cost(lambda: dataset.parse(folder / "graph.nq", format="nquads"))}


STEPS: dict[str, Callable[[Path, argparse.Namespace], dict[str, Any]]] = {
    "tables": tables,
    "trig": trig,
    "store": store,
    "nquads": nquads,
    "memory": memory,
    "disk": disk,
    "load rdflib": load_rdflib,
}
