"""What a corpus becomes on disk: the entries and files of its documents, and the files for other readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..._version import __version__
from ..corpus import Reading
from ..decisions import Decision, head
from . import lines, record
from .layout import EXPORTED, PAGE
from .manifest import Entry, Manifest

if TYPE_CHECKING:
    from ..graph import Graph


def manifest_of(
    graph: Graph, records: Mapping[str, bytes], files: Mapping[str, bytes], folder: Path, generation: int
) -> Manifest:
    """The manifest of a graph in that folder; `records` are the files of its documents by identifier."""
    corpus = graph.corpus
    runs = {run.id: run for run in corpus.runs.values()}
    return Manifest(
        version=__version__,
        generation=generation,
        base=graph.base,
        run=corpus.run,
        runs=tuple(runs[id_] for id_ in sorted(runs)),
        choices=corpus.choices,
        documents=tuple(_entry(r, records[r.document.id], folder) for r in corpus.readings),
        counts={
            "documents": len(graph.documents),
            "nodes": len(graph.nodes),
            "statements": len(graph.statements),
        },
        skipped=tuple(sorted(set(corpus.skipped))),
        decisions=state_of(graph.decided.decisions),
        files={name: record.digest(content) for name, content in sorted(files.items())},
    )


def state_of(decisions: Iterable[Decision]) -> dict[str, int | str]:
    """What the manifest says of the decisions that are applied: how many, and which is the last."""
    log = tuple(decisions)
    return {"count": len(log), "head": head(log)}


def _entry(reading: Reading, content: bytes, folder: Path) -> Entry:
    document, extraction, settings = reading.document, reading.extraction, reading.run.settings
    return Entry(
        id=document.id,
        name=document.name,
        source=None if reading.source is None else reading.source.seen_from(folder),
        sha256=reading.sha256,
        title=document.title,
        date=document.date,
        language=document.language,
        counts={
            "characters": len(document.text),
            "nodes": len(extraction.nodes),
            "statements": len(extraction.statements),
            "notes": len(extraction.notes),
        },
        extractor=str(settings.get("extractor", "")),
        extractor_version=str(settings.get("extractor_version", "")),
        run=reading.run.id,
        record=record.digest(content),
    )


def files_of(graph: Graph) -> dict[str, bytes]:
    """The files for other readers, by name: none where the graph is large (see `EXPORTED`)."""
    if len(graph.statements) > EXPORTED:
        return {}
    files = lines.to_files(graph)
    for name, form in (("graph.trig", "trig"), ("graph.ttl", "turtle"), (PAGE, "html")):
        files[name] = graph.serialize(form)
    return files
