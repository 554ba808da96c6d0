"""`parleygraph query`: SPARQL, or one of the ontology's questions, to a graph."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ._dossiers import up_to_date
from ._exit import Exit
from ._terminal import complain, console, table, write_bytes

if TYPE_CHECKING:
    from ..graph.results import Result

TABLES: Final = 5_000
"""From how many statements on the tables answer a question sooner: DuckDB starts in a tenth of a second."""


class Form(StrEnum):
    """How the rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `build` wrote.")],
    sparql: Annotated[
        str | None,
        typer.Argument(metavar="SPARQL", help="The query; the usual prefixes need no declaration."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="NAME", help="Ask one of `ontology --questions`.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the rows.")] = Form.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="S", min=0.1, help="Stop the query after S seconds.")
    ] = None,
) -> int:
    """Ask a graph in SPARQL, or ask one of the questions that the ontology comes with."""
    from ..graph.sparql import question as named

    if sum(choice is not None for choice in (sparql, file, question)) != 1:
        raise typer.BadParameter("give one of SPARQL, --file FILE and --question NAME")
    asked = _read(file) if file is not None else named(question) if question is not None else sparql or ""
    result, base = _answer(folder, asked, question, timeout)
    if as_json or form is Form.JSON:
        write_bytes(result.to_json().encode() + b"\n")
    elif form is Form.CSV:
        write_bytes(result.to_csv().encode())
    else:
        _print_table(result, base)
    return Exit.OK


def _answer(folder: Path, sparql: str, question: str | None, timeout: float | None) -> tuple[Result, str]:
    """The answer, and the base of the graph; from the tables or the store where they are up to date."""
    from ..graph import Graph
    from ..graph.sparql import query

    dossier = up_to_date(folder)
    if dossier is not None:
        if timeout is not None:
            from ..service.asking import ask

            return ask(dossier.store_path, sparql, timeout), dossier.base
        if question is not None and dossier.manifest.counts["statements"] >= TABLES:
            from ..graph.columns import question as ask_tables

            return ask_tables(dossier.columns_path, question), dossier.base
        return query(dossier.store(), sparql), dossier.base
    graph = Graph.load(folder)
    if timeout is None:
        return graph.query(sparql), graph.base
    from tempfile import TemporaryDirectory

    from ..graph.dossiers.store import make
    from ..service.asking import ask

    with TemporaryDirectory(prefix="parleygraph-") as made:
        make(graph, Path(made) / "store")
        return ask(Path(made) / "store", sparql, timeout), graph.base


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise typer.BadParameter(f"{file}: cannot be read as a query ({reason})") from error


def _print_table(result: Result, base: str) -> None:
    """Print the rows with identifiers as short as they can be; say so where there are none."""
    if result.answer is not None:
        console().print("yes" if result.answer else "no")
    elif not result:
        complain("the query is right and nothing in the graph answers it")
    else:
        rows = ([_shortened(cell, base) for cell in row] for row in result.texts())
        console().print(table(result.columns, rows))


def _shortened(cell: str, base: str) -> str:
    from ..graph.namespaces import PREFIXES

    if cell.startswith(base):
        return cell.removeprefix(base)
    for prefix, namespace in PREFIXES.items():
        if cell.startswith(namespace):
            return f"{prefix}:{cell.removeprefix(namespace)}"
    return cell
