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
    open_it: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page, or only print where it is.")
    ] = True,
) -> int:
    """Open the page of a graph in the browser and print where it is."""
    import webbrowser

    from ..graph import DossierError

    page = (folder / PAGE).resolve()
    if not page.is_file():
        raise DossierError(f"{folder}: holds no {PAGE}; name a folder that `parleygraph build` wrote")
    say(str(page))
    if open_it and not webbrowser.open(page.as_uri()):
        complain("no browser was found: open the file above in one")
    return Exit.OK
