"""What was done to the documents of a dossier, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .graph import Graph, Run


class Deed(StrEnum):
    """What was done to a document."""

    ADDED = "added"
    REPLACED = "replaced"
    READ_AGAIN = "read again"
    REMOVED = "removed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done to one document, and why where that is not plain."""

    deed: Deed
    name: str
    id: str
    why: str = ""


@dataclass(slots=True)
class Changed:
    """What was done to the documents of a dossier, and the graph that it holds now.

    `failures` are the inputs that could not be read, each as `name: reason`, and `notes` what else
    is worth knowing. `report` is what the extractor says of the run.
    """

    graph: Graph
    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    report: tuple[str, ...] = ()

    def of(self, deed: Deed) -> list[Outcome]:
        """The outcomes of that kind."""
        return [outcome for outcome in self.outcomes if outcome.deed is deed]


def differences(then: Run, now: Run) -> Iterator[str]:
    """What two runs read with that is not the same."""
    old = {"parleygraph": then.version, "model": f"{then.model} {then.model_version}", **then.settings}
    new = {"parleygraph": now.version, "model": f"{now.model} {now.model_version}", **now.settings}
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield f"{name} was {old.get(name, 'not set')}, is {new.get(name, 'not set')}"
