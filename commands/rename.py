"""`parleygraph rename`: a node gets another label."""

from __future__ import annotations

from typing import Annotated

import typer

from ._deciding import AsJson, Folder, Who, Why, carry_out, choose, decider
from ._exit import Exit


def rename(
    folder: Folder,
    node: Annotated[str, typer.Argument(metavar="NODE", help="The identifier or the label of the node.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The new label.")],
    why: Why = "",
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Give a node another label; the old one becomes an alias, the identifier stays."""
    from ..graph import Graph
    from ..graph.decisions import propose

    graph = Graph.load(folder)
    chosen = choose(graph, [node], as_json=as_json)
    if chosen is None:
        return Exit.USAGE
    made = propose.rename(graph.decided, chosen[0].id, label, who=decider(who), why=why)
    carry_out(folder, graph, made, as_json=as_json)
    return Exit.OK
