"""What a store was made from, in short: so that the next one is made by what is different.

A document's graph has one digest of what it is made from. The graphs that all documents share have one
for each subject, as an added document changes few of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ...model import digest
from ..rdf import named_blocks
from ..stretches import Places
from ..turtle import united

if TYPE_CHECKING:
    from ..graph import Graph

type Shared = dict[str, dict[str, list[str]]]
"""The graphs that all documents share, by name: what is said of each subject, in Turtle."""


def shared_of(graph: Graph) -> Shared:
    """The graphs of a graph that all its documents share."""
    documents = {document.id for document in graph.documents}
    return {name: dict(united(blocks)) for name, blocks in named_blocks(graph) if name not in documents}


@dataclass(frozen=True, slots=True)
class Prints:
    """The digests of a store.

    `documents` has one for each document's identifier, and `shared` one for each subject of each
    shared graph, named as `Shared` names them.
    """

    documents: Mapping[str, str]
    shared: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, graph: Graph, shared: Shared, places: Places) -> Self:
        """The digests of what the graph gives to the store: its shared graphs, and what it quotes."""
        pieces: defaultdict[str, list[str]] = defaultdict(list)
        for statement in graph.statements:
            evidence = statement.evidence
            # The identifier is a digest of the rest.
            pieces[evidence.document.id].append(
                f"{statement.id} {statement.confidence} {statement.stage} {evidence.sentence}"
            )
        documents = {
            id_: digest(
                graph.run_of(id_).id,
                *pieces[id_],
                "",
                *(f"{start}-{end}" for start, end in sorted(stretches)),
            )
            for id_, stretches in places.items()
        }
        subjects = {
            name: {subject: digest(*lines) for subject, lines in blocks.items()}
            for name, blocks in shared.items()
        }
        return cls(documents, subjects)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The digests in a file; None where it is not there or does not read, and the store is made anew."""
        try:
            found = json.loads(path.read_bytes())
            documents, shared = dict(found["documents"]), dict(found["shared"])
            digests = [*documents.values(), *(each for graph in shared.values() for each in graph.values())]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return cls(documents, shared) if all(isinstance(each, str) for each in digests) else None

    def to_bytes(self) -> bytes:
        """The digests as a file holds them."""
        shared = {name: _object(_quoted(digests), 2) for name, digests in self.shared.items()}
        parts = {"documents": _object(_quoted(self.documents), 1), "shared": _object(shared, 1)}
        return f"{_object(parts, 0)}\n".encode()


def _object(values: Mapping[str, str], depth: int) -> str:
    """A JSON object of values that are JSON already, sorted, a line each; `depth` is how deep it stands.

    The encoder of the standard library indents in Python.
    """
    if not values:
        return "{}"
    indent = " " * depth
    lines = (f"{indent} {json.dumps(name)}: {values[name]}" for name in sorted(values))
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _quoted(values: Mapping[str, str]) -> dict[str, str]:
    return {name: json.dumps(value) for name, value in values.items()}
