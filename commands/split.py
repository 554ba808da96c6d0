"""`parleygraph split`: some mentions of a node are of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ._deciding import AsJson, Folder, Who, Why, carry_out, choose, decider
from ._exit import Exit

if TYPE_CHECKING:
    from ..graph import Graph
    from ..model import Evidence, Node


def split(
    folder: Folder,
    node: Annotated[str, typer.Argument(metavar="NODE", help="The identifier or the label of the node.")],
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "--document", metavar="NAME", help="Split off its mentions in this document; may be repeated."
        ),
    ] = None,
    quotations: Annotated[
        list[str] | None,
        typer.Option(
            "--quotation", metavar="WORDS", help="Split off its mentions in these words; may be repeated."
        ),
    ] = None,
    label: Annotated[
        str | None,
        typer.Option(
            "--label", metavar="LABEL", help="The label of the new node; else its commonest mention."
        ),
    ] = None,
    why: Why = "",
    who: Who = None,
    as_json: AsJson = False,
) -> int:
    """Say that some mentions of a node are of another one; the statements nearest to them follow."""
    from ..graph import Graph
    from ..graph.decisions import propose

    if not documents and not quotations:
        raise typer.BadParameter("say what to split off: --document NAME, --quotation WORDS, or both")
    graph = Graph.load(folder)
    chosen = choose(graph, [node], as_json=as_json)
    if chosen is None:
        return Exit.USAGE
    ids = _documents(graph, documents or [])
    made = propose.split(
        graph.decided,
        chosen[0].id,
        documents=() if quotations else ids,
        mentions=_mentions(chosen[0], quotations or [], ids),
        label=label,
        who=decider(who),
        why=why,
    )
    carry_out(folder, graph, made, as_json=as_json)
    return Exit.OK


def _documents(graph: Graph, names: list[str]) -> list[str]:
    """The identifiers of the documents of these names or identifiers."""
    found = []
    for name in names:
        ids = [document.id for document in graph.documents if name in {document.id, document.name}]
        if not ids:
            raise typer.BadParameter(f"there is no document {name!r}")
        found.extend(ids)
    return found


def _mentions(node: Node, quotations: list[str], documents: list[str]) -> list[Evidence]:
    """The mentions in these words, and in these documents if there are any."""
    words = {" ".join(quotation.split()).casefold() for quotation in quotations}
    return [
        mention
        for mention in node.mentions
        if " ".join(mention.quotation.split()).casefold() in words
        and (not documents or mention.document.id in documents)
    ]
