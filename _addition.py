"""The documents of a dossier and those that come to them: what is new, what replaces what, what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ._changes import Deed, Outcome
from ._sources import Found, Source, distinct_names, file_digest, find
from .extractors.language import admission
from .graph import Run
from .graph.corpus import Corpus, Reading, united
from .graph.dossiers import is_part


class Addition:
    """Documents that are added to a corpus, in two steps: `find` them, and have them `joined` when read.

    `outcomes`, `failures` and `notes` grow with the steps.
    """

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self.corpus = corpus
        self.outcomes: list[Outcome] = []
        self.failures: list[str] = []
        self.notes: list[str] = []
        self._folder = folder
        self._by_id = {reading.document.id: reading for reading in corpus.readings}
        self._by_file = {r.source.path.resolve(): r for r in corpus.readings if r.source is not None}
        self._replaced: dict[str, Reading] = {}

    @property
    def drops(self) -> bool:
        """Whether a document goes without another one in its place."""
        return any(outcome.deed is Deed.REMOVED for outcome in self.outcomes)

    def find(self, sources: Source | Iterable[Source]) -> list[Found]:
        """The documents that have to be read by the extractor."""
        admit = admission(self.corpus.choices.get("language"))
        replacing: dict[str, Found] = {}
        fresh: dict[str, Found] = {}
        for item in find(sources, admit, self.notes, self.failures, leave=self._is_known):
            document = item.document
            before = self._by_file.get(item.source.path.resolve()) if item.source else None
            same = self._by_id.get(document.id)
            twin = replacing.get(document.id) or fresh.get(document.id)
            if twin is not None:
                self.notes.append(f"{document.name}: has the same text as {twin.document.name}, kept once")
            elif same is not None and same is not before:
                if before is not None:
                    self._drop(before, f"its file has the text of {same.document.name} now")
                self._keep(same, f"{document.name} has the same text")
            elif before is not None:
                self._replaced[document.id] = before
                named = replace(document, name=before.document.name)
                replacing[document.id] = replace(item, document=named)
            else:
                fresh[document.id] = item
        taken = [reading.document.name for reading in self.corpus.readings]
        return [*replacing.values(), *distinct_names(fresh.values(), taken)]

    def _is_known(self, path: Path) -> bool:
        """Whether the file is in the dossier as it is, or is a part of the dossier itself."""
        if is_part(path, self._folder):
            self.notes.append(f"{path}: is a file of the dossier itself, and no document")
            return True
        reading = self._by_file.get(path.resolve())
        if reading is None or file_digest(path) != reading.sha256:
            return False
        self._keep(reading, "its file has not changed")
        return True

    def _keep(self, reading: Reading, why: str) -> None:
        self.outcomes.append(Outcome(Deed.KEPT, reading.document.name, reading.document.id, why))

    def _drop(self, reading: Reading, why: str) -> None:
        if self._by_id.pop(reading.document.id, None) is not None:
            self.outcomes.append(Outcome(Deed.REMOVED, reading.document.name, reading.document.id, why))

    def joined(self, readings: Sequence[Reading], run: Run) -> Corpus:
        """The corpus with what was read by that run, in place of what it replaces."""
        for reading in readings:
            document = reading.document
            before = self._replaced.get(document.id)
            if before is not None:
                self._by_id.pop(before.document.id, None)
            deed = Deed.ADDED if before is None else Deed.REPLACED
            why = "" if before is None else "its file has changed"
            self.outcomes.append(Outcome(deed, document.name, document.id, why))
            self._by_id[document.id] = reading
        kept, _ = united(self._by_id.values())
        skipped = remarks(self.corpus.skipped, readings, [*self.notes, *self.failures])
        return replace(self.corpus, readings=kept, run=run, skipped=skipped)


def remarks(before: Iterable[str], readings: Iterable[Reading], new: Iterable[str]) -> tuple[str, ...]:
    """The notes of a corpus: without those on documents that can be read now, and with the new ones."""
    read = {reading.document.name for reading in readings}
    read |= {str(reading.source.path) for reading in readings if reading.source is not None}

    def is_past(note: str) -> bool:
        place = note.partition(": ")[0]
        return place in read or str(Path(place).absolute()) in read

    return tuple(sorted({*(note for note in before if not is_past(note)), *new}))
