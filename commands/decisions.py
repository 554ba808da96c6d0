"""`parleygraph decisions`: what people decided, where they disagree, and what could not be carried out."""

from __future__ import annotations

from typing import Annotated

import typer

from ._deciding import Folder
from ._exit import Exit
from ._terminal import complain, console, say, say_json, table


def decisions(
    folder: Folder,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the log with what became of each decision as JSON.")
    ] = False,
) -> int:
    """List what people decided, in order, with conflicts and what could not be carried out."""
    from ..graph import Graph
    from ..graph.decisions.listing import about, listing, standing

    applied = Graph.load(folder).decided
    if as_json:
        say_json(listing(applied))
        return Exit.OK
    if not applied.decisions:
        complain("nobody has decided anything yet: see merge, split, rename, and the review of serve")
        return Exit.OK
    rows = [
        (
            each.id[:8],
            each.when[:16].replace("T", " "),
            each.who,
            each.action.value,
            about(each),
            each.why,
            standing(applied, each),
        )
        for each in applied.decisions
    ]
    console().print(table(("id", "when", "who", "action", "about", "why", "standing"), rows))
    counts = (("in conflict", applied.conflicts), ("not carried out", applied.unmatched))
    say(f"{len(applied.decisions)} decisions, " + ", ".join(f"{len(found)} {name}" for name, found in counts))
    return Exit.OK
