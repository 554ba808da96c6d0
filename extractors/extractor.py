"""What reads documents: the protocol that every extractor follows, the shipped ones and your own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from ..model import Document, Extraction, ParleyError


class ExtractorError(ParleyError, ValueError):
    """There is no extractor of that name, or it cannot work with these options."""


class ExtractorStopped(ParleyError):  # noqa: N818 - it says what happened, to the whole run
    """The extractor cannot read any further document; an extractor raises it to end the run early.

    Any other exception costs only the document that was being read.
    """


@runtime_checkable
class Extractor(Protocol):
    """Documents in, one extraction for each out, in the same order.

    `name` and `version` go into the run: raise the version when the same text may give
    something else. `extract` depends on nothing but the documents and the settings of the
    extractor. `Evidence` checks each quotation, and `Extraction` the ends of each statement.

    An extractor may have more, and need not:

    - `model` and `model_version`, texts: the language model that reads; name and version where not given.
    - `settings`, a mapping of JSON values: what else decides the result. No secrets: it is published.
    - `max_length`, in code points: longer documents are refused before they are read.
    - `report()`, lines of text on what the run took, such as its cost; shown when it is done.
    """

    @property
    def name(self) -> str:
        """A short name, as `--extractor` takes it."""
        ...

    @property
    def version(self) -> str:
        """The version of the rules or weights, not empty."""
        ...

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of the documents, one for each, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of an extractor beyond the protocol, with defaults for what it does not say."""

    model: str
    model_version: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    max_length: int | None = None
    report: tuple[str, ...] = ()


def describe(extractor: Extractor) -> Description:
    """What the extractor says of itself; ask after the run for its report."""
    report = getattr(extractor, "report", None)
    return Description(
        str(getattr(extractor, "model", None) or extractor.name),
        str(getattr(extractor, "model_version", None) or extractor.version),
        {
            "extractor": extractor.name,
            "extractor_version": extractor.version,
            **(getattr(extractor, "settings", None) or {}),
        },
        getattr(extractor, "max_length", None),
        tuple(str(line) for line in report()) if callable(report) else (),
    )
