"""`parleygraph export`: a graph in another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._dossiers import surely_up_to_date, up_to_date
from ._exit import Exit
from ._terminal import console, say, table, write_bytes

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..graph import Graph
    from ..graph.dossiers import Dossier
    from ..service.context import Data


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
    updates: Annotated[
        bool,
        typer.Option("--updates", help="For nquads and trig: with what was written through `serve --write`."),
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
    if updates and form not in {"nquads", "trig"}:
        raise typer.BadParameter("--updates is for --format nquads and --format trig")
    if out is None and (shards or not chosen.suffix):
        raise typer.BadParameter(f"{form} is a folder of files: name it with --out")
    if form == "nquads":
        written = _write_nquads(_updated(folder)[0] if updates else _quads(folder), out, shards=shards)
    elif updates:
        written = _write_trig(folder, out)
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


def _write_nquads(quads: Iterable[ox.Quad], out: Path | None, *, shards: bool) -> tuple[Path, ...]:
    """Write the quads sorted, without holding them all."""
    from ..graph.shards import sorted_lines, write_file, write_shards

    if out is None:
        with sorted_lines(quads) as lines:
            for lot in batched(lines, 10_000):
                write_bytes(b"".join(lot))
        return ()
    return write_shards(quads, out) if shards else (write_file(quads, out),)


def _write_trig(folder: Path, out: Path | None) -> tuple[Path, ...]:
    """Write the graphs of the dossier and those that were written through the service."""
    from ..graph.files import write_file
    from ..graph.serializations import readable_trig

    quads, base = _updated(folder)
    content = readable_trig(sorted(quads, key=str), base)
    if out is None:
        write_bytes(content)
        return ()
    return (write_file(out, content),)


def _updated(folder: Path) -> tuple[Iterable[ox.Quad], str]:
    """The quads of the dossier as the service shows it, and its base."""
    from ..service.applied import applied

    surely_up_to_date(folder, "export")
    data = applied(folder)
    return _held_with_updates(data), data.base


def _quads(folder: Path) -> Iterable[ox.Quad]:
    """The quads of the dossier: out of the store where that is up to date."""
    from ..graph.rdf import quads

    dossier = up_to_date(folder)
    return quads(_graph(folder)) if dossier is None else _held(dossier)


def _held(dossier: Dossier) -> Iterator[ox.Quad]:
    """The quads of the store; its files stay as long as somebody has the dossier."""
    yield from dossier.store()


def _held_with_updates(data: Data) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    yield from ox.Store.read_only(str(data.store_path))
