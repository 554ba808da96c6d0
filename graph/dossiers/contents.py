"""What a corpus becomes on disk: the entries and files of its documents, and the files for other readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate

from ..._version import __version__
from ..analyst import analyst_page
from ..columns import answer, opened
from ..corpus import Reading
from ..decisions import Decision, head
from ..errors import DossierError
from ..serializations import trig_and_turtle
from . import lines
from .layout import EXPORTED, PAGE, TRIG, TURTLE
from .manifest import Entry, Manifest

if TYPE_CHECKING:
    from ..graph import Graph


def manifest_of(graph: Graph, records: Mapping[str, str], folder: Path, generation: int) -> Manifest:
    """The manifest of a graph in that folder, without exports.

    `records` are the digests of the files of its documents, by identifier.
    """
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
    )


def state_of(decisions: Iterable[Decision]) -> dict[str, int | str]:
    """What the manifest says of the decisions that are applied: how many, and which is the last."""
    log = tuple(decisions)
    return {"count": len(log), "head": head(log)}


def _entry(reading: Reading, digest: str, folder: Path) -> Entry:
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
        record=digest,
    )


def _unless_large[**More](
    make: Callable[Concatenate[Graph, More], dict[str, bytes]],
) -> Callable[Concatenate[Graph, More], dict[str, bytes]]:
    """The same function, which makes no file of a graph of more than `EXPORTED` statements."""

    @wraps(make)
    def files(graph: Graph, /, *args: More.args, **kwargs: More.kwargs) -> dict[str, bytes]:
        return {} if _is_large(graph) else make(graph, *args, **kwargs)

    return files


def _is_large(graph: Graph) -> bool:
    return len(graph.statements) > EXPORTED


def rdf_of(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """Those of `files_of` that hold the RDF, made as they are asked for: none where the graph is large."""
    if not _is_large(graph):
        yield from zip((TRIG, TURTLE), trig_and_turtle(graph), strict=True)


@_unless_large
def page_of(graph: Graph, tables: Path) -> dict[str, bytes]:
    """The one of `files_of` that is a page, none where the graph is large.

    Its questions are answered from the tables in the folder, which takes a tenth of the time of a store.
    Raises DossierError where these cannot be read.
    """
    import duckdb

    try:
        with opened(tables) as connection:
            return {PAGE: analyst_page(graph, partial(answer, connection))}
    except duckdb.Error as error:
        raise DossierError(f"{tables}: the tables cannot be read ({error})") from error


@_unless_large
def files_of(graph: Graph, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files for other readers, by name: none where the graph is large (see `EXPORTED`).

    `made` are those that need not be made again.
    """
    files = lines.to_files(graph)
    for name, form in ((TRIG, "trig"), (TURTLE, "turtle"), (PAGE, "html")):
        files[name] = made[name] if name in made else graph.serialize(form)
    return files
