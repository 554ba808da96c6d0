"""`parleygraph validate`: whether a graph satisfies the ontology's shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ._exit import Exit
from ._terminal import say, say_json


def validate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the exit status tells.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> int:
    """Check a graph against the ontology's SHACL shapes, and say in plain words what is wrong."""
    from ..graph import Graph

    report = Graph.load(folder).validate()
    if as_json:
        say_json({"conforms": report.conforms, "problems": list(report.problems)})
    elif not quiet:
        for problem in report.problems:
            say(problem)
        say("The graph satisfies every shape." if report.conforms else _count(report.problems))
    return Exit.OK if report.conforms else Exit.PARTIAL


def _count(problems: tuple[str, ...]) -> str:
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}: the graph violates the shapes."
