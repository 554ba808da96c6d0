"""Writing a dossier: one writer at a time, and after a crash the old state or the new one.

A generation is made in a folder that no reader looks at, and put on the disk. Then the manifest
is replaced at one stroke: that is the moment of the change. What is left to do after it is done
by the next writer if this one does not come to it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ..._version import __version__
from ...model import Extraction
from ..columns import write_columns
from ..corpus import Corpus
from ..decisions import FILE as DECISIONS
from ..decisions import read_decisions
from ..errors import DossierError
from ..garbage import uncollected
from ..graph import Graph
from ..stretches import quoted
from . import durable, record, store
from .cleaning import last_generation, settle
from .contents import files_of, manifest_of, page_of, rdf_of
from .dossier import Dossier, open_dossier, read_corpus
from .journal import Journal
from .layout import DOCUMENTS, FILES, GRAPHS, MANIFEST, PAGE, STORE, TABLES, TRIG, generation
from .lock import only_writer
from .manifest import LaterFormat, Manifest
from .prints import Prints, shared_of


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """Be the only one that writes into the dossier; the folder is made if it is not there.

    What a killed writer left is put in order first. Raises DossierLocked at once where another
    process writes into the dossier, and DossierError where it cannot be written or a later
    version wrote it.
    """
    with only_writer(folder):
        writer = Writer(folder)
        try:
            writer.settle()
        except OSError as error:
            raise _unwritable(folder, error) from error
        yield writer


def refresh(folder: Path) -> Graph:
    """Bring the store, the tables and the other files up to the decisions in the folder.

    Returns the graph with them. Raises as `writing` and `Writer.write` do.
    """
    with writing(folder) as writer:
        return writer.write(writer.corpus(), anew=False)


class Writer:
    """Who writes into a dossier; made by `writing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal(folder)
        self._read: dict[str, Extraction] = {}
        """What was read from the files of the documents, whose content then was as the manifest has it."""
        self._last: Manifest | None = None
        try:
            self._last = Manifest.read(folder)
        except LaterFormat:
            raise
        except (DossierError, FileNotFoundError):
            # Who writes a whole new graph need not mind; who asks for the old one is told.
            self._last = None

    @property
    def manifest(self) -> Manifest | None:
        """The manifest as it is; None where there is none of this format that can be read."""
        return self._last

    def settle(self) -> None:
        """Put in order what a writer left that was killed."""
        if self._last is not None:
            settle(self.folder, self._last)

    def dossier(self) -> Dossier:
        """The dossier as it is; raises DossierError where there is none of this format."""
        return open_dossier(self.folder)

    def corpus(self) -> Corpus:
        """The documents that are in it, of whichever format; raises DossierError."""
        corpus = read_corpus(self.folder)
        self._read = {reading.document.id: reading.extraction for reading in corpus.readings}
        return corpus

    @uncollected()
    def write(
        self, corpus: Corpus, *, anew: bool = True, always: bool = False, made: Graph | None = None
    ) -> Graph:
        """Make these documents what the dossier holds, and return the graph, with people's decisions.

        `anew` makes the store from nothing, and not from the last one by the difference. `made` is a
        graph of these documents, which is taken where it has the decisions of the dossier. Nothing is
        written where the dossier holds just this, unless `always` is set. With nothing changed,
        raises DossierError where it cannot be written, DecisionError where the decisions in it are
        damaged, and GraphError for a base that will not do.
        """
        decisions = read_decisions(self.folder / DECISIONS)
        has_all = made is not None and made.decided.decisions == decisions
        graph = made if made is not None and has_all else Graph.of(corpus, decisions)
        kept = self._kept(corpus)
        records = {
            r.document.id: record.to_bytes(r.extraction) for r in corpus.readings if r.document.id not in kept
        }
        digests = kept | {id_: record.digest(content) for id_, content in records.items()}
        number = self._last.generation if self._last else 0
        manifest = manifest_of(graph, digests, self.folder, number)
        try:
            if always or not self._holds(graph, manifest, records):
                manifest = manifest.following(max(number, last_generation(self.folder)))
                self._publish(manifest, graph, records, anew=anew)
                self.settle()
            self.journal.clear()
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        return graph

    def _kept(self, corpus: Corpus) -> dict[str, str]:
        """The digests of the files that need not be written, by the document's identifier."""
        entries = () if self._last is None else self._last.documents
        found = {reading.document.id: reading.extraction for reading in corpus.readings}
        return {
            entry.id: entry.record
            for entry in entries
            if entry.id in found and self._read.get(entry.id) is found[entry.id]
        }

    def _holds(self, graph: Graph, manifest: Manifest, records: Mapping[str, bytes]) -> bool:
        """Whether the dossier holds just this: everything is there, and as it must be.

        The manifest is the one without files, which are made only where the rest is the same.
        """
        if self._last is None or manifest != replace(self._last, files={}):
            return False
        made = generation(self.folder, manifest.generation)
        whole = (
            store.can_be_read(made / STORE)
            and all((made / name).is_file() for name in (GRAPHS, *TABLES))
            and all(
                _is(self.folder / entry.file, records[entry.id])
                for entry in manifest.documents
                if entry.id in records
            )
        )
        if not whole:
            return False
        try:
            files = files_of(graph, {**dict(rdf_of(graph)), **page_of(graph, made)})
        except DossierError:
            return False
        return manifest.with_files(files) == self._last and all(
            _is(self.folder / name, content) or (name == PAGE and (self.folder / name).is_file())
            for name, content in files.items()
        )

    def _publish(self, manifest: Manifest, graph: Graph, records: Mapping[str, bytes], *, anew: bool) -> None:
        """Make the generation, put it on the disk, and make it the one that readers see."""
        made = generation(self.folder, manifest.generation)
        aside = made.with_name(f".{made.name}.part")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            files = self._make(graph, aside, anew=anew)
            (aside / DOCUMENTS).mkdir()
            (aside / FILES).mkdir()
            for entry in manifest.documents:
                if entry.id in records and not _is(self.folder / entry.file, records[entry.id]):
                    (aside / entry.file).write_bytes(records[entry.id])
            for name, content in files.items():
                (aside / FILES / name).write_bytes(content)
            durable.sync_tree(aside)
            aside.rename(made)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        durable.sync_folder(made.parent)
        durable.sync_folder(self.folder)
        self._last = manifest.with_files(files)
        durable.replace(self.folder / MANIFEST, self._last.to_bytes())

    def _make(self, graph: Graph, aside: Path, *, anew: bool) -> dict[str, bytes]:
        """Make the store and the tables; the files for other readers, by name."""
        rdf = rdf_of(graph)
        made = dict(islice(rdf, 1))
        # Oxigraph does its part without Python's lock, while Python makes the rest.
        with ThreadPoolExecutor(1) as beside:
            making = beside.submit(self._make_store, graph, aside, made.get(TRIG), anew=anew)
            write_columns(graph, aside)
            files = files_of(graph, {**made, **dict(rdf), **page_of(graph, aside)})
            making.result()
        return files

    def _make_store(self, graph: Graph, aside: Path, trig: bytes | None, *, anew: bool) -> None:
        last, before = self._last, None
        old = generation(self.folder, last.generation if last else 0)
        if last is not None and not anew and (last.version, last.base) == (__version__, graph.base):
            before = Prints.read(old / GRAPHS) if store.can_be_read(old / STORE) else None
        if before is None:
            store.make(graph, aside / STORE, trig)
        shared, places = shared_of(graph), quoted(graph)
        now = Prints.of(graph, shared, places)
        if before is not None:
            store.make_from(old / STORE, before, graph, now, shared, places, aside / STORE)
        (aside / GRAPHS).write_bytes(now.to_bytes())


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _unwritable(folder: Path, error: OSError) -> DossierError:
    return DossierError(
        f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may write to, or "
        "make room"
    )
