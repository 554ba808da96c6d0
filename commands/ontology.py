"""`parleygraph ontology`: the vocabulary, its shapes and the questions it answers."""

from __future__ import annotations

from typing import Annotated

import typer

from ._exit import Exit
from ._terminal import console, say_json, table, write_bytes


def ontology(
    questions: Annotated[
        bool, typer.Option("--questions", help="List the questions that `query --question` answers.")
    ] = False,
    shapes: Annotated[bool, typer.Option("--shapes", help="Print the SHACL shapes instead.")] = False,
    alignments: Annotated[
        bool, typer.Option("--alignments", help="Print the links to other vocabularies instead.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --questions: as JSON, with the SPARQL of each.")
    ] = False,
) -> int:
    """Print the ontology as Turtle, or one of the parts that go with it."""
    from .. import ontology as vocabulary

    if questions + shapes + alignments > 1:
        raise typer.BadParameter("choose one of --questions, --shapes and --alignments")
    if as_json and not questions:
        raise typer.BadParameter("--json goes with --questions; the ontology itself is Turtle")
    if questions:
        asked = vocabulary.questions()
        if as_json:
            say_json([{"name": q.name, "question": q.text, "sparql": q.sparql} for q in asked])
        else:
            console().print(table(("name", "question"), ((q.name, q.text) for q in asked)))
        return Exit.OK
    files = [vocabulary.ontology_file()]
    if shapes:
        files = [vocabulary.shapes_file(), vocabulary.relation_shapes_file()]
    elif alignments:
        files = [vocabulary.alignments_file()]
    for file in files:
        write_bytes(file.read_bytes())
    return Exit.OK
