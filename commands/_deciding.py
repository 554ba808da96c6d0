"""What the commands that decide have in common: who decides, about which nodes, and carrying it out."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._terminal import complain, console, say, say_json, table

if TYPE_CHECKING:
    from ..graph import Graph
    from ..graph.decisions import Decision
    from ..model import Node

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for the log.")]
Who = Annotated[
    str | None,
    typer.Option(
        "--who",
        metavar="NAME",
        envvar="PARLEYGRAPH_REVIEWER",
        help="Who decides; your login name where neither this nor the variable is given.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the decision and its effects as JSON.")]


def decider(who: str | None) -> str:
    """The name of who decides: as given, else the login name."""
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise typer.BadParameter("there is no login name: say who decides with --who NAME") from error


def choose(graph: Graph, names: Sequence[str], *, as_json: bool) -> list[Node] | None:
    """The node of each name; None, with the candidates printed, where one could be several."""
    from ..graph.names import called

    chosen = []
    for name in names:
        found = called(graph.nodes, name, graph.base)
        if not found:
            raise typer.BadParameter(f"no node has the identifier or the name {name!r}")
        if len(found) > 1:
            _print_candidates(found, as_json=as_json)
            complain(f"{len(found)} nodes are called {name!r}: give the identifier of one")
            return None
        chosen.append(found[0])
    return chosen


def _print_candidates(nodes: Sequence[Node], *, as_json: bool) -> None:
    if as_json:
        candidates = [{"id": node.id, "class": node.node_class.value, "label": node.label} for node in nodes]
        say_json({"candidates": candidates})
        return
    rows = [
        (
            node.id,
            node.label,
            node.node_class.label,
            ", ".join(sorted({mention.document.name for mention in node.mentions})),
        )
        for node in nodes
    ]
    console().print(table(("identifier", "label", "class", "documents"), rows))


def carry_out(folder: Path, before: Graph, decision: Decision, *, as_json: bool) -> None:
    """Write the decision to the log, assemble the graph anew, and say what has changed.

    Raises DecisionConflict where somebody has decided on the same since the graph was read, and
    DossierLocked, with nothing decided, where another process is writing into the folder.
    """
    from ..graph.decisions import FILE, append, head
    from ..graph.decisions.decision import decision_record
    from ..graph.decisions.listing import about, standing
    from ..graph.dossiers import writing

    with writing(folder) as writer:
        append(folder / FILE, decision, expected_head=head(before.decided.decisions))
        after = writer.write(writer.corpus(), anew=False)
    old, new = ({statement.id for statement in graph.statements} for graph in (before, after))
    nodes = [{node.id for node in graph.nodes} for graph in (before, after)]
    effects = {
        "nodes_gone": sorted(nodes[0] - nodes[1]),
        "nodes_new": sorted(nodes[1] - nodes[0]),
        "statements_gone": sorted(old - new),
        "statements_new": sorted(new - old),
    }
    if as_json:
        say_json(
            {
                "decision": decision_record(decision),
                "standing": standing(after.decided, decision),
                **effects,
                "unmatched": list(after.decided.unmatched),
            }
        )
        return
    say(f"{decision.id}  {decision.action.value}: {about(decision)}")
    counts = [f"{len(ids)} {name.replace('_', ' ')}" for name, ids in effects.items() if ids]
    say(f"  {', '.join(counts)}" if counts else "  nothing in the statements has changed")
    for line in sorted(set(after.decided.unmatched) - set(before.decided.unmatched)):
        complain(f"no longer carried out: {line}")
