"""Nodes are merged, split and renamed, and the statements follow."""

from __future__ import annotations

import itertools

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, DecisionRefused, propose
from parleygraph.model import Document

from .conftest import (
    ANNA,
    AUTHORITY,
    BRACK,
    DAY,
    DOCUMENTS,
    NIGHT,
    NODES,
    OSTRA,
    SA,
    STATEMENTS,
    UNION,
    Decided,
    MakeGraph,
    decision,
    statement,
)


def test_merged_nodes_keep_all_names_and_mentions(ferry: Graph, decided: Decided) -> None:
    """The first node stays; the other's label is an alias and its mentions are the first one's."""
    made = propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")
    graph = decided(ferry, [made])
    node = graph.node(AUTHORITY)
    assert (node.label, node.aliases) == ("Strand Authority", ("SA",))
    assert set(node.mentions) == {*ferry.node(AUTHORITY).mentions, *ferry.node(SA).mentions}
    assert SA not in {node.id for node in graph.nodes}
    assert graph.decided.merged == {SA: AUTHORITY}


def test_statements_follow_a_merge_with_their_sources(ferry: Graph, decided: Decided) -> None:
    """Subjects, objects and voices all point to the node that stays; old identifiers lead to new ones."""
    graph = decided(ferry, [propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")])
    assert statement(graph, UNION, "criticizes", AUTHORITY)
    assert statement(graph, OSTRA, "proposes", NIGHT).sources == (AUTHORITY,)
    old, new = (
        statement(ferry, SA, "fears", "interest/empty"),
        statement(graph, AUTHORITY, "fears", "interest/empty"),
    )
    assert graph.decided.moved[old.id] == new.id != old.id
    assert graph.decided.origins(new.id) == (old.id,)
    still = statement(graph, OSTRA, "seeks", "interest/full").id
    assert graph.decided.origins(still) == (still,)


def test_statements_that_a_merge_makes_identical_are_one_the_surer(
    make_graph: MakeGraph, decided: Decided
) -> None:
    """Two nodes that one sentence gave the same stance leave one statement."""
    found = make_graph(
        "Port SA backs the toll.",
        "a Group Port\nb Group SA\np Proposal toll",
        "text: a supports p 0.5 | Port SA backs the toll\ntext: b supports p 0.8 | Port SA backs the toll",
    )
    for pair in (["actor/a", "actor/b"], ["actor/b", "actor/a"]):
        graph = decided(found, [propose.merge(found.decided, pair, who="R. Lind")])
        (kept,) = graph.statements
        assert (kept.subject, kept.confidence) == (pair[0], 0.8)


def test_a_statement_that_would_go_from_a_node_to_itself_is_left_out_and_noted(
    ferry: Graph, decided: Decided
) -> None:
    """Nothing is dropped in silence."""
    graph = decided(ferry, [propose.merge(ferry.decided, [SA, UNION], who="R. Lind")])
    assert len(graph.statements) == len(ferry.statements) - 1
    assert any("'Brack Union blamed the SA' was left out" in note for note in graph.skipped)


def test_an_actor_and_a_proposal_are_not_merged(ferry: Graph, decided: Decided) -> None:
    """The reason names both, before it is written and when it stands in the log."""
    with pytest.raises(DecisionRefused, match=r"'actor/ostra' is a State and 'proposal/day' is a Proposal"):
        propose.merge(ferry.decided, [OSTRA, DAY], who="R. Lind")
    payload = {"nodes": [{"id": OSTRA}, {"id": DAY}]}
    graph = decided(ferry, [decision(Action.MERGE, payload)])
    assert graph.statements == ferry.statements
    assert len(graph.decided.unmatched) == 1
    assert any("no relation allows one node to be both" in note for note in graph.skipped)


@pytest.mark.parametrize("order", list(itertools.permutations([(AUTHORITY, SA), (SA, BRACK), (BRACK, ANNA)])))
def test_merges_in_any_order_unite_the_same(
    ferry: Graph, decided: Decided, order: tuple[tuple[str, str], ...]
) -> None:
    """A chain of merges leaves one node with all names and mentions, whichever was decided first."""
    log = [
        decision(Action.MERGE, {"nodes": [{"id": one} for one in pair]}, number=number)
        for number, pair in enumerate(order)
    ]
    graph = decided(ferry, log)
    parts = [ferry.node(node_id) for node_id in (AUTHORITY, SA, BRACK, ANNA)]
    assert graph.decided.unmatched == ()
    assert graph.node(AUTHORITY).aliases == ("Anna Brack", "Captain Brack", "SA")
    assert set(graph.node(AUTHORITY).mentions) == {mention for node in parts for mention in node.mentions}


def test_a_split_by_document_takes_the_statements_of_the_document_along(
    ferry: Graph, decided: Decided
) -> None:
    """A union in the one document and a namesake in the other are two actors."""
    evening = DOCUMENTS[1].id
    made = propose.split(
        ferry.decided, UNION, documents=[evening], label="Brack Union (north)", who="R. Lind"
    )
    graph = decided(ferry, [made])
    new = f"{UNION}~{made.id[:8]}"
    assert graph.node(new).label == "Brack Union (north)"
    assert graph.node(new).aliases == ("Brack Union",)
    assert {mention.document.id for mention in graph.node(new).mentions} == {evening}
    assert {mention.document.id for mention in graph.node(UNION).mentions} == {DOCUMENTS[0].id}
    assert statement(graph, AUTHORITY, "negotiatesWith", new)
    assert statement(graph, UNION, "opposes", NIGHT)
    assert graph.decided.parted == {new: UNION}


def test_a_split_by_mention_takes_the_statements_that_are_nearest(ferry: Graph, decided: Decided) -> None:
    """Two mentions in one document part, and each statement goes to the nearer one."""
    blamed = [
        mention
        for mention in ferry.node(UNION).mentions
        if mention.document.text[mention.end :].startswith(" blamed")
    ]
    made = propose.split(ferry.decided, UNION, mentions=blamed, who="R. Lind")
    graph = decided(ferry, [made])
    new = f"{UNION}~{made.id[:8]}"
    assert graph.node(new).label == "Brack Union"
    assert statement(graph, new, "criticizes", SA)
    assert statement(graph, UNION, "opposes", NIGHT)


def test_a_split_leaves_something_on_both_sides(ferry: Graph) -> None:
    """Neither all mentions nor none can be split off."""
    with pytest.raises(DecisionRefused, match="nothing would be left of 'actor/brack'"):
        propose.split(ferry.decided, BRACK, documents=[DOCUMENTS[1].id], who="R. Lind")
    with pytest.raises(DecisionRefused, match="is not mentioned in the places"):
        propose.split(ferry.decided, BRACK, documents=["0"], who="R. Lind")


def test_a_renamed_node_keeps_its_old_name_as_an_alias(ferry: Graph, decided: Decided) -> None:
    """The identifier stays, so that links to it hold."""
    graph = decided(ferry, [propose.rename(ferry.decided, SA, "Strand Authority of Ostra", who="R. Lind")])
    assert graph.node(SA).label == "Strand Authority of Ostra"
    assert "SA" in graph.node(SA).aliases
    assert graph.statements == ferry.statements


def test_later_decisions_may_name_a_node_by_what_it_was(ferry: Graph, decided: Decided) -> None:
    """Who renames a node that was merged away renames the one it went into."""
    log = [
        decision(Action.MERGE, {"nodes": [{"id": AUTHORITY}, {"id": SA}]}),
        decision(Action.RENAME, {"node": {"id": SA, "label": "SA"}, "label": "Strand"}, number=1),
    ]
    assert decided(ferry, log).node(AUTHORITY).label == "Strand"


def test_a_decision_finds_a_node_whose_identifier_has_changed(make_graph: MakeGraph, ferry: Graph) -> None:
    """A new version of the extraction may name the node anew: label and mention still tell which it is."""
    log = [propose.rename(ferry.decided, NIGHT, "the night boat", who="R. Lind")]
    again = make_graph(
        DOCUMENTS,
        NODES.replace("night Proposal", "nocturnal Proposal"),
        STATEMENTS.replace(" night ", " nocturnal ").replace("nocturnal ferry", "night ferry"),
    )
    graph = Graph.assemble(again.decided.extracted, run=again.run, decisions=log)
    assert graph.node("proposal/nocturnal").label == "the night boat"


def test_a_decision_on_a_node_that_is_gone_is_kept_and_listed(
    make_graph: MakeGraph, ferry: Graph, decided: Decided
) -> None:
    """It comes into force again with its document."""
    log = [
        propose.merge(ferry.decided, [BRACK, ANNA], who="R. Lind"),
        propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind"),
    ]
    less = make_graph(DOCUMENTS[:1], NODES, STATEMENTS)
    graph = decided(less, log)
    assert graph.node(AUTHORITY).aliases == ("SA",)
    assert list(graph.decided.reasons) == [log[0].id]
    (line,) = graph.decided.unmatched
    assert "there is no node 'actor/brack' (Captain Brack)" in line
    assert graph.decided.decisions == tuple(log)
    assert decided(ferry, graph.decided.decisions).node(BRACK).aliases == ("Anna Brack",)


def test_a_merge_of_three_goes_on_with_two_and_says_so(
    make_graph: MakeGraph, ferry: Graph, decided: Decided
) -> None:
    """What can be carried out is; the rest is listed."""
    log = [propose.merge(ferry.decided, [AUTHORITY, BRACK, SA], who="R. Lind")]
    graph = decided(make_graph(DOCUMENTS[:1], NODES, STATEMENTS), log)
    assert graph.node(AUTHORITY).aliases == ("SA",)
    assert "carried out in part: there is no node 'actor/brack'" in graph.decided.unmatched[0]


def test_a_namesake_is_not_taken_for_a_proposal_of_another_document(make_graph: MakeGraph) -> None:
    """A proposal is found again in its own document only."""
    nodes, line = "a Group A\np Proposal plan", "{}: a supports p | A backs the plan"
    one, other = (Document(f"A backs the plan{mark}", name=name) for mark, name in (".x", "!y"))
    graph = make_graph([one], nodes, line.format("x"))
    log = [propose.rename(graph.decided, "proposal/p", "the old plan", who="R. Lind")]
    elsewhere = make_graph([other], nodes.replace("p P", "q P"), line.format("y").replace(" p ", " q "))
    again = Graph.assemble(elsewhere.decided.extracted, run=graph.run, decisions=log)
    assert again.node("proposal/q").label == "plan"
    assert len(again.decided.unmatched) == 1
