"""The formats that a graph can be given out in, each by its name.

An exporter is anything with a name, a suffix, a media type and `write`. Two kinds are here:
formats that are one file, and formats that are a folder of files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from . import gexf, graphml, jsonld, serializations, tables, trig12
from .annotations import annotation_files
from .errors import ExportError
from .files import write_file, write_files
from .records import statement_record, to_lines
from .web_annotations import web_annotations

if TYPE_CHECKING:
    from .graph import Graph


class Exporter(Protocol):
    """One format. `suffix` is that of the file, and empty where the format is a folder of files."""

    @property
    def name(self) -> str:
        """What the format is asked for by."""

    @property
    def suffix(self) -> str:
        """The suffix of the file, with its dot; empty for a folder."""

    @property
    def media_type(self) -> str:
        """The media type of the file, or of the files in the folder."""

    @property
    def description(self) -> str:
        """What it holds and who reads it, in one line."""

    def write(self, graph: Graph, out: Path) -> tuple[Path, ...]:
        """Write the graph to the file, or into the folder, and return what was written.

        Raises DossierError, with nothing changed, where that cannot be written.
        """


@dataclass(frozen=True, slots=True)
class FileExporter:
    """A format that is one file; `content` makes its bytes."""

    name: str
    suffix: str
    media_type: str
    description: str
    content: Callable[[Graph], bytes]

    def write(self, graph: Graph, out: Path) -> tuple[Path, ...]:
        """Write the file and return its path."""
        return (write_file(out, self.content(graph)),)


@dataclass(frozen=True, slots=True)
class FolderExporter:
    """A format that is a folder of files; `contents` makes their names and bytes."""

    name: str
    media_type: str
    description: str
    contents: Callable[[Graph], Mapping[str, bytes]]
    suffix: str = ""

    def write(self, graph: Graph, out: Path) -> tuple[Path, ...]:
        """Write the files into the folder, which is made, and return their paths."""
        return write_files(out, self.contents(graph))


def _page(graph: Graph) -> bytes:
    from .analyst import analyst_page

    return analyst_page(graph)


def _simple_page(graph: Graph) -> bytes:
    from . import page

    return page.render(graph).encode()


def _statements(graph: Graph) -> bytes:
    return to_lines(map(statement_record, graph.statements))


_ALL: Final[tuple[Exporter, ...]] = (
    FileExporter(
        "turtle", ".ttl", "text/turtle", "RDF, all graphs as one, for people and tools", serializations.turtle
    ),
    FileExporter(
        "trig",
        ".trig",
        "application/trig",
        "RDF with its named graphs, for people and tools",
        serializations.trig,
    ),
    FileExporter(
        "trig12",
        ".trig",
        "application/trig",
        "the same in RDF 1.2, each statement with the triple it is about",
        trig12.trig12,
    ),
    FileExporter(
        "ntriples", ".nt", "application/n-triples", "RDF, one triple a line, sorted", serializations.ntriples
    ),
    FileExporter(
        "nquads",
        ".nq",
        "application/n-quads",
        "RDF with its named graphs, one quad a line, sorted",
        serializations.nquads,
    ),
    FileExporter(
        "jsonld",
        ".jsonld",
        "application/ld+json",
        "RDF with its named graphs, as JSON with a context",
        jsonld.jsonld,
    ),
    FileExporter(
        "rdfxml",
        ".rdf",
        "application/rdf+xml",
        "RDF, all graphs as one, for older tools",
        serializations.rdfxml,
    ),
    FileExporter(
        "graphml",
        ".graphml",
        "application/graphml+xml",
        "the network, for R, yEd, Cytoscape",
        graphml.graphml,
    ),
    FileExporter(
        "gexf", ".gexf", "application/gexf+xml", "the network with colours and places, for Gephi", gexf.gexf
    ),
    FileExporter("nodes-csv", ".csv", "text/csv", "a table of the nodes, for spreadsheets", tables.nodes),
    FileExporter(
        "statements-csv", ".csv", "text/csv", "a table of the statements, for spreadsheets", tables.statements
    ),
    FileExporter(
        "jsonl", ".jsonl", "application/jsonl", "the statements, one JSON object a line", _statements
    ),
    FileExporter("html", ".html", "text/html", "the page, one file that needs no other", _page),
    FileExporter("pyvis", ".html", "text/html", "a simple page of the network, drawn by pyvis", _simple_page),
    FileExporter(
        "web-annotations",
        ".jsonld",
        "application/ld+json",
        "statements with their review, and mentions, as W3C Web Annotations",
        web_annotations,
    ),
    FolderExporter(
        "annotations",
        "application/json",
        "a JSON file a document, in the format of annotators",
        annotation_files,
    ),
)

EXPORTS: Final[Mapping[str, Exporter]] = MappingProxyType({exporter.name: exporter for exporter in _ALL})
"""Every format by its name."""


def exporter(name: str) -> Exporter:
    """The format of that name; raises ExportError, which lists the names, where there is none."""
    try:
        return EXPORTS[name]
    except KeyError:
        raise ExportError(f"there is no format {name!r}; choose one of {', '.join(EXPORTS)}") from None


def serialize(graph: Graph, name: str) -> bytes:
    """The graph as the bytes of one file.

    Raises ExportError for a name that is no format, or is one that takes a folder of files.
    """
    chosen = exporter(name)
    if not isinstance(chosen, FileExporter):
        raise ExportError(f"{name} is a folder of files, one a document: write it to a folder")
    return chosen.content(graph)
