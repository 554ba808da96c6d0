"""A dossier is read again where something has changed, and only there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ._addition import remarks
from ._build import choices_in, choices_of, make_extractor, read_each, run_of
from ._changes import Changed, Deed, Outcome, differences
from ._sources import Found, file_digest, read_file
from .extractors import ReadError
from .extractors.each import Progress
from .extractors.extractor import describe
from .extractors.language import Admit, admission
from .graph import DossierError, Run
from .graph.corpus import Corpus, Reading, Source, united
from .graph.dossiers import Entry, Writer, writing


@dataclass(slots=True)
class _Plan:
    """What stays, what is to be read, and why; the latter two by the name of the document."""

    kept: list[Reading] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    before: dict[str, Reading] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rebuild(
    folder: Path,
    *,
    everything: bool = False,
    choices: Mapping[str, object] | None = None,
    options: Mapping[str, object] | None = None,
    on_progress: Progress | None = None,
) -> Changed:
    """Read again what has changed: its file, the version of the tool, the extractor, the model, a setting.

    `everything` reads all documents again. `choices` are made anew, and kept: `extractor`, `model`,
    `learned` and `min_confidence`, as for `build`; another extractor leaves the old ones behind.
    `options` are further options of the extractor. A document whose file is gone is read from its text, if it
    has to be. One that cannot be read now stays as it was, and is among the failures. A folder of
    format 1 is brought to the format of today. Raises DossierError as `writing` does, and where a
    document is damaged and its file is gone.
    """
    with writing(folder) as writer:
        corpus, damaged = _readable(writer)
        now = _chosen(choices_in(corpus), choices or {})
        reader = make_extractor(now["extractor"], now, options or {})
        run = run_of(describe(reader))
        admit = admission(now["language"])
        plan = _Plan()
        for reading in corpus.readings:
            _consider(reading, run, admit, plan, everything=everything)
        for entry, source, error in damaged:
            _replace_damaged(entry, source, error, admit, plan)
        read, about = read_each(list(plan.found.values()), reader, plan.failures, on_progress, writer.journal)
        names = {reading.document.name for reading in read}
        plan.kept += [reading for name, reading in plan.before.items() if name not in names]
        if lost := sorted(plan.found.keys() - plan.before.keys() - names):
            raise DossierError(
                f"{folder}: {lost[0]} is damaged and could not be read again: {plan.failures[-1]}"
            )
        readings, twins = united([*plan.kept, *read])
        notes = [*plan.notes, *twins]
        skipped = remarks(corpus.skipped, read, [*twins, *plan.failures])
        new = replace(corpus, readings=readings, run=run, choices=now, skipped=skipped)
        graph = writer.write(new, anew=everything, always=everything)
        return Changed(graph, _outcomes(plan, read), plan.failures, notes, about.report)


def _chosen(before: Mapping[str, Any], choices: Mapping[str, object]) -> dict[str, Any]:
    if choices.get("extractor", before["extractor"]) == before["extractor"]:
        return {**before, **choices}
    return {**choices_of(str(choices["extractor"])), "language": before["language"], **choices}


def _readable(writer: Writer) -> tuple[Corpus, list[tuple[Entry, Source | None, DossierError]]]:
    """The documents that are whole, and the others."""
    if writer.manifest is None:
        return writer.corpus(), []
    dossier = writer.dossier()
    readings, damaged = [], []
    for entry in dossier.manifest.documents:
        try:
            readings.append(dossier.reading(entry))
        except DossierError as error:
            damaged.append((entry, dossier.source(entry), error))
    return dossier.corpus_of(readings), damaged


def _consider(reading: Reading, run: Run, admit: Admit, plan: _Plan, *, everything: bool) -> None:
    """Plan what becomes of a document."""
    document, source = reading.document, reading.source
    digest = None if source is None else file_digest(source.path)
    if source is not None and digest is None:
        plan.notes.append(f"{document.name}: {_shown(source)} is gone; what was read from it stays")
    if digest is not None and digest != reading.sha256:
        why = "its file has changed"
    elif reading.run.id != run.id:
        why = "; ".join(differences(reading.run, run))
    elif everything:
        why = "all are"
    else:
        plan.kept.append(reading)
        return
    plan.before[document.name] = reading
    plan.why[document.name] = why
    if source is None or digest is None:
        plan.found[document.name] = Found(document, reading.sha256, source)
        return
    try:
        plan.found[document.name] = _found(source, document.name, admit)
    except ReadError as error:
        plan.failures.append(str(error))


def _replace_damaged(
    entry: Entry, source: Source | None, error: DossierError, admit: Admit, plan: _Plan
) -> None:
    """Plan to read a damaged document from its file; raises the error where that is not possible."""
    if source is None or file_digest(source.path) is None:
        raise error
    try:
        plan.found[entry.name] = _found(source, entry.name, admit)
    except ReadError as failure:
        raise error from failure
    plan.why[entry.name] = "it was damaged"


def _found(source: Source, name: str, admit: Admit) -> Found:
    """The document in the file, under the name that it has in the dossier."""
    found = read_file(_shown(source), admit)
    return replace(found, document=replace(found.document, name=name), source=source)


def _shown(source: Source) -> Path:
    """The path for messages: as the user would name it, and so without a place of the machine."""
    return Path(os.path.relpath(source.path)) if source.relative else source.path


def _outcomes(plan: _Plan, read: list[Reading]) -> list[Outcome]:
    outcomes = [Outcome(Deed.KEPT, reading.document.name, reading.document.id) for reading in plan.kept]
    for reading in read:
        document = reading.document
        before = plan.before.get(document.name)
        is_new = before is not None and before.document.id != document.id
        deed = Deed.REPLACED if is_new else Deed.READ_AGAIN
        outcomes.append(Outcome(deed, document.name, document.id, plan.why[document.name]))
    return sorted(outcomes, key=lambda outcome: (outcome.name, outcome.id))
