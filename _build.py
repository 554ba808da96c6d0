"""From files and texts to a graph: read, extract, unite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ._sources import Found, Leave, Source, distinct_names, find
from ._version import __version__
from .extractors.each import Progress, extract_each
from .extractors.extractor import Description, Extractor, ExtractorError, describe
from .extractors.language import admission
from .extractors.registry import DEFAULT, check_extractor, load_extractor
from .graph import BASE, Graph, Run
from .graph.corpus import Corpus, Reading, united
from .graph.dossiers import Journal
from .graph.garbage import seldom_collected
from .model import Document, Extraction, ParleyError


class BuildError(ParleyError):
    """Nothing could be built; `failures` names each source with the reason."""

    def __init__(self, failures: Iterable[str]) -> None:
        self.failures = tuple(failures) or ("no document was given: name a file or a folder of texts",)
        super().__init__("; ".join(self.failures))


@dataclass(frozen=True)
class Built:
    """What was read, and the sources that were not, each as `name: reason`.

    `report` is what the extractor says of the run, such as its cost.
    """

    corpus: Corpus
    failures: tuple[str, ...]
    report: tuple[str, ...] = ()

    @cached_property
    def graph(self) -> Graph:
        """The graph of what was read."""
        return Graph.of(self.corpus)


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
    leave: Leave | None = None,
    journal: Journal | None = None,
) -> Built:
    """As `build`, with the sources that failed apart from the other notes of the graph.

    `leave` says of a file in a folder whether it is passed over, and `journal` has what a run read
    that was interrupted.
    """
    notes: list[str] = []
    failures: list[str] = []
    found = distinct_names(find(sources, admission(language), notes, failures, leave=leave))
    if not found:
        raise BuildError(failures)
    choices = choices_of(extractor, model=model, learned=learned, min_confidence=min_confidence)
    reader = make_extractor(extractor, choices, options or {})
    readings, about = read_each(found, reader, failures, on_progress, journal)
    if not readings:
        raise BuildError(failures)
    kept, twice = united(readings)
    corpus = Corpus(kept, run_of(about), base, {**choices, "language": language}, (*notes, *failures, *twice))
    return Built(corpus, tuple(failures), about.report)


def choices_of(
    extractor: str | Extractor | None,
    *,
    model: str | None = None,
    learned: bool = True,
    min_confidence: float | None = None,
) -> dict[str, Any]:
    """The options that make the extractor again, as a dossier keeps them.

    Further options are not among them: they may hold keys and addresses.
    """
    if extractor is None or isinstance(extractor, str):
        name = extractor or DEFAULT
    else:
        name = check_extractor(extractor).name
    return {"extractor": name, "model": model, "learned": learned, "min_confidence": min_confidence}


def choices_in(corpus: Corpus) -> dict[str, Any]:
    """The options that made the extractor of a corpus; from its run where it has not kept them."""
    settings = corpus.run.settings
    return {
        "extractor": settings.get("extractor", DEFAULT),
        "model": None,
        "learned": settings.get("reader") != "rules",
        "min_confidence": settings.get("min_confidence"),
        "language": None,
        **corpus.choices,
    }


def make_extractor(
    extractor: str | Extractor | None, choices: Mapping[str, Any], options: Mapping[str, object]
) -> Extractor:
    """The extractor of these choices and further options; raises ExtractorError."""
    # What is left as it is need not be known to every extractor.
    given = {
        "model": choices.get("model"),
        "learned": None if choices.get("learned", True) else False,
        "min_confidence": choices.get("min_confidence"),
    }
    all_options = {**{name: value for name, value in given.items() if value is not None}, **options}
    if extractor is None or isinstance(extractor, str):
        return load_extractor(DEFAULT if extractor is None else extractor, all_options)
    if all_options:
        raise ExtractorError(
            f"{', '.join(sorted(all_options))} cannot be set on an extractor that is made already: "
            "give it when you make the extractor"
        )
    return check_extractor(extractor)


def read_each(
    found: list[Found],
    reader: Extractor,
    failures: list[str],
    on_progress: Progress | None = None,
    journal: Journal | None = None,
) -> tuple[list[Reading], Description]:
    """The readings of the documents that could be read, and what the extractor says of itself.

    What the journal has is not read again, and what is read goes into it.
    """
    run = run_of(describe(reader))
    known = {} if journal is None else _known(found, run, journal)
    origin: dict[object, Found] = {item.document.id: item for item in found}
    origin |= {(item.document.id, item.document.name): item for item in found}
    extractions = list(known.values())
    rest = [item.document for item in found if item.document not in known]
    with seldom_collected():
        for extraction in extract_each(rest, reader, failures, on_progress):
            if journal is not None:
                journal.keep(extraction, run)
            extractions.append(extraction)
    readings = []
    for extraction in extractions:
        document = extraction.document
        item = origin.get((document.id, document.name)) or origin[document.id]
        readings.append(Reading(extraction, run, item.sha256, item.source))
    about = describe(reader)
    if known:
        line = f"{len(known)} of the documents had been read by a run that was interrupted"
        about = replace(about, report=(*about.report, line))
    return readings, about


def _known(found: Iterable[Found], run: Run, journal: Journal) -> dict[Document, Extraction]:
    pairs = ((item.document, journal.find(item.document, run)) for item in found)
    return {document: extraction for document, extraction in pairs if extraction is not None}


def run_of(about: Description) -> Run:
    """The run of an extractor, with this version of the tool."""
    return Run(__version__, about.model, about.model_version, dict(about.settings))
