"""An invented dispute over a ferry, in two documents, in which one actor has two nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, Decision
from parleygraph.model import Document, Statement

type MakeGraph = Callable[..., Graph]
type Decide = Callable[..., Decision]
type Decided = Callable[[Graph, Iterable[Decision]], Graph]

DOCUMENTS = (
    Document(
        "The Strand Authority supports the night ferry. The SA fears empty decks. "
        "Brack Union rejected the night ferry. Brack Union blamed the SA. "
        "According to the SA, Ostra proposed the night ferry.",
        name="morning",
        date="2031-05-04",
    ),
    Document(
        "The SA backs the night ferry. Ostra wants full decks. Captain Brack opposes the day ferry. "
        "Anna Brack supports the day ferry. The Strand Authority met Brack Union.",
        name="evening",
        date="2031-05-05",
    ),
)

NODES = """
authority Organization Strand Authority
sa Organization SA
union Organization Brack Union
brack Person Captain Brack
anna Person Anna Brack
ostra State Ostra
night Proposal night ferry
day Proposal day ferry
empty Interest empty decks
full Interest full decks
"""

STATEMENTS = """
morning: authority supports night 0.6 | The Strand Authority supports the night ferry
morning: sa fears empty | The SA fears empty decks
morning: union opposes night | Brack Union rejected the night ferry
morning: union criticizes sa | Brack Union blamed the SA
morning: ostra proposes night @sa | According to the SA, Ostra proposed the night ferry
evening: sa supports night | The SA backs the night ferry
evening: ostra seeks full | Ostra wants full decks
evening: brack opposes day | Captain Brack opposes the day ferry
evening: anna supports day | Anna Brack supports the day ferry
evening: authority negotiatesWith union | The Strand Authority met Brack Union
"""

AUTHORITY, SA, UNION, BRACK, ANNA = (
    f"actor/{name}" for name in ("authority", "sa", "union", "brack", "anna")
)
OSTRA, NIGHT, DAY = "actor/ostra", "proposal/night", "proposal/day"


@pytest.fixture(scope="session")
def ferry(make_graph: MakeGraph) -> Graph:
    """The dispute over the ferry."""
    return make_graph(DOCUMENTS, NODES, STATEMENTS)


@pytest.fixture
def decided() -> Callable[[Graph, Iterable[Decision]], Graph]:
    """The graph with these decisions in place of its own."""

    def again(graph: Graph, decisions: Iterable[Decision]) -> Graph:
        return Graph.assemble(graph.decided.extracted, run=graph.run, base=graph.base, decisions=decisions)

    return again


def statement(graph: Graph, subject: str, relation: str, object_: str) -> Statement:
    """The one statement of these ends and this relation."""
    (found,) = [
        st
        for st in graph.statements
        if (st.subject, st.relation.value, st.object) == (subject, relation, object_)
    ]
    return found


def decision(
    action: Action, payload: Mapping[str, Any], *, who: str = "R. Lind", number: int = 0, why: str = ""
) -> Decision:
    """A decision at a time of its own."""
    return Decision(action, f"2031-06-01T10:{number // 60:02}:{number % 60:02}Z", who, why, dict(payload))
