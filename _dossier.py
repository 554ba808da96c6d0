"""A dossier over months: documents are added and removed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from ._addition import Addition
from ._build import BuildError, choices_in, make_extractor, read_each, run_of
from ._changes import Changed, Deed, Outcome, differences
from ._sources import Source
from .extractors.each import Progress
from .graph.corpus import Corpus, Reading
from .graph.dossiers import Writer, writing
from .model import ParleyError


class NoSuchDocumentError(ParleyError, ValueError):
    """The dossier has no document of that name, identifier or file, or more than one."""


def add(
    folder: Path,
    sources: Source | Iterable[Source],
    *,
    options: Mapping[str, object] | None = None,
    on_progress: Progress | None = None,
) -> Changed:
    """Add documents to the dossier in the folder, read as those in it were.

    What is in it already stays as it is. A file whose content has changed takes the place of what
    it was. `options` are those of the extractor, which a dossier does not keep. Raises BuildError
    where nothing could be read, and DossierError as `writing` does.
    """
    with writing(folder) as writer:
        corpus = writer.corpus()
        addition = Addition(corpus, folder)
        new = addition.find(sources)
        readings: list[Reading] = []
        run = corpus.run
        report: tuple[str, ...] = ()
        if new:
            choices = choices_in(corpus)
            reader = make_extractor(choices["extractor"], choices, options or {})
            readings, about = read_each(new, reader, addition.failures, on_progress, writer.journal)
            run, report = run_of(about), about.report
        if not readings and not addition.outcomes:
            raise BuildError([*addition.failures, *addition.notes])
        is_changed = bool(readings) or addition.drops
        graph = writer.write(addition.joined(readings, run) if is_changed else corpus, anew=False)
        notes = list(addition.notes)
        if readings and (different := list(differences(corpus.run, run))):
            notes.append(
                f"read otherwise than the documents before ({'; '.join(different)}): "
                f"`parleygraph rebuild {folder}` reads those again"
            )
        return Changed(graph, addition.outcomes, addition.failures, notes, report)


def remove(folder: Path, names: Iterable[str]) -> Changed:
    """Remove documents from the dossier in the folder, each by its name, its identifier or its file.

    Raises NoSuchDocumentError, with nothing removed, where one of them is not in it, and
    DossierError as `writing` does. A damaged document can be removed.
    """
    with writing(folder) as writer:
        known = _known(writer)
        chosen = dict.fromkeys(_choose(name, known) for name in names)
        graph = writer.write(_without(chosen, writer), anew=False)
        return Changed(graph, [Outcome(Deed.REMOVED, known[id_][0], id_) for id_ in chosen])


def _without(chosen: Container[str], writer: Writer) -> Corpus:
    """What is in the dossier but those documents, which need not be readable."""
    if writer.manifest is None:
        corpus = writer.corpus()
        return replace(corpus, readings=tuple(r for r in corpus.readings if r.document.id not in chosen))
    dossier = writer.dossier()
    entries = [entry for entry in dossier.manifest.documents if entry.id not in chosen]
    return dossier.corpus_of([dossier.reading(entry) for entry in entries])


def _known(writer: Writer) -> dict[str, tuple[str, Path | None]]:
    """The name and the file of each document, by identifier; no document has to be read for it."""
    if writer.manifest is None:
        return {r.document.id: (r.document.name, None) for r in writer.corpus().readings}
    dossier = writer.dossier()
    return {
        entry.id: (entry.name, source.path.resolve() if (source := dossier.source(entry)) else None)
        for entry in dossier.manifest.documents
    }


def _choose(name: str, known: Mapping[str, tuple[str, Path | None]]) -> str:
    if name in known:
        return name
    found = [id_ for id_, (called, _) in known.items() if called == name]
    found = found or [id_ for id_, (_, path) in known.items() if path == Path(name).resolve()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchDocumentError(
            f"{len(found)} documents are called {name!r}: name one by its identifier, {' or '.join(found)}"
        )
    names = {called: None for called, _ in known.values()}
    near = [called for called in names if name.casefold() in called.casefold()][:3]
    near = near or get_close_matches(name, [*names, *known], n=3, cutoff=0.5)
    meant = f"did you mean {' or '.join(map(repr, near))}? " if near else ""
    raise NoSuchDocumentError(f"no document is called {name!r}: {meant}`parleygraph list` shows all")
