"""The documents as they were read: what a graph is made from, and what a dossier keeps."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from ..model import Document, Extraction, Node, Statement
from .merge import Merged, merge
from .run import Run


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from.

    `path` is absolute. `relative` says whether the user named it by a path from the working
    folder: a dossier then keeps it as a path from its own folder, which holds no place of the
    machine, is found from any working folder, and moves with the two.
    """

    path: Path
    relative: bool

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Self:
        """The source that the user named by this path."""
        return cls(Path(os.path.abspath(path)), not Path(path).is_absolute())  # noqa: PTH100 - links stay

    @classmethod
    def read(cls, kept: str, folder: Path) -> Self:
        """The source that a dossier in that folder keeps."""
        if Path(kept).is_absolute():
            return cls(Path(kept), relative=False)
        return cls(Path(os.path.normpath(folder.resolve() / kept)), relative=True)

    def seen_from(self, folder: Path) -> str:
        """The path as a dossier in that folder keeps it."""
        if not self.relative:
            return str(self.path)
        # What follows `..` must not depend on the links through which the folder was reached.
        return Path(os.path.relpath(self.path, folder.resolve())).as_posix()

    def is_same(self, other: Source | None) -> bool:
        """Whether both are one file, by whatever links."""
        return other is not None and (self.path == other.path or self.path.resolve() == other.path.resolve())


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what was found in it: by which run, from which file, if any.

    `sha256` is that of the bytes that were read, or of the text in UTF-8 where it came from memory.
    """

    extraction: Extraction
    run: Run
    sha256: str
    source: Source | None = None

    @classmethod
    def of(cls, extraction: Extraction, run: Run) -> Self:
        """The reading of a document that came from memory."""
        return cls(extraction, run, digest_of(extraction.document.text))

    @property
    def document(self) -> Document:
        """The document that was read."""
        return self.extraction.document


@dataclass(frozen=True, slots=True)
class Corpus:
    """Readings with what concerns them all.

    `run` is how documents are read now. `base` is the IRI that the identifiers of the data follow.
    `choices` are the options that make the extractor again. `skipped` are notes on what never
    became a reading.
    """

    readings: tuple[Reading, ...]
    run: Run
    base: str
    choices: Mapping[str, Any] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()

    @classmethod
    def of(cls, parts: Merged, run: Run, base: str) -> Self:
        """The corpus that unites to these parts, all read by one run."""
        readings = tuple(Reading.of(extraction, run) for extraction in taken_apart(parts))
        return cls(readings, run, base, skipped=parts.skipped)

    @property
    def runs(self) -> dict[str, Run]:
        """The run of each document, by the document's identifier."""
        return {reading.document.id: reading.run for reading in self.readings}


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def taken_apart(parts: Merged) -> tuple[Extraction, ...]:
    """Extractions that unite to these parts, one for each document, without notes.

    What each document said of a shared node is gone from a graph: each gets what all say
    together, and the mentions that are its own.
    """
    mentions: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    needed: defaultdict[str, set[str]] = defaultdict(set)
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in parts.statements:
        home = statement.evidence.document.id
        statements[home].append(statement)
        needed[home].update((statement.subject, statement.object, *statement.sources))
    nodes = {node.id: node for node in parts.nodes}
    for node in parts.nodes:
        for mention in node.mentions:
            mentions[mention.document.id][node.id].append(mention)
            needed[mention.document.id].add(node.id)
    placed = set().union(*needed.values()) if needed else set()
    if parts.documents:
        # A node that no document mentions and no statement needs still belongs to the graph.
        needed[parts.documents[0].id].update(nodes.keys() - placed)

    def own(node: Node, document: Document) -> Node:
        return replace(node, mentions=tuple(mentions[document.id][node.id]))

    return tuple(
        Extraction(
            document,
            tuple(own(nodes[id_], document) for id_ in sorted(needed[document.id])),
            tuple(statements[document.id]),
        )
        for document in parts.documents
    )


def united(readings: Iterable[Reading]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """One reading for each text, in the order of names, under the first; and notes on the other names."""
    by_text: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: (r.document.name, r.document.id, repr(r.document))):
        by_text[reading.document.id].append(reading)
    notes = [
        f"{other.document.name}: has the same text as {same[0].document.name}, kept once"
        for same in by_text.values()
        for other in same[1:]
        if other.document.name != same[0].document.name
    ]
    kept = (same[0] if len(same) == 1 else _one(same) for same in by_text.values())
    return tuple(kept), tuple(notes)


def _one(readings: list[Reading]) -> Reading:
    """One reading of a text from several, with what any of them found."""
    first = readings[0]
    parts = merge(reading.extraction for reading in readings)
    notes = dict.fromkeys(note for reading in readings for note in reading.extraction.notes)
    return replace(first, extraction=Extraction(first.document, parts.nodes, parts.statements, tuple(notes)))
