"""People disagree, undo, and change their minds; all of it stays visible."""

from __future__ import annotations

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, DecisionRefused, propose
from parleygraph.graph.decisions.listing import state_record

from .conftest import AUTHORITY, DOCUMENTS, NIGHT, OSTRA, SA, UNION, Decided, decision, statement


def test_two_people_who_disagree_are_both_kept_and_the_last_one_holds(ferry: Graph, decided: Decided) -> None:
    """The conflict names the statement and both decisions."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    lind = propose.accept(ferry.decided, chosen.id, who="R. Lind")
    finn = propose.reject(ferry.decided, chosen.id, who="O. Finn")
    graph = decided(ferry, [lind, finn])
    (conflict,) = graph.decided.conflicts
    assert conflict.target == f"statement {chosen.id}"
    assert (conflict.decisions, conflict.in_force) == ((lind, finn), finn)
    assert chosen not in graph.statements
    state = graph.decided.review[chosen.id]
    assert (state.conflict, state.decisions) == (True, (lind, finn))


def test_who_changes_their_mind_is_in_no_conflict(ferry: Graph, decided: Decided) -> None:
    """With oneself, and with another whom one now agrees with."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    accept, reject = (
        [make(ferry.decided, chosen.id, who=who) for who in ("R. Lind", "O. Finn")]
        for make in (propose.accept, propose.reject)
    )
    assert decided(ferry, [accept[0], reject[0]]).decided.conflicts == ()
    assert decided(ferry, [accept[0], reject[1], reject[0]]).decided.conflicts == ()
    assert decided(ferry, [accept[0], accept[1]]).decided.conflicts == ()
    assert len(decided(ferry, [accept[0], reject[1], accept[0]]).decided.conflicts) == 1


def test_who_accepts_an_edit_agrees_with_it_and_who_edits_anew_does_not(
    ferry: Graph, decided: Decided
) -> None:
    """What counts is which of the two somebody saw."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    edit = propose.edit(ferry.decided, chosen.id, {"certainty": "uncertain"}, who="R. Lind")
    graph = decided(ferry, [edit])
    now = graph.decided.moved[chosen.id]
    agreed = decided(ferry, [edit, propose.accept(graph.decided, now, who="O. Finn")])
    assert agreed.decided.conflicts == ()
    assert agreed.decided.review[now].state == "accepted"
    assert agreed.decided.review[now].original == chosen
    unseen = propose.accept(ferry.decided, chosen.id, who="O. Finn")
    assert len(decided(ferry, [edit, unseen]).decided.conflicts) == 1
    other = propose.edit(graph.decided, now, {"polarity": "negative"}, who="O. Finn")
    both = decided(ferry, [edit, other])
    assert len(both.decided.conflicts) == 1
    (changed,) = set(both.statements) - set(ferry.statements)
    assert (changed.polarity.value, changed.certainty.value) == ("negative", "uncertain")


def test_two_names_for_one_node_are_a_conflict(ferry: Graph, decided: Decided) -> None:
    """The last one holds, and the other is an alias."""
    log = [
        propose.rename(ferry.decided, SA, "Strand", who="R. Lind"),
        propose.rename(ferry.decided, SA, "Beach", who="O. Finn"),
    ]
    graph = decided(ferry, log)
    assert graph.node(SA).label == "Beach"
    assert "Strand" in graph.node(SA).aliases
    (conflict,) = graph.decided.conflicts
    assert conflict.target == f"node {SA}"
    assert (
        decided(ferry, [log[0], propose.rename(ferry.decided, OSTRA, "X", who="O. Finn")]).decided.conflicts
        == ()
    )


def test_splitting_what_another_united_is_a_conflict(ferry: Graph, decided: Decided) -> None:
    """The split holds, and the merge is shown beside it."""
    merge = propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")
    graph = decided(ferry, [merge])
    split = propose.split(graph.decided, AUTHORITY, documents=[DOCUMENTS[1].id], who="O. Finn")
    (conflict,) = decided(ferry, [merge, split]).decided.conflicts
    assert conflict.decisions == (merge, split)


def test_undoing_restores_and_undoing_the_undoing_brings_back(ferry: Graph, decided: Decided) -> None:
    """As if it had never been decided, but all of it stays in the log."""
    merge = propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")
    graph = decided(ferry, [merge])
    undo = propose.undo(graph.decided, merge.id[:6], who="O. Finn", why="two bodies")
    back = decided(ferry, [merge, undo])
    assert back.decided.parts == ferry.decided.parts
    assert back.decided.decisions == (merge, undo)
    assert back.decided.undone == {merge.id: undo.id}
    again = propose.undo(back.decided, undo.id, who="R. Lind")
    assert decided(ferry, [merge, undo, again]).decided.parts == graph.decided.parts


def test_only_what_is_in_force_can_be_undone(ferry: Graph, decided: Decided) -> None:
    """The message says what to do."""
    merge = propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind")
    undo = decision(Action.UNDO, {"decision": merge.id})
    graph = decided(ferry, [merge, undo])
    with pytest.raises(DecisionRefused, match="is undone already, by"):
        propose.undo(graph.decided, merge.id, who="R. Lind")
    with pytest.raises(DecisionRefused, match="there is no decision 'zzz'"):
        propose.undo(graph.decided, "zzz", who="R. Lind")
    with pytest.raises(DecisionRefused, match=r"there is no decision ''|beginning of"):
        propose.undo(graph.decided, "", who="R. Lind")
    lost = decided(ferry, [decision(Action.UNDO, {"decision": "gone"})])
    assert "there is no decision 'gone'" in lost.decided.unmatched[0]


def test_the_state_of_a_statement_is_a_record_for_pages(ferry: Graph, decided: Decided) -> None:
    """With every decision on it in order, and what it was before the edits."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    edit = propose.edit(ferry.decided, chosen.id, {"certainty": "uncertain"}, who="R. Lind", why="may")
    graph = decided(ferry, [edit])
    now = graph.decided.moved[chosen.id]
    graph = decided(ferry, [edit, propose.reject(graph.decided, now, who="O. Finn")])
    record = state_record(graph.decided.review[now])
    assert (record["state"], record["conflict"]) == ("rejected", True)
    assert record["original"]["id"] == chosen.id
    assert [(each["who"], each["action"], each["why"]) for each in record["decisions"]] == [
        ("R. Lind", "edit", "may"),
        ("O. Finn", "reject", ""),
    ]
