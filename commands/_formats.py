"""The formats of the command line: those of a graph, and the page, which stands above it."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph import ExportError, Graph
from ..graph.exports import EXPORTS, Exporter, FileExporter


def formats() -> Mapping[str, Exporter]:
    """Every format by its name."""
    from ..service.page import PAGE

    return {**EXPORTS, PAGE.name: PAGE}


def exporter(name: str) -> Exporter:
    """The format of that name; raises ExportError, which lists the names, where there is none."""
    known = formats()
    if name not in known:
        raise ExportError(f"there is no format {name!r}; choose one of {', '.join(known)}")
    return known[name]


def content(chosen: Exporter, graph: Graph) -> bytes:
    """The graph as the bytes of one file; raises ExportError for a format that takes a folder."""
    if not isinstance(chosen, FileExporter):
        raise ExportError(f"{chosen.name} is a folder of files, one a document: write it to a folder")
    return chosen.content(graph)
