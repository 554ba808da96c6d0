"""`parleygraph export`: a graph in another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._dossiers import up_to_date
from ._exit import Exit
from ._terminal import console, say, table, write_bytes

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..graph import Graph
    from ..graph.dossiers import Dossier


def _print_formats(wanted: bool) -> None:
    if wanted:
        from ..graph.exports import EXPORTS

        rows = ((name, form.suffix or "folder", form.description) for name, form in EXPORTS.items())
        console().print(table(("format", "suffix", "what it is"), rows))
        raise typer.Exit


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="One of the formats that --list shows.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="PATH",
            help="The file to write, or the folder for annotations; else stdout.",
        ),
    ] = None,
    shards: Annotated[
        bool,
        typer.Option("--shards", help="N-Quads in a folder of files of a million lines: name it with --out."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not print what was written.")] = False,
    listing: Annotated[
        bool,
        typer.Option("--list", callback=_print_formats, is_eager=True, help="List the formats and exit."),
    ] = False,
) -> int:
    """Write a graph in another format: RDF, networks, tables, JSON Lines, annotations."""
    from ..graph.exports import exporter

    chosen = exporter(form)
    if shards and form != "nquads":
        raise typer.BadParameter("--shards is for --format nquads")
    if out is None and (shards or not chosen.suffix):
        raise typer.BadParameter(f"{form} is a folder of files: name it with --out")
    if form == "nquads":
        written = _write_nquads(folder, out, shards=shards)
    else:
        graph = _graph(folder)
        if out is None:
            write_bytes(graph.serialize(form))
            return Exit.OK
        written = chosen.write(graph, out)
    if out is not None and not quiet:
        say(str(out) if chosen.suffix and not shards else f"{out} ({len(written)} files)")
    return Exit.OK


def _graph(folder: Path) -> Graph:
    from ..graph import Graph

    return Graph.load(folder)


def _write_nquads(folder: Path, out: Path | None, *, shards: bool) -> tuple[Path, ...]:
    """Write the quads sorted, without holding them all: out of the store where that is up to date."""
    from ..graph.shards import sorted_lines, write_file, write_shards

    quads = _quads(folder)
    if out is None:
        with sorted_lines(quads) as lines:
            for lot in batched(lines, 10_000):
                write_bytes(b"".join(lot))
        return ()
    return write_shards(quads, out) if shards else (write_file(quads, out),)


def _quads(folder: Path) -> Iterable[ox.Quad]:
    from ..graph.rdf import quads

    dossier = up_to_date(folder)
    return quads(_graph(folder)) if dossier is None else _held(dossier)


def _held(dossier: Dossier) -> Iterator[ox.Quad]:
    """The quads of the store; its files stay as long as somebody has the dossier."""
    yield from dossier.store()
