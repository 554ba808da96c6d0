"""What `build` says when it is done: counts, stances, contradictions, what was skipped, where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._terminal import console, say, table

if TYPE_CHECKING:
    from .._build import Built
    from ..graph import Graph
    from ..graph.summary import Contradiction, Summary

_STANCES = 10
_CONTRADICTIONS = 5
_NOTES = 5


def summary_record(graph: Graph, built: Built, folder: Path) -> dict[str, Any]:
    """The summary as JSON values, with the inputs that failed and the files that were written."""
    files = sorted(str(path) for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    return {
        **graph.summary().to_dict(),
        "failures": list(built.failures),
        "report": list(built.report),
        "files": files,
    }


def print_summary(graph: Graph, built: Built, folder: Path) -> None:
    """Print the summary for a person."""
    summary = graph.summary()
    say(
        f"{_count(summary.documents, 'document')}, {_count(summary.nodes, 'node')}, "
        f"{_count(summary.statements, 'statement')} (read with {graph.run.model} {graph.run.model_version})"
    )
    say("  " + ", ".join(f"{count} {kind.label}" for kind, count in summary.classes.items()))
    for line in built.report:
        say(f"  {line}")
    _print_stances(summary)
    _print_contradictions(summary, graph)
    _print_notes([note for note in summary.skipped if note not in built.failures])
    say()
    if (folder / "graph.html").exists():
        say(f"Page   {folder / 'graph.html'}   (parleygraph view {folder})")
        say(f"RDF    {folder / 'graph.trig'}, {folder / 'graph.ttl'}")
        say(f"Lines  {folder / 'statements.jsonl'}")
    else:
        say(f"Store  {folder}   (too large for one page: see parleygraph export --list)")


def _print_stances(summary: Summary) -> None:
    rows = [
        (
            stance.actor,
            f"{'not: ' if stance.polarity.sign == '-' else ''}{stance.relation.label}",
            stance.proposal,
            str(stance.statements),
        )
        for stance in summary.stances[:_STANCES]
    ]
    if rows:
        say()
        console().print(table(("who", "stance", "proposal", "said"), rows, title="Strongest stances"))
    _print_more(len(summary.stances) - _STANCES, "stance", "on the page")


def _print_contradictions(summary: Summary, graph: Graph) -> None:
    if not summary.contradictions:
        return
    say()
    say(f"{_count(len(summary.contradictions), 'contradiction')}, kept side by side")
    for contradiction in summary.contradictions[:_CONTRADICTIONS]:
        for line in _sides(contradiction, graph):
            say(line)
    _print_more(len(summary.contradictions) - _CONTRADICTIONS, "contradiction", "on the page")


def _sides(contradiction: Contradiction, graph: Graph) -> list[str]:
    """A line for the two ends, and one for the first statement of each side, with its words."""
    subject, object_ = graph.node(contradiction.subject).label, graph.node(contradiction.object).label
    lines = [f"  {subject} / {object_}"]
    for side in (contradiction.one_side, contradiction.other_side):
        statement = side[0]
        said = f"{statement.polarity.sign} {statement.relation.label}"
        lines.append(f"    {said}: “{statement.evidence.quotation}” ({statement.evidence.document.name})")
    return lines


def _print_notes(notes: list[str]) -> None:
    if not notes:
        return
    say()
    say(f"{_count(len(notes), 'note')} on what was seen and not placed")
    for note in notes[:_NOTES]:
        say(f"  {note}")
    _print_more(len(notes) - _NOTES, "note", "in run.json")


def _print_more(count: int, noun: str, place: str) -> None:
    if count > 0:
        say(f"  and {_count(count, 'more ' + noun)} {place}")


def _count(number: int, noun: str) -> str:
    """The number with its noun.

    >>> _count(1, "node"), _count(2, "node")
    ('1 node', '2 nodes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
