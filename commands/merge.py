"""`parleygraph merge`: two nodes are one."""

from __future__ import annotations

from typing import Annotated

import typer

from ._deciding import AsJson, Folder, Who, Why, carry_out, choose, decider
from ._exit import Exit


def merge(
    folder: Folder,
    nodes: Annotated[
        list[str],
        typer.Argument(
            metavar="NODE...", help="Identifiers or labels of two nodes or more; the first stays."
        ),
    ],
    why: Why = "",
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Say that nodes are one: the first stays, the others become its names and mentions."""
    from ..graph import Graph
    from ..graph.decisions import propose

    graph = Graph.load(folder)
    chosen = choose(graph, nodes, as_json=as_json)
    if chosen is None:
        return Exit.USAGE
    made = propose.merge(graph.decided, [node.id for node in chosen], who=decider(who), why=why)
    carry_out(folder, graph, made, as_json=as_json)
    return Exit.OK
