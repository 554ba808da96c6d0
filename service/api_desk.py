"""The graph of a dossier as it is now, with every decision in it, and the place where new ones are made.

A decision is in the log before anybody is told of it, and in the graph at once: the decisions are
applied anew to what was extracted, which stays in memory. The files of the dossier follow.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from ..graph import Graph
from ..graph.decisions import FILE, Applied, Decision, append, head, read_decisions
from ..graph.dossiers import Dossier, Manifest, open_dossier
from ..graph.dossiers.contents import state_of
from ..graph.dossiers.layout import MANIFEST

type _Print = tuple[int, int, int] | None


class Desk:
    """Where the people who review a dossier decide; its methods may be called from any thread.

    They raise DossierError or DecisionError where the dossier cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder
        self._log: Final = folder / FILE
        self._lock: Final = Lock()
        self._seen: tuple[_Print, _Print] = (None, None)
        self._manifest: Manifest | None = None
        self._graph: Graph | None = None

    def graph(self) -> Graph:
        """The graph with all decisions; the same object as long as nothing has changed."""
        with self._lock:
            return self._current()

    def dossier_of(self, graph: Graph) -> Dossier | None:
        """The dossier, where its tables hold just this graph; after a decision it takes them a while.

        They can be read as long as somebody holds the object.
        """
        with self._lock:
            dossier = open_dossier(self._folder)
            manifest = dossier.manifest
            holds = (
                graph is self._graph
                and dossier.is_whole
                and _same_documents(manifest, self._manifest)
                and manifest.decisions == state_of(graph.decided.decisions)
            )
            return dossier if holds else None

    def decide(self, made: Callable[[Applied], Decision], expected: str) -> tuple[Graph, Graph, Decision]:
        """Make a decision on the graph as it is, and write it: the graphs before and after, and the decision.

        `expected` is the head of the log that the person saw. Raises DecisionConflict where others
        have decided on the same since, and what `made` raises, with nothing written.
        """
        with self._lock:
            before = self._current()
            decision = made(before.decided)
            log = append(self._log, decision, expected_head=expected)
            self._graph = before.with_decisions(log)
            self._seen = (self._seen[0], _print(self._log))
            return before, self._graph, decision

    def _current(self) -> Graph:
        seen = (_print(self._folder / MANIFEST), _print(self._log))
        if self._graph is None or seen != self._seen:
            dossier = open_dossier(self._folder)
            decisions = read_decisions(self._log)
            if self._graph is None or not _same_documents(dossier.manifest, self._manifest):
                self._graph = Graph.of(dossier.corpus(), decisions)
            elif head(decisions) != head(self._graph.decided.decisions):
                self._graph = self._graph.with_decisions(decisions)
            self._manifest, self._seen = dossier.manifest, seen
        return self._graph


def _print(path: Path) -> _Print:
    """What tells one state of a file from the next."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _same_documents(one: Manifest, other: Manifest | None) -> bool:
    """Whether two manifests name the same readings; decisions and their effects are no matter."""
    return other is not None and all(
        getattr(one, name) == getattr(other, name)
        for name in ("version", "base", "run", "runs", "choices", "documents", "skipped")
    )
