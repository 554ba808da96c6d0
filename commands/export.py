"""`parleygraph export`: a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ._exit import Exit
from ._terminal import console, say, table, write_bytes


def _print_formats(wanted: bool) -> None:
    if wanted:
        from ._formats import formats

        rows = ((name, form.suffix or "folder", form.description) for name, form in formats().items())
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not print what was written.")] = False,
    listing: Annotated[
        bool,
        typer.Option("--list", callback=_print_formats, is_eager=True, help="List the formats and exit."),
    ] = False,
) -> int:
    """Write a graph in another format: RDF, networks, tables, JSON Lines, annotations."""
    from ..graph import Graph
    from ._formats import content, exporter

    chosen = exporter(form)
    if out is None and not chosen.suffix:
        raise typer.BadParameter(f"{form} is a folder of files: name it with --out")
    graph = Graph.load(folder)
    if out is None:
        write_bytes(content(chosen, graph))
        return Exit.OK
    written = chosen.write(graph, out)
    if not quiet:
        say(str(out) if chosen.suffix else f"{out} ({len(written)} files)")
    return Exit.OK
