"""`parleygraph view`: the page of a graph, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ._exit import Exit
from ._terminal import complain, say

PAGE = "graph.html"


def view(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file to write; DIR/graph.html if not given."),
    ] = None,
    open_it: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page, or only write it and print where it is.")
    ] = True,
) -> int:
    """Write the page of a graph, one file that needs no network, and open it in the browser."""
    import webbrowser

    from ..graph import Graph

    page = Graph.load(folder).to_html((out or folder / PAGE).resolve())
    say(str(page))
    if open_it and not webbrowser.open(page.as_uri()):
        complain("no browser was found: open the file above in one")
    return Exit.OK
