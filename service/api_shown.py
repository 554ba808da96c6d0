"""What the live page is shown: the graph with what was rejected, and the decisions in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from ..graph import Graph
from ..graph.analyst import page_data
from ..graph.columns import answer, opened
from ..graph.decisions import Action, Applied, Decision, head
from ..graph.decisions.listing import about
from ..graph.dossiers import Dossier
from ..graph.results import Result
from ..graph.run import Run
from ..model import Document, Node, Statement


@dataclass(frozen=True)
class Reviewed:
    """A graph as a page needs it, with the statements that people rejected among the others."""

    graph: Graph

    @property
    def documents(self) -> Sequence[Document]:
        """The documents of the graph."""
        return self.graph.documents

    @property
    def nodes(self) -> Sequence[Node]:
        """The nodes of the graph."""
        return self.graph.nodes

    @property
    def statements(self) -> Sequence[Statement]:
        """The statements of the graph and the rejected ones, whose ends are still there."""
        known = {node.id for node in self.graph.nodes}
        rejected = [
            statement
            for statement in self.graph.decided.rejected
            if known.issuperset((statement.subject, statement.object, *statement.sources))
        ]
        return sorted((*self.graph.statements, *rejected), key=lambda statement: statement.key)

    @property
    def skipped(self) -> Sequence[str]:
        """The notes of the graph."""
        return self.graph.skipped

    @property
    def run(self) -> Run:
        """The run of the graph."""
        return self.graph.run

    @property
    def base(self) -> str:
        """The base of the graph."""
        return self.graph.base

    def ask_question(self, name: str) -> Result:
        """The answer of the graph, in which nothing is that was rejected."""
        return self.graph.ask_question(name)


def shown(graph: Graph, dossier: Dossier | None = None) -> dict[str, Any]:
    """The data of the page, with `live`: the head of the log and the decisions in force.

    `dossier` is one whose tables hold the same graph: they answer its questions sooner than a store of it.
    """
    with _answering(graph, dossier) as ask:
        data = page_data(Reviewed(graph), review=states(graph.decided), ask=ask)
    decided = graph.decided
    return data | {"live": {"head": head(decided.decisions), "decisions": list(entries(graph).values())}}


@contextmanager
def _answering(graph: Graph, dossier: Dossier | None) -> Iterator[Callable[[str], Result]]:
    """What answers a question by its name: the tables, or the graph where they are not there or damaged."""
    import duckdb

    with ExitStack() as stack:
        tables = None
        if dossier is not None:
            with suppress(duckdb.Error):
                tables = stack.enter_context(opened(dossier.columns_path))

        def ask(name: str) -> Result:
            if tables is not None:
                with suppress(duckdb.Error):
                    return answer(tables, name)
            return graph.ask_question(name)

        yield ask


def states(applied: Applied) -> dict[str, str]:
    """The state of each statement that people decided on."""
    return {statement_id: state.state for statement_id, state in applied.review.items()}


def entries(graph: Graph) -> dict[str, dict[str, Any]]:
    """The decisions in force by identifier: who, when, why, and the statements and nodes they are about."""
    applied = graph.decided
    of: dict[str, list[str]] = {}
    for statement_id, state in applied.review.items():
        for decision in state.decisions:
            of.setdefault(decision.id, []).append(statement_id)
    known = {node.id for node in graph.nodes}
    return {
        decision.id: {
            "id": decision.id,
            "action": decision.action.value,
            "who": decision.who,
            "when": decision.when,
            "why": decision.why,
            "about": about(decision),
            "statements": sorted(of.get(decision.id, [])),
            "nodes": [node for node in _nodes(decision, applied) if node in known],
        }
        for decision in applied.decisions
        if decision.action is not Action.UNDO
        and decision.id not in applied.undone
        and decision.id not in applied.reasons
    }


def outcome(before: Graph, after: Graph, decision: Decision) -> dict[str, Any]:
    """What a decision changed in what the page shows.

    `same` says that nodes and statements are the same but for their states, which `states` lists;
    null is a statement that nobody decided on any more. Else the page is to be loaded anew.
    `statements` and `nodes` are where to look at what the decision did.
    """
    old, new = entries(before), entries(after)
    old_states, new_states = states(before.decided), states(after.decided)
    changed = sorted(
        key for key in old_states.keys() | new_states.keys() if old_states.get(key) != new_states.get(key)
    )
    undone = old.get(str(decision.payload.get("decision", "")))
    mine = new.get(decision.id) or undone or {"statements": [], "nodes": []}
    ids = {statement.id for statement in Reviewed(after).statements}
    moved = _led(mine["statements"], before.decided, after.decided)
    return {
        "head": head(after.decided.decisions),
        "same": before.nodes == after.nodes and _fingerprint(before) == _fingerprint(after),
        "states": {key: new_states.get(key) for key in changed},
        "gained": [entry for key, entry in new.items() if old.get(key) != entry],
        "lost": sorted(old.keys() - new.keys()),
        "statements": [key for key in moved if key in ids],
        "nodes": mine["nodes"],
    }


def _fingerprint(graph: Graph) -> list[tuple[str, float, str]]:
    return [(st.id, st.confidence, st.stage) for st in Reviewed(graph).statements]


def _led(statements: Sequence[str], before: Applied, after: Applied) -> list[str]:
    """What statements are called after a decision, by what they were called when they were found."""
    found: dict[str, None] = {}
    for statement_id in statements:
        for origin in (statement_id, *before.origins(statement_id)):
            found[after.moved.get(origin, origin)] = None
    return list(found)


def _nodes(decision: Decision, applied: Applied) -> list[str]:
    """The nodes that a decision on nodes made or changed, as they are called now."""
    payload = decision.payload
    match decision.action:
        case Action.MERGE:
            named = [_id(node) for node in payload["nodes"]]
        case Action.SPLIT:
            named = [f"{_id(payload['node'])}~{decision.id[:8]}", _id(payload["node"])]
        case Action.RENAME:
            named = [_id(payload["node"])]
        case _:
            named = []
    return list(dict.fromkeys(applied.merged.get(node, node) for node in named))


def _id(reference: Mapping[str, Any] | str) -> str:
    return str(reference.get("id", "")) if isinstance(reference, Mapping) else str(reference)
