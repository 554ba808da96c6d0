"""`parleygraph diff`: what is different between two graphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ._exit import Exit
from ._terminal import console, say, say_json, table

if TYPE_CHECKING:
    from ..graph.diff import Diff

# What a person reads on a terminal; --json and --html have everything.
_MOST = 50


def diff(
    before: Annotated[Path, typer.Argument(metavar="DIR_A", help="The folder of the earlier graph.")],
    after: Annotated[Path, typer.Argument(metavar="DIR_B", help="The folder of the later graph.")],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the differences as a page, one file, instead."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the differences as JSON.")] = False,
) -> int:
    """Show what is different: statements added, removed, changed; nodes merged, split, renamed."""
    from ..graph import Graph
    from ..graph.diff import diff as compare
    from ..graph.diff import diff_record
    from ..graph.diff_page import render
    from ..graph.files import write_file

    found = compare(Graph.load(before), Graph.load(after))
    if html is not None:
        write_file(html, render(found, str(before), str(after)).encode())
        say(str(html))
    if as_json:
        say_json(diff_record(found))
    elif html is None:
        _print(found)
    return Exit.OK


def _print(found: Diff) -> None:
    from ..graph.diff import diff_record

    record = diff_record(found)
    statements, nodes, documents = record["statements"], record["nodes"], record["documents"]
    if not found:
        say("the graphs are equal")
        return
    for kind, rows in documents.items():
        _print_table(f"Documents {kind}", ("name", "identifier"), [(d["name"], d["id"]) for d in rows])
    for kind in ("merged", "split"):
        rows = [(_names(each["before"]), _names(each["after"])) for each in nodes[kind]]
        _print_table(f"Nodes {kind}", ("before", "after"), rows)
    rows = [(_names([each["before"]]), _names([each["after"]])) for each in nodes["renamed"]]
    _print_table("Nodes renamed", ("before", "after"), rows)
    for kind in ("added", "removed"):
        _print_table(f"Nodes {kind}", ("node", "class"), [(_names([n]), n["class"]) for n in nodes[kind]])
    rows = [
        (_claim(each["after"]), "; ".join(_change(each, field) for field in each["fields"]),
         each["after"]["document"], each["after"]["quotation"])
        for each in statements["changed"]
    ]  # fmt: skip
    _print_table("Statements changed", ("statement", "change", "document", "quotation"), rows)
    for kind in ("added", "removed"):
        rows = [(_claim(st), _qualifiers(st), st["document"], st["quotation"]) for st in statements[kind]]
        _print_table(f"Statements {kind}", ("statement", "how", "document", "quotation"), rows)
    counts = (f"{len(rows)} {kind}" for kind, rows in statements.items())
    say(f"statements: {', '.join(counts)}; nodes: {', '.join(f'{len(v)} {k}' for k, v in nodes.items())}")


def _print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    console().print(table(columns, rows[:_MOST], title=f"{title} ({len(rows)})"))
    if len(rows) > _MOST:
        say(f"and {len(rows) - _MOST} more, which --json and --html show")
    say()


def _names(nodes: Sequence[dict[str, Any]]) -> str:
    return " and ".join(f"{node['label']} ({node['id']})" for node in nodes)


def _claim(row: dict[str, Any]) -> str:
    return f"{row['subject']} {row['relation']} {row['object']}"


def _qualifiers(row: dict[str, Any]) -> str:
    said = ", citing ".join(row["sources"])
    parts = [row["polarity"], row["certainty"], f"by {said}" if said else "", row["date"] or ""]
    return ", ".join(filter(None, parts))


def _change(change: dict[str, Any], field: str) -> str:
    return f"{field}: {_value(change['before'][field])} → {_value(change['after'][field])}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", citing ".join(value) or "author"
    return value or "none"
