"""What holds of any log of decisions, however wild."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, Applied, Decision, apply
from parleygraph.graph.decisions.references import node_reference, statement_reference
from parleygraph.model import check

from .conftest import DOCUMENTS, NODES, STATEMENTS, MakeGraph, decision

type Step = tuple[str, int, int, int]

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "rename", "accept", "reject", "edit", "undo"]),
        st.integers(0, 11),
        st.integers(0, 11),
        st.integers(0, 2),
    ),
    max_size=10,
)
LOOSE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PEOPLE = ("R. Lind", "O. Finn", "E. Brook")
EDITS: tuple[dict[str, Any], ...] = (
    {"polarity": "negative"},
    {"relation": "opposes", "certainty": "uncertain"},
    {"object": {"id": "proposal/day"}, "sources": [{"id": "actor/anna"}]},
)


def log_of(graph: Graph, steps: list[Step]) -> list[Decision]:
    """A log that takes each step on what the graph shows after those before it."""
    log: list[Decision] = []
    for number, (act, one, other, which) in enumerate(steps):
        shown = apply(graph.decided.extracted, log)
        payload = payload_of(shown, log, act, (one, other, which))
        if payload is not None:
            log.append(decision(Action(act), payload, who=PEOPLE[which], number=number))
    return log


def payload_of(shown: Applied, log: list[Decision], act: str, choice: tuple[int, int, int]) -> Any:
    one, other, which = choice
    nodes, statements = shown.parts.nodes, shown.parts.statements
    node = nodes[one % len(nodes)]
    if act == "undo":
        return {"decision": log[one % len(log)].id} if log else None
    if act == "merge":
        return {"nodes": [node_reference(node), node_reference(nodes[other % len(nodes)])]}
    if act == "rename":
        return {"node": node_reference(node), "label": f"name {other}"}
    if act == "split":
        by_document = {"node": node_reference(node), "documents": [DOCUMENTS[other % 2].id]}
        mention = node.mentions[other % len(node.mentions)]
        return by_document if which else {"node": node_reference(node), "mentions": [list(mention.key)]}
    if not statements:
        return None
    chosen = statements[one % len(statements)]
    known = {each.id: each for each in nodes}
    about = {"statement": statement_reference(chosen, known, shown.origins(chosen.id))}
    return {**about, "changes": EDITS[which]} if act == "edit" else about


def rejected(applied: Applied) -> set[str]:
    """The statements that were rejected, as they were found."""
    return {origin for statement in applied.rejected for origin in applied.origins(statement.id)}


@LOOSE
@given(steps=STEPS)
def test_applying_a_log_depends_on_nothing_else(ferry: Graph, steps: list[Step]) -> None:
    """Twice the same, and the same whatever the order that documents were read in."""
    log = log_of(ferry, steps)
    first = apply(ferry.decided.extracted, log)
    assert apply(ferry.decided.extracted, log) == first
    assert apply(ferry.decided.extracted, list(log)).parts.nodes == first.parts.nodes


@LOOSE
@given(steps=STEPS, chosen=st.integers(0, 9))
def test_undoing_a_decision_is_never_having_made_it(ferry: Graph, steps: list[Step], chosen: int) -> None:
    """The graph is exactly that of the log without the decision."""
    log = log_of(ferry, [step for step in steps if step[0] != "undo"])
    if not log:
        return
    gone = log[chosen % len(log)]
    undone = apply(ferry.decided.extracted, [*log, decision(Action.UNDO, {"decision": gone.id}, number=99)])
    never = apply(ferry.decided.extracted, [each for each in log if each.id != gone.id])
    assert undone.parts == never.parts
    assert undone.review == never.review
    assert undone.rejected == never.rejected


@LOOSE
@given(steps=STEPS)
def test_undoing_everything_restores_what_was_found(ferry: Graph, steps: list[Step]) -> None:
    """Exactly the former parts."""
    log = log_of(ferry, [step for step in steps if step[0] != "undo"])
    undoings = [
        decision(Action.UNDO, {"decision": each.id}, number=100 + number) for number, each in enumerate(log)
    ]
    assert apply(ferry.decided.extracted, [*log, *undoings]).parts == ferry.decided.extracted


@LOOSE
@given(steps=STEPS)
def test_nothing_is_lost(ferry: Graph, steps: list[Step]) -> None:
    """Every statement is in the graph, rejected, or noted; and every mention belongs to a node."""
    extracted = ferry.decided.extracted
    applied = apply(extracted, log_of(ferry, steps))
    check(applied.parts.nodes, (*applied.parts.statements, *applied.rejected))
    left = {statement.id for statement in (*applied.parts.statements, *applied.rejected)}
    missing = [each for each in extracted.statements if applied.moved.get(each.id, each.id) not in left]
    assert len(missing) == sum("was left out" in note for note in applied.parts.skipped)
    places = {mention.key for node in applied.parts.nodes for mention in node.mentions}
    assert places == {mention.key for node in extracted.nodes for mention in node.mentions}
    assert all(node.mentions for node in applied.parts.nodes)
    assert len(applied.unmatched) == len(applied.reasons)
    names = {name for node in applied.parts.nodes for name in (node.label, *node.aliases)}
    assert {node.label for node in extracted.nodes} <= names


@LOOSE
@given(steps=STEPS, chosen=st.integers(0, 1))
def test_decisions_hold_when_other_documents_come(
    ferry: Graph, make_graph: MakeGraph, steps: list[Step], chosen: int
) -> None:
    """What was carried out on one document is carried out on both, and on the one again."""
    alone = make_graph([DOCUMENTS[chosen]], NODES, STATEMENTS)
    log = log_of(alone, steps)
    first = apply(alone.decided.extracted, log)
    both = apply(ferry.decided.extracted, log)
    assert both.reasons.keys() <= first.reasons.keys()
    assert rejected(first) <= rejected(both)
    assert apply(alone.decided.extracted, both.decisions) == first


@LOOSE
@given(
    pairs=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6).flatmap(
        lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))
    )
)
def test_merges_in_any_order_give_the_same_nodes_but_for_their_names(
    ferry: Graph, pairs: tuple[list[tuple[int, int]], list[tuple[int, int]]]
) -> None:
    """The same mentions and names come together, whatever the node is called in the end."""
    actors = [node.id for node in ferry.nodes if node.node_class.is_actor]

    def united(order: list[tuple[int, int]]) -> set[tuple[frozenset[str], frozenset[object]]]:
        log = [
            decision(Action.MERGE, {"nodes": [{"id": actors[one]}, {"id": actors[other]}]}, number=number)
            for number, (one, other) in enumerate(order)
        ]
        nodes = apply(ferry.decided.extracted, log).parts.nodes
        return {
            (frozenset((node.label, *node.aliases)), frozenset(mention.key for mention in node.mentions))
            for node in nodes
        }

    assert united(pairs[0]) == united(pairs[1])


def test_a_log_gives_the_same_under_every_hash_seed(under_hash_seeds: Any) -> None:
    """Sets are nowhere iterated over."""
    program = (
        "from parleygraph.graph import Graph, Run\n"
        "from parleygraph.graph.decisions import propose\n"
        "from parleygraph.model import Document, Extraction, Node\n"
        "from parleygraph.ontology import NodeClass\n"
        "d = Document('Ants, Bees, Crabs, Dogs.')\n"
        "words = [(0, 4), (6, 10), (12, 17), (19, 23)]\n"
        "nodes = tuple(Node(f'actor/{i}', NodeClass.GROUP, d.text[a:b], (d.quote(a, b),))"
        " for i, (a, b) in enumerate(words))\n"
        "g = Graph([Extraction(d, nodes)], run=Run('1', 'm', '1'))\n"
        "m = propose.merge(g.decided, [n.id for n in nodes], who='x', when='2031-01-01T00:00:00Z')\n"
        "print(Graph.assemble(g.decided.extracted, run=g.run, decisions=[m]).decided)"
    )
    one, two = under_hash_seeds(program)
    assert one == two
    assert "Dogs" in one


@pytest.mark.parametrize(
    "payload", [{"nodes": []}, {"nodes": [5, None, {"id": None}]}, {"nodes": [{"id": {}}]}]
)
def test_a_hand_written_payload_breaks_nothing(ferry: Graph, payload: dict[str, Any]) -> None:
    """What makes no sense is listed."""
    wild = [
        decision(Action.MERGE, payload),
        decision(
            Action.SPLIT,
            {"node": {"id": "actor/sa"}, "mentions": [["x", "y", "z"], 5, ["a", 1, 2]], "documents": 7},
        ),
        decision(Action.RENAME, {"node": {}, "label": "x"}),
        decision(Action.RENAME, {"node": {"id": "actor/sa"}, "label": " "}),
        decision(
            Action.ACCEPT,
            {"statement": {"origins": [5], "subject": 5, "document": DOCUMENTS[0].id, "start": "a"}},
        ),
        decision(Action.EDIT, {"statement": {"id": ferry.statements[0].id}, "changes": {"evidence": "x"}}),
        decision(Action.ADD, {"statement": {}, "nodes": [5]}),
        decision(Action.ADD, {"statement": {}, "nodes": 5}),
    ]
    applied = apply(ferry.decided.extracted, wild)
    assert len(applied.unmatched) == len(wild)
    assert applied.parts.nodes == ferry.nodes
    assert applied.parts.statements == ferry.statements
