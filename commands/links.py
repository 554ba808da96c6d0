"""`parleygraph links`: proposals and interests of different documents that may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ._deciding import Folder
from ._exit import Exit
from ._terminal import complain, console, say_json, table

if TYPE_CHECKING:
    from ..graph import Graph


def links(
    folder: Folder,
    least: Annotated[
        float,
        typer.Option("--least", metavar="SCORE", min=0.0, max=1.0, help="Leave out links of a lower score."),
    ] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the links as JSON.")] = False,
) -> int:
    """List proposals and interests of different documents that may be the same, the closest first."""
    from ..graph import Graph

    graph = Graph.load(folder)
    found = sorted(
        (link for link in graph.links if link.score >= least),
        key=lambda link: (-link.score, link.one, link.other),
    )
    if as_json:
        say_json(
            [
                {"score": link.score, "nodes": [_side(graph, side) for side in (link.one, link.other)]}
                for link in found
            ]
        )
    elif not found:
        complain("no two proposals or interests of different documents are close")
    else:
        rows = [
            (f"{link.score:.2f}", *(_shown(graph, side) for side in (link.one, link.other))) for link in found
        ]
        console().print(table(("score", "this", "and this"), rows))
    return Exit.OK


def _side(graph: Graph, node_id: str) -> dict[str, object]:
    node = graph.node(node_id)
    return {"id": node.id, "label": node.label, "documents": _documents(graph, node_id)}


def _documents(graph: Graph, node_id: str) -> list[str]:
    return sorted({mention.document.name for mention in graph.node(node_id).mentions})


def _shown(graph: Graph, node_id: str) -> str:
    return f"{graph.node(node_id).label} ({', '.join(_documents(graph, node_id))}) {node_id}"
