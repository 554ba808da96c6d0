"""Decisions find their statements again: after a merge, in a new version, where a document is read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import propose

from .conftest import (
    AUTHORITY,
    DOCUMENTS,
    NIGHT,
    NODES,
    OSTRA,
    SA,
    STATEMENTS,
    UNION,
    Decided,
    MakeGraph,
    statement,
)


def test_decisions_find_their_statements_when_a_merge_has_changed_the_identifiers(
    ferry: Graph, decided: Decided
) -> None:
    """A rejection from before the merge holds after it, and one from after it holds when it is undone."""
    chosen = statement(ferry, SA, "fears", "interest/empty")
    before = propose.reject(ferry.decided, chosen.id, who="R. Lind")
    merge = propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")
    for log in ([before, merge], [merge, before]):
        graph = decided(ferry, log)
        assert [st.relation.value for st in graph.decided.rejected] == ["fears"]
        assert graph.decided.unmatched == ()
    merged = decided(ferry, [merge])
    after = propose.reject(merged.decided, merged.decided.moved[chosen.id], who="R. Lind")
    undo = propose.undo(merged.decided, merge.id, who="R. Lind")
    assert decided(ferry, [merge, after]).decided.rejected[0].subject == AUTHORITY
    assert decided(ferry, [merge, after, undo]).decided.rejected == (chosen,)


def test_rejecting_one_of_two_statements_that_collapse_leaves_the_other(
    ferry: Graph, decided: Decided, make_graph: MakeGraph
) -> None:
    """What was rejected was the one of them; what both became is rejected as a whole later."""
    found = make_graph(
        "Port SA backs the toll.",
        "a Group Port\nb Group SA\np Proposal toll",
        "text: a supports p 0.5 | Port SA backs the toll\ntext: b supports p 0.8 | Port SA backs the toll",
    )
    first = found.statements[0]
    reject = propose.reject(found.decided, first.id, who="R. Lind")
    merge = propose.merge(found.decided, ["actor/a", "actor/b"], who="R. Lind")
    (left,) = decided(found, [reject, merge]).statements
    assert left.confidence == 0.8
    graph = decided(found, [merge])
    both = propose.reject(graph.decided, left.id, who="R. Lind")
    assert both.payload["statement"]["origins"] == sorted(st.id for st in found.statements)
    assert decided(found, [merge, both]).statements == ()
    undo = propose.undo(decided(found, [merge, both]).decided, merge.id, who="R. Lind")
    assert decided(found, [merge, both, undo]).statements == ()


@pytest.mark.parametrize(
    ("again", "matched"),
    [
        pytest.param("{} | The Strand Authority supports the night ferry", True, id="the same"),
        pytest.param(
            "{} 0.9 ? | Strand Authority supports the night ferry", True, id="other offsets and certainty"
        ),
        pytest.param("{} @ostra date=2031 | supports the night ferry", True, id="a source and a date"),
        pytest.param("{} - | The Strand Authority supports the night ferry", False, id="denied now"),
        pytest.param(
            "authority opposes night | The Strand Authority supports the night ferry", False, id="opposed now"
        ),
        pytest.param(
            "ostra supports night | The Strand Authority supports the night ferry",
            False,
            id="another subject",
        ),
        pytest.param("{} | night ferry. The SA fears empty decks", False, id="another sentence"),
    ],
)
def test_a_decision_finds_its_statement_when_the_document_is_read_again(
    ferry: Graph, make_graph: MakeGraph, again: str, matched: bool
) -> None:
    """Document, relation, polarity and ends are equal and the quotations overlap: then it is the same."""
    chosen = statement(ferry, AUTHORITY, "supports", NIGHT)
    log = [propose.reject(ferry.decided, chosen.id, who="R. Lind")]
    lines = STATEMENTS.strip().split("\n")
    lines[0] = "morning: " + again.format("authority supports night")
    new = make_graph(DOCUMENTS, NODES, "\n".join(lines))
    graph = Graph.assemble(new.decided.extracted, run=new.run, decisions=log)
    assert bool(graph.decided.rejected) is matched
    assert len(graph.decided.unmatched) == (not matched)
    assert len(graph.statements) == len(ferry.statements) - matched


def test_a_rejection_does_not_pass_to_the_neighbour_of_one_sentence(make_graph: MakeGraph) -> None:
    """Of several subjects of one sentence only the one that was meant is rejected."""
    nodes = "a Group Ants\nb Group Bees\nc Group Crabs\np Proposal dam"
    line = "text: {} supports p | Ants, Bees and Crabs back the dam"
    text = "Ants, Bees and Crabs back the dam."
    found = make_graph(text, nodes, "\n".join(map(line.format, "abc")))
    chosen = next(st for st in found.statements if st.subject == "actor/b")
    log = [propose.reject(found.decided, chosen.id, who="R. Lind")]
    new = make_graph(text, nodes, "\n".join(map(line.replace("| Ants, ", "| ").format, "ac")))
    graph = Graph.assemble(new.decided.extracted, run=new.run, decisions=log)
    assert len(graph.statements) == 2
    assert "there is no statement" in graph.decided.unmatched[0]
    assert "(Bees supports dam)" in graph.decided.unmatched[0]


def test_a_decision_finds_its_statement_in_a_new_version_of_the_document(
    ferry: Graph, make_graph: MakeGraph
) -> None:
    """A document of the same name with the same words at another place takes the decision over."""
    chosen = statement(ferry, AUTHORITY, "supports", NIGHT)
    log = [propose.reject(ferry.decided, chosen.id, who="R. Lind")]
    newer = (replace(DOCUMENTS[0], text="Corrected. " + DOCUMENTS[0].text), DOCUMENTS[1])
    new = make_graph(newer, NODES, STATEMENTS)
    graph = Graph.assemble(new.decided.extracted, run=new.run, decisions=log)
    (rejected,) = graph.decided.rejected
    assert rejected.evidence.quotation == chosen.evidence.quotation


def test_an_edit_that_the_extraction_has_come_to_itself_is_matched(
    ferry: Graph, make_graph: MakeGraph
) -> None:
    """A better extraction does not turn the correction into a loose end."""
    chosen = statement(ferry, AUTHORITY, "supports", NIGHT)
    log = [propose.edit(ferry.decided, chosen.id, {"relation": "opposes"}, who="R. Lind")]
    new = make_graph(
        DOCUMENTS, NODES, STATEMENTS.replace("authority supports night", "authority opposes night")
    )
    graph = Graph.assemble(new.decided.extracted, run=new.run, decisions=log)
    assert graph.decided.unmatched == ()
    assert statement(graph, AUTHORITY, "opposes", NIGHT).stage == "edited"


def test_a_split_does_not_move_an_end_that_a_person_chose(ferry: Graph, decided: Decided) -> None:
    """Who says that it is the old one means the old one."""
    split = propose.split(ferry.decided, UNION, documents=[DOCUMENTS[1].id], who="R. Lind")
    graph = decided(ferry, [split])
    new = f"{UNION}~{split.id[:8]}"
    chosen = statement(graph, AUTHORITY, "negotiatesWith", new)
    edit = propose.edit(graph.decided, chosen.id, {"object": UNION}, who="R. Lind")
    assert statement(decided(ferry, [split, edit]), AUTHORITY, "negotiatesWith", UNION)
    merge = propose.merge(decided(ferry, [split, edit]).decided, [OSTRA, UNION], who="R. Lind")
    assert statement(decided(ferry, [split, edit, merge]), AUTHORITY, "negotiatesWith", OSTRA)
