"""From files and texts to a graph: read, extract, unite."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ._version import __version__
from .extractors import ReadError, find_documents, read_document, read_stream
from .extractors.each import Progress, extract_each
from .extractors.extractor import Description, Extractor, ExtractorError, describe
from .extractors.language import Admit, admission
from .extractors.registry import DEFAULT, check_extractor, load_extractor
from .graph import BASE, Graph, Run
from .model import Document, ParleyError

STANDARD_INPUT: Final = "-"

type Source = str | os.PathLike[str] | Document
"""A file, a folder of documents, `-` for standard input, or a document that is in memory already."""


class BuildError(ParleyError):
    """Nothing could be built; `failures` names each source with the reason."""

    def __init__(self, failures: Iterable[str]) -> None:
        self.failures = tuple(failures) or ("no document was given: name a file or a folder of texts",)
        super().__init__("; ".join(self.failures))


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, and the sources that are not in it, each as `name: reason`.

    `report` is what the extractor says of the run, such as its cost.
    """

    graph: Graph
    failures: tuple[str, ...]
    report: tuple[str, ...] = ()


def build(
    sources: Source | Iterable[Source],
    *,
    extractor: str | Extractor | None = None,
    options: Mapping[str, object] | None = None,
    model: str | None = None,
    learned: bool = True,
    min_confidence: float | None = None,
    language: str | None = None,
    base: str = BASE,
    on_progress: Progress | None = None,
) -> Graph:
    """The graph of files, folders and documents.

    `extractor` is what reads the documents: a name (`parleygraph doctor` lists them) or an object
    that follows `Extractor`; without it, the one based on spaCy. `options` are further keyword
    arguments of an extractor that is chosen by name.

    `model` names an installed spaCy pipeline or the folder of one; without it, the packaged
    English model is used. `learned=False` lets the rules alone decide, without the learned reader.
    `min_confidence`, from 0 to 1, trades statements found for statements right; without it, the
    balance that did best on annotated documents is kept. A text that is seen to be in another
    language than English is refused; `language="en"` reads every text as English. `base` is the IRI
    that the identifiers of the RDF follow. Texts of equal name get suffixes (`note`, `note-2`).

    What cannot be read is listed in `graph.skipped` and the rest goes on. Raises BuildError
    where nothing could be read, ExtractorError where there is no such extractor or it does not
    take these options, and ParleyError where the model, the language or the base will not do.
    """
    return build_with_failures(
        sources,
        extractor=extractor,
        options=options,
        model=model,
        learned=learned,
        min_confidence=min_confidence,
        language=language,
        base=base,
        on_progress=on_progress,
    ).graph


def build_with_failures(
    sources: Source | Iterable[Source],
    *,
    extractor: str | Extractor | None = None,
    options: Mapping[str, object] | None = None,
    model: str | None = None,
    learned: bool = True,
    min_confidence: float | None = None,
    language: str | None = None,
    base: str = BASE,
    on_progress: Progress | None = None,
) -> Built:
    """As `build`, with the sources that failed apart from the other notes of the graph."""
    notes: list[str] = []
    failures: list[str] = []
    documents = distinct_names(_read_all(sources, admission(language), notes, failures))
    if not documents:
        raise BuildError(failures)
    # What is left as it is need not be known to every extractor.
    chosen = {"model": model, "learned": None if learned else False, "min_confidence": min_confidence}
    given = {name: value for name, value in chosen.items() if value is not None}
    reader = _extractor(extractor, {**given, **(options or {})})
    extractions = list(extract_each(documents, reader, failures, on_progress))
    if not extractions:
        raise BuildError(failures)
    about = describe(reader)
    graph = Graph(extractions, run=_run(about), base=base, skipped=[*notes, *failures])
    return Built(graph, tuple(failures), about.report)


def _extractor(extractor: str | Extractor | None, options: Mapping[str, object]) -> Extractor:
    if extractor is None or isinstance(extractor, str):
        return load_extractor(DEFAULT if extractor is None else extractor, options)
    if options:
        raise ExtractorError(
            f"{', '.join(sorted(options))} cannot be set on an extractor that is made already: "
            "give it when you make the extractor"
        )
    return check_extractor(extractor)


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
    sources: Source | Iterable[Source], admit: Admit, notes: list[str], failures: list[str]
) -> Iterator[Document]:
    if isinstance(sources, str | os.PathLike | Document):
        sources = [sources]
    seen: dict[Path, Path] = {}
    for source in sources:
        try:
            if isinstance(source, Document):
                yield admit(source, source.name)
            elif source == STANDARD_INPUT:
                yield admit(read_stream(sys.stdin.buffer.read(), "stdin"), "stdin")
            else:
                found = find_documents([Path(source)])
                notes.extend(f"{skipped.path}: {skipped.reason}" for skipped in found.skipped)
                yield from _read_files(found, admit, seen, notes, failures)
        except ReadError as error:
            failures.append(str(error))


def _read_files(
    paths: Iterable[Path], admit: Admit, seen: dict[Path, Path], notes: list[str], failures: list[str]
) -> Iterator[Document]:
    for path in paths:
        # A file that is named twice, or named and in a folder that is, is one document.
        first = seen.setdefault(path.resolve(), path)
        if first is not path:
            notes.append(f"{path}: is the same file as {first}")
            continue
        try:
            yield admit(read_document(path), path)
        except ReadError as error:
            failures.append(str(error))


def _run(about: Description) -> Run:
    return Run(__version__, about.model, about.model_version, dict(about.settings))
