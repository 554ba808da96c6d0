"""A dossier as readers have it: opened without waiting, and whole as long as they hold it."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...model import Extraction
from ..corpus import Corpus, Reading, Source
from ..decisions import FILE, Decision, read_decisions
from ..errors import DossierError
from ..garbage import uncollected
from . import lines, record
from .contents import state_of
from .layout import DOCUMENTS, MANIFEST, PAGE, STORE, TABLES, generation
from .lock import hold
from .manifest import Entry, Manifest

if TYPE_CHECKING:
    import pyoxigraph as ox

    from ..graph import Graph

_TRIES: Final = 20
"""How often a reader begins again where writers publish one generation after another."""


class Dossier:
    """One state of a dossier, which stays readable as long as the object lives.

    Made by `open_dossier`. What a writer does in the meantime is seen when it is opened again.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self._generation = generation(path, manifest.generation)
        self.is_whole = self._generation.is_dir()
        """Whether the store and the tables are there; `parleygraph rebuild` makes them again."""
        if self.is_whole:
            weakref.finalize(self, os.close, hold(self._generation))

    @property
    def base(self) -> str:
        """The IRI that the identifiers of the data follow."""
        return self.manifest.base

    @property
    def store_path(self) -> Path:
        """The folder of the Oxigraph store; open it with `pyoxigraph.Store.read_only`, never to write."""
        return self._generation / STORE

    @property
    def columns_path(self) -> Path:
        """The folder that holds `statements.parquet`, `nodes.parquet` and `documents.parquet`."""
        return self._generation

    def store(self) -> ox.Store:
        """The store, open for reading; raises DossierError where it is missing or damaged."""
        import pyoxigraph as ox

        try:
            return ox.Store.read_only(str(self.store_path))
        except OSError as error:
            raise DossierError(
                f"{self.store_path}: cannot be read ({error}); `parleygraph rebuild {self.path}` "
                "makes it again"
            ) from error

    def graph(self) -> Graph:
        """The graph, with all decisions, and every quotation compared with the text again.

        Raises DossierError or DecisionError for damage.
        """
        from ..graph import Graph

        return Graph.of(self.corpus(), self.decisions())

    def decisions(self) -> tuple[Decision, ...]:
        """People's decisions, as they are now; raises DecisionError where the log is damaged."""
        return read_decisions(self.path / FILE)

    @property
    def is_current(self) -> bool:
        """Whether the store, the tables and the other files have all the decisions in them."""
        return self.manifest.decisions == state_of(self.decisions())

    @uncollected()
    def corpus(self) -> Corpus:
        """The documents as they were read; raises DossierError where one is missing or damaged."""
        return self.corpus_of([self.reading(entry) for entry in self.manifest.documents])

    def corpus_of(self, readings: Iterable[Reading]) -> Corpus:
        """These readings with what the manifest says of them all."""
        manifest = self.manifest
        return Corpus(tuple(readings), manifest.run, manifest.base, manifest.choices, manifest.skipped)

    def reading(self, entry: Entry) -> Reading:
        """A document of the manifest as it was read; raises DossierError for damage."""
        runs = {run.id: run for run in self.manifest.runs}
        return Reading(self.extraction(entry), runs[entry.run], entry.sha256, self.source(entry))

    def source(self, entry: Entry) -> Source | None:
        """The file that a document was read from, if any."""
        return None if entry.source is None else Source.read(entry.source, self.path)

    def document_text(self, document_id: str) -> str:
        """The text of a document; raises KeyError where there is none of that identifier."""
        for entry in self.manifest.documents:
            if entry.id == document_id:
                return self.extraction(entry).document.text
        raise KeyError(document_id)

    def extraction(self, entry: Entry) -> Extraction:
        """What was found in a document of the manifest; raises DossierError for damage."""
        return record.read(self.record(entry), str(self.path / entry.file))

    def problems(self) -> Iterator[str]:
        """What is not as the manifest says, each in a line that says what to do; reads every file."""
        for entry in self.manifest.documents:
            try:
                self.record(entry)
            except DossierError as error:
                yield str(error)
        again = f"`parleygraph rebuild {self.path}` makes it again"
        for name, digest in self.manifest.files.items():
            path = self.path / name
            if not path.is_file():
                yield f"{path}: is missing; {again}"
            elif name != PAGE and record.digest(path.read_bytes()) != digest:
                yield f"{path}: was changed; {again}"
        for name in TABLES:
            if not (self.columns_path / name).is_file():
                yield f"{self.columns_path / name}: is missing; {again}"
        try:
            self.store()
        except DossierError as error:
            yield str(error)

    def sizes(self) -> dict[str, int]:
        """The bytes of the documents, the store and the tables."""
        return {
            "documents": _size(self.path / DOCUMENTS),
            "store": _size(self.store_path),
            "tables": sum(path.stat().st_size for path in self.columns_path.glob("*.parquet")),
        }

    def record(self, entry: Entry) -> bytes:
        """The file of a document, as the manifest knows it; raises DossierError for another."""
        path = self.path / entry.file
        # A writer publishes first and then moves the files to their place.
        aside = self._generation / DOCUMENTS / path.name
        found = False
        for candidate in (path, aside, path):
            try:
                content = candidate.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise DossierError(f"{path}: cannot be read ({error.strerror or error})") from error
            if record.digest(content) == entry.record:
                return content
            found = True
        if _manifest(self.path).generation != self.manifest.generation:
            raise DossierError(f"{self.path}: has changed since it was opened; open it again")
        reason = "is damaged or was changed: the manifest has another digest" if found else "is missing"
        raise DossierError(
            f"{path}: {reason}; restore it from a copy, let `parleygraph rebuild {self.path}` read its "
            f"source again, or give it up by `parleygraph remove {self.path} {entry.id}`"
        )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file())


def open_dossier(path: str | os.PathLike[str]) -> Dossier:
    """The last complete state of the dossier in that folder. Never waits for a writer.

    Raises DossierError where there is none, where the manifest is damaged, or where a later
    version wrote it.
    """
    folder = Path(path)
    for _ in range(_TRIES):
        manifest = _manifest(folder)
        try:
            dossier = Dossier(folder, manifest)
        except FileNotFoundError:
            # A writer has published a newer generation and is removing this one.
            continue
        if dossier.is_whole or _manifest(folder).generation == manifest.generation:
            return dossier
    raise DossierError(f"{folder}: is written faster than it can be read; try again")


def _manifest(folder: Path) -> Manifest:
    try:
        return Manifest.read(folder)
    except (FileNotFoundError, NotADirectoryError):
        if (folder / lines.RUN).is_file():
            raise DossierError(
                f"{folder}: is a dossier of format 1, without a store; `parleygraph rebuild {folder}` brings "
                "it up to date"
            ) from None
        raise DossierError(
            f"{folder}: holds no graph, {MANIFEST} is missing; name a folder that `parleygraph build` wrote"
        ) from None


def read_corpus(folder: Path) -> Corpus:
    """The documents of the dossier in that folder, of whichever format; raises DossierError."""
    if not (folder / MANIFEST).exists() and (folder / lines.RUN).is_file():
        return lines.read(folder)
    for _ in range(_TRIES):
        dossier = open_dossier(folder)
        try:
            return dossier.corpus()
        except DossierError:
            if _manifest(folder).generation == dossier.manifest.generation:
                raise
    raise DossierError(f"{folder}: is written faster than it can be read; try again")
