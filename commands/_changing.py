"""What the commands that change the documents of a dossier have in common: what they say when done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ._exit import Exit
from ._terminal import complain, say, say_json

if TYPE_CHECKING:
    from .._changes import Changed

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="OPTION=VALUE", help="An option of the extractor; may be repeated."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")]

_SHOWN = 20


def report(changed: Changed, *, quiet: bool, as_json: bool) -> int:
    """Say what was done; the exit status."""
    for failure in changed.failures:
        complain(failure)
    if as_json:
        say_json(_record(changed))
    elif not quiet:
        _print(changed)
    return Exit.PARTIAL if changed.failures else Exit.OK


def _record(changed: Changed) -> dict[str, Any]:
    from .._changes import Deed

    graph = changed.graph
    done = {
        deed.value.replace(" ", "_"): [
            {"id": outcome.id, "name": outcome.name, "why": outcome.why or None}
            for outcome in changed.of(deed)
        ]
        for deed in Deed
    }
    return {
        **done,
        "failures": changed.failures,
        "notes": changed.notes,
        "report": list(changed.report),
        "documents": len(graph.documents),
        "nodes": len(graph.nodes),
        "statements": len(graph.statements),
    }


def _print(changed: Changed) -> None:
    from .._changes import Deed

    for deed in Deed:
        outcomes = changed.of(deed)
        for outcome in outcomes[:_SHOWN]:
            why = f": {outcome.why}" if outcome.why else ""
            if deed is not Deed.KEPT or outcome.why:
                say(f"{deed.value}  {outcome.name}{why}")
        if len(outcomes) > _SHOWN:
            say(f"{deed.value}  and {len(outcomes) - _SHOWN:,} more")
        elif deed is Deed.KEPT and (plain := [o for o in outcomes if not o.why]):
            say(f"{deed.value}  {len(plain):,} as {'it was' if len(plain) == 1 else 'they were'}")
    for note in changed.notes:
        say(f"note  {note}")
    for line in changed.report:
        say(f"  {line}")
    graph = changed.graph
    documents, nodes = _count(len(graph.documents), "document"), _count(len(graph.nodes), "node")
    say(f"The dossier holds {documents}, {nodes} and {_count(len(graph.statements), 'statement')}.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
