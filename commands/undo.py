"""`parleygraph undo`: a decision no longer holds."""

from __future__ import annotations

from typing import Annotated

import typer

from ._deciding import AsJson, Folder, Who, Why, carry_out, decider
from ._exit import Exit


def undo(
    folder: Folder,
    decision: Annotated[
        str,
        typer.Argument(metavar="DECISION", help="The identifier, or as much as tells it from others."),
    ],
    why: Why = "",
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Undo a decision; undoing an undoing brings back what it had undone."""
    from ..graph import Graph
    from ..graph.decisions import propose

    graph = Graph.load(folder)
    made = propose.undo(graph.decided, decision, who=decider(who), why=why)
    carry_out(folder, graph, made, as_json=as_json)
    return Exit.OK
