"""The places of the documents that the RDF points to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Statement
from .review import former

if TYPE_CHECKING:
    from .graph import Graph

type Stretch = tuple[int, int]
"""Two offsets in code points of the document's text."""

type Places = dict[str, set[Stretch]]
"""Stretches by the document's identifier."""


def quoted(graph: Graph) -> Places:
    """The places that the RDF points to."""
    stretches: Places = {document.id: set() for document in graph.documents}
    for node in graph.nodes:
        for mention in node.mentions:
            stretches[mention.document.id].add((mention.start, mention.end))
    for statement in graph.statements:
        stretches[statement.evidence.document.id].update(_stretches(statement))
    for statement, _ in former(graph).values():
        evidence = statement.evidence
        stretches[evidence.document.id].add((evidence.start, evidence.end))
    return stretches


def _stretches(statement: Statement) -> Iterator[Stretch]:
    """The places of a document that the statement points to."""
    yield statement.evidence.start, statement.evidence.end
    yield statement.evidence.sentence
    if statement.condition is not None:
        yield statement.condition.start, statement.condition.end
