"""`parleygraph explain`: why a statement is in a graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ._exit import Exit
from ._terminal import complain, console, say_json, table

if TYPE_CHECKING:
    from ..extractors.extractor import Description
    from ..graph import Graph, Run
    from ..model import Statement

# A page of candidates; who has more gives more words.
_MOST = 20


def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    statement_id: Annotated[
        str | None,
        typer.Argument(metavar="STATEMENT_ID", help="The identifier, or as much as tells it from others."),
    ] = None,
    quotation: Annotated[
        str | None,
        typer.Option("--quotation", metavar="WORDS", help="Choose the statement by words of its evidence."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="NAME_OR_PATH", help="The spaCy pipeline that the graph was made with."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
) -> int:
    """Show why a statement was made: the rule or the reader, the weights, the words, the parse."""
    from ..graph import Graph

    if (statement_id is None) == (quotation is None):
        raise typer.BadParameter("give one of STATEMENT_ID and --quotation WORDS")
    graph = Graph.load(folder)
    found = _choose(graph, statement_id, quotation)
    if len(found) != 1:
        chosen = f"identifier that begins with {statement_id}" if quotation is None else "such quotation"
        if not found:
            raise typer.BadParameter(f"{folder}: no statement has an {chosen}".replace("an such", "such a"))
        _print_candidates(graph, found, as_json=as_json)
        complain(f"{len(found)} statements match: give the identifier of one")
        return Exit.USAGE
    _explain(graph, found[0], model, as_json=as_json)
    return Exit.OK


def _choose(graph: Graph, prefix: str | None, quotation: str | None) -> list[Statement]:
    if prefix is not None:
        return [s for s in graph.statements if prefix and s.id.startswith(prefix.lower())]
    words = " ".join((quotation or "").split()).casefold()
    quoted = [(s, " ".join(s.evidence.quotation.split()).casefold()) for s in graph.statements]
    whole = [s for s, text in quoted if text == words]
    return whole or [s for s, text in quoted if words and words in text]


def _print_candidates(graph: Graph, found: list[Statement], *, as_json: bool) -> None:
    rows = [
        (
            s.id,
            graph.node(s.subject).label,
            s.relation.value,
            graph.node(s.object).label,
            s.evidence.quotation,
        )
        for s in found
    ]
    if as_json:
        names = ("id", "subject", "relation", "object", "quotation")
        say_json({"candidates": [dict(zip(names, row, strict=True)) for row in rows]})
        return
    console().print(table(("statement", "subject", "relation", "object", "quotation"), rows[:_MOST]))
    if len(rows) > _MOST:
        complain(f"{len(rows) - _MOST} more are not shown: give more of the words")


def _explain(graph: Graph, statement: Statement, model: str | None, *, as_json: bool) -> None:
    from ..extractors.extractor import ExtractorError, describe
    from ..extractors.registry import DEFAULT
    from ..extractors.spacy_extractor import SpacyExtractor
    from ..graph.records import statement_record
    from ._reasons import print_explanation

    run = graph.run_of(statement.evidence.document.id)
    name = run.settings.get("extractor", DEFAULT)
    if name != DEFAULT:
        raise ExtractorError(f"the graph was made by the extractor {name!r}, which gives no reasons")
    reader, least = run.settings.get("reader"), run.settings.get("min_confidence")
    extractor = SpacyExtractor(model, learned=reader != "rules", min_confidence=least)
    changes = list(_changes(run, describe(extractor)))
    explanation = extractor.explain(graph.decided.as_found(statement))
    if as_json:
        record = {**asdict(explanation), "statement": statement_record(statement), "changes": changes}
        say_json(record)
    else:
        print_explanation(graph, statement, explanation, changes)


def _changes(run: Run, now: Description) -> Iterator[str]:
    """What is not as it was when the graph was made."""
    from .._version import __version__

    then = {
        "parleygraph": run.version,
        "model": run.model,
        "model version": run.model_version,
        **run.settings,
    }
    present = {
        "parleygraph": __version__,
        "model": now.model,
        "model version": now.model_version,
        **now.settings,
    }
    for name in sorted(then.keys() & present.keys()):
        if then[name] != present[name]:
            yield f"{name}: the graph was made with {then[name]}, this is {present[name]}"
