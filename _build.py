"""From files and texts to a graph: read, extract, unite."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ._version import __version__
from .extractors import ReadError, find_documents, read_document, read_stream
from .extractors.extraction import extract_all
from .extractors.pipeline import load_pipeline
from .extractors.settings import Settings
from .graph import BASE, Graph, Run
from .model import Document, Extraction, ParleyError

if TYPE_CHECKING:
    from spacy.language import Language

_log = logging.getLogger(__name__)

STANDARD_INPUT: Final = "-"

type Source = str | os.PathLike[str] | Document
"""A file, a folder of documents, `-` for standard input, or a document that is in memory already."""

type Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the last one."""


class BuildError(ParleyError):
    """Nothing could be built; `failures` names each source with the reason."""

    def __init__(self, failures: Iterable[str]) -> None:
        self.failures = tuple(failures) or ("no document was given: name a file or a folder of texts",)
        super().__init__("; ".join(self.failures))


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, and the sources that are not in it, each as `name: reason`."""

    graph: Graph
    failures: tuple[str, ...]


def build(
    sources: Source | Iterable[Source],
    *,
    model: str | None = None,
    learned: bool = True,
    min_confidence: float | None = None,
    base: str = BASE,
    on_progress: Progress | None = None,
) -> Graph:
    """The graph of files, folders and documents.

    `model` names an installed spaCy pipeline or the folder of one; without it, the packaged
    English model is used. `learned=False` lets the rules alone decide, without the learned reader.
    `min_confidence`, from 0 to 1, trades statements found for statements right; without it, the
    balance that did best on annotated documents is kept. `base` is the IRI that the identifiers
    of the RDF follow. Texts of equal name get suffixes (`note`, `note-2`).

    What cannot be read is listed in `graph.skipped` and the rest goes on. Raises BuildError
    where nothing could be read, and ParleyError where the model or the base will not do.
    """
    return build_with_failures(
        sources,
        model=model,
        learned=learned,
        min_confidence=min_confidence,
        base=base,
        on_progress=on_progress,
    ).graph


def build_with_failures(
    sources: Source | Iterable[Source],
    *,
    model: str | None = None,
    learned: bool = True,
    min_confidence: float | None = None,
    base: str = BASE,
    on_progress: Progress | None = None,
) -> Built:
    """As `build`, with the sources that failed apart from the other notes of the graph."""
    notes: list[str] = []
    failures: list[str] = []
    documents = distinct_names(_read_all(sources, notes, failures))
    if not documents:
        raise BuildError(failures)
    nlp = load_pipeline(model)
    short = [document for document in documents if _fits(document, nlp, failures)]
    settings = Settings(learned, min_confidence)
    extractions = list(_extract_all(short, nlp, settings, failures, on_progress))
    if not extractions:
        raise BuildError(failures)
    graph = Graph(extractions, run=_run(nlp, settings), base=base, skipped=[*notes, *failures])
    return Built(graph, tuple(failures))


def distinct_names(documents: Iterable[Document]) -> list[Document]:
    """The documents, those whose name was taken before them with a number at its end.

    >>> [d.name for d in distinct_names([Document("a", "note"), Document("b", "note")])]
    ['note', 'note-2']
    """
    found = list(documents)
    taken = {document.name for document in found}
    seen: set[str] = set()
    named = []
    for document in found:
        name, number = document.name, 2
        if name in seen:
            while f"{name}-{number}" in taken:
                number += 1
            name = f"{name}-{number}"
            taken.add(name)
        seen.add(name)
        named.append(document if name == document.name else replace(document, name=name))
    return named


def _read_all(
    sources: Source | Iterable[Source], notes: list[str], failures: list[str]
) -> Iterator[Document]:
    if isinstance(sources, str | os.PathLike | Document):
        sources = [sources]
    seen: dict[Path, Path] = {}
    for source in sources:
        try:
            if isinstance(source, Document):
                yield source
            elif source == STANDARD_INPUT:
                yield read_stream(sys.stdin.buffer.read(), "stdin")
            else:
                found = find_documents([Path(source)])
                notes.extend(f"{skipped.path}: {skipped.reason}" for skipped in found.skipped)
                yield from _read_files(found, seen, notes, failures)
        except ReadError as error:
            failures.append(str(error))


def _read_files(
    paths: Iterable[Path], seen: dict[Path, Path], notes: list[str], failures: list[str]
) -> Iterator[Document]:
    for path in paths:
        # A file that is named twice, or named and in a folder that is, is one document.
        first = seen.setdefault(path.resolve(), path)
        if first is not path:
            notes.append(f"{path}: is the same file as {first}")
            continue
        try:
            yield read_document(path)
        except ReadError as error:
            failures.append(str(error))


def _fits(document: Document, nlp: Language, failures: list[str]) -> bool:
    """Whether the pipeline reads a text of that length: its memory grows with the text."""
    length = len(document.text)
    if length > nlp.max_length:
        failures.append(
            f"{document.name}: has {length:,} characters, the language model reads at most "
            f"{nlp.max_length:,} at once; split the document"
        )
    return length <= nlp.max_length


def _extract_all(
    documents: list[Document],
    nlp: Language,
    settings: Settings,
    failures: list[str],
    on_progress: Progress | None,
) -> Iterator[Extraction]:
    done = 0
    while done < len(documents):
        # The documents go through the pipeline in batches. One that fails ends the batch, so
        # the rest starts anew behind it.
        try:
            for extraction in extract_all(documents[done:], nlp, settings):
                done += 1
                yield extraction
                _report(on_progress, done, documents)
        except Exception as error:
            # A fault of ours in one text must not cost the others: it is counted and shown,
            # and who looks for it finds the traceback in the log.
            name = documents[done].name
            _log.debug("no statements of %s", name, exc_info=True)
            failures.append(f"{name}: {_explained(error)}")
            done += 1
            _report(on_progress, done, documents)


def _explained(error: Exception) -> str:
    if isinstance(error, ParleyError):
        return str(error)
    return (
        f"stopped the extraction ({type(error).__name__}: {error}); that is a fault of parleygraph, report it"
    )


def _report(on_progress: Progress | None, done: int, documents: list[Document]) -> None:
    if on_progress is not None:
        on_progress(done, len(documents), documents[done - 1].name)


def _run(nlp: Language, settings: Settings) -> Run:
    meta = nlp.meta
    return Run(__version__, f"{meta['lang']}_{meta['name']}", str(meta["version"]), settings.record())
