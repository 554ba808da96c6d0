"""Two graphs are compared: what was added, removed, changed, merged, split and renamed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parleygraph.graph import Graph
from parleygraph.graph.decisions import propose
from parleygraph.graph.diff import FIELDS, Diff, diff, diff_record
from parleygraph.model import Document

from .conftest import MakeGraph

DOCUMENTS = (
    Document("The guild backs the toll. Ostra rejected the toll if boats pay. Ostra wants calm.", name="one"),
    Document("The guild fears tolls. Brack backs the toll.", name="two"),
)
NODES = """
guild Organization guild
ostra State Ostra
brack Person Brack
toll Proposal toll
calm Interest calm
fear Interest tolls
"""
STATEMENTS = """
one: guild supports toll | guild backs the toll
one: ostra opposes toll @guild date=2031 | Ostra rejected the toll | if boats pay
one: ostra seeks calm | Ostra wants calm
two: guild fears fear | guild fears tolls
two: brack supports toll | Brack backs the toll
"""


@pytest.fixture(scope="module")
def before(make_graph: MakeGraph) -> Graph:
    """Five statements in two documents."""
    return make_graph(DOCUMENTS, NODES, STATEMENTS)


def counts(found: Diff) -> tuple[int, int, int]:
    return len(found.added), len(found.removed), len(found.changed)


def test_equal_graphs_have_no_difference(before: Graph, make_graph: MakeGraph) -> None:
    """And confidence and stage are none."""
    assert not diff(before, before)
    surer = make_graph(DOCUMENTS, NODES, STATEMENTS.replace(" | guild backs", " 0.4 | guild backs"))
    assert surer.statements != before.statements
    assert not diff(before, surer)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "one: ostra opposes toll - @guild date=2031 | Ostra rejected the toll | if boats pay",
            ("polarity",),
        ),
        (
            "one: ostra opposes toll ? @guild date=2031 | Ostra rejected the toll | if boats pay",
            ("certainty",),
        ),
        ("one: ostra opposes toll @brack date=2031 | Ostra rejected the toll | if boats pay", ("sources",)),
        ("one: ostra opposes toll date=2031 | Ostra rejected the toll | if boats pay", ("sources",)),
        (
            "one: ostra opposes toll @guild @brack date=2031 | Ostra rejected the toll | if boats pay",
            ("sources",),
        ),
        ("one: ostra opposes toll @guild date=2032 | Ostra rejected the toll | if boats pay", ("date",)),
        ("one: ostra opposes toll @guild date=2031 | Ostra rejected the toll", ("condition",)),
        ("one: ostra opposes toll - ? | Ostra rejected the toll | if boats", FIELDS),
        (
            "one: ostra opposes toll @guild date=2031 | Ostra rejected the toll if boats pay | if boats pay",
            (),
        ),
    ],
)
def test_a_statement_that_says_something_else_has_changed(
    before: Graph, make_graph: MakeGraph, line: str, fields: tuple[str, ...]
) -> None:
    """What is different is named; another stretch of the same sentence is no difference."""
    lines = STATEMENTS.strip().split("\n")
    lines[1] = line
    found = diff(before, make_graph(DOCUMENTS, NODES, "\n".join(lines)))
    assert counts(found) == (0, 0, len(fields[:1]))
    assert [change.fields for change in found.changed] == [fields][: len(fields)]


@pytest.mark.parametrize(
    "line",
    [
        "one: ostra supports toll @guild date=2031 | Ostra rejected the toll | if boats pay",
        "one: brack opposes toll @guild date=2031 | Ostra rejected the toll | if boats pay",
        "one: ostra opposes toll @guild date=2031 | Ostra wants calm",
        "two: ostra opposes toll @guild date=2031 | Brack backs the toll",
    ],
)
def test_another_relation_end_place_or_document_is_another_statement(
    before: Graph, make_graph: MakeGraph, line: str
) -> None:
    """It is added, and the old one is removed."""
    lines = STATEMENTS.strip().split("\n")
    lines[1] = line
    found = diff(before, make_graph(DOCUMENTS, NODES, "\n".join(lines)))
    assert counts(found) == (1, 1, 0)


def test_the_way_back_is_the_reverse(before: Graph, make_graph: MakeGraph) -> None:
    """What was added is removed, what changed changes back."""
    lines = STATEMENTS.replace("guild supports toll |", "guild supports toll - |").strip().split("\n")
    after = make_graph(DOCUMENTS, NODES, "\n".join(lines[:-1]))
    there, back = diff(before, after), diff(after, before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [(change.before, change.after) for change in there.changed] == [
        (change.after, change.before) for change in back.changed
    ]
    assert counts(there) == (0, 1, 1)


def test_a_merge_is_one_and_its_statements_are_the_same(before: Graph) -> None:
    """They point elsewhere now, but say what they said; and undoing the merge is a split."""
    merged = Graph.assemble(
        before.decided.extracted,
        run=before.run,
        decisions=[propose.merge(before.decided, ["actor/guild", "actor/brack"], who="R. Lind")],
    )
    found = diff(before, merged)
    assert counts(found) == (0, 0, 0)
    (joined,) = found.nodes.merged
    assert [node.id for node in joined.before] == ["actor/brack", "actor/guild"]
    assert [node.id for node in joined.after] == ["actor/guild"]
    back = diff(merged, before)
    assert counts(back) == (0, 0, 0)
    (parted,) = back.nodes.split
    assert [node.id for node in parted.after] == ["actor/brack", "actor/guild"]
    for one in (found, back):
        assert (one.nodes.added, one.nodes.removed) == ((), ())


def test_statements_that_a_merge_makes_one_are_not_removed(make_graph: MakeGraph) -> None:
    """What they said is still there."""
    two = make_graph(
        "Port SA backs the toll.",
        "a Group Port\nb Group SA\np Proposal toll",
        "text: a supports p | Port SA backs the toll\ntext: b supports p | Port SA backs the toll",
    )
    merge = propose.merge(two.decided, ["actor/a", "actor/b"], who="R. Lind")
    one = Graph.assemble(two.decided.extracted, run=two.run, decisions=[merge])
    assert len(one.statements) == 1
    assert counts(diff(two, one)) == counts(diff(one, two)) == (0, 0, 0)


def test_a_node_of_another_identifier_is_found_by_its_mentions(before: Graph, make_graph: MakeGraph) -> None:
    """A new version may name it anew; a new label is a renaming."""
    nodes = NODES.replace("toll Proposal toll", "duty Proposal toll")
    statements = STATEMENTS.replace(" toll ", " duty ").replace("the duty", "the toll")
    found = diff(before, make_graph(DOCUMENTS, nodes, statements.replace("duty |", "duty |")))
    assert counts(found) == (0, 0, 0)
    assert not (found.nodes.added or found.nodes.removed or found.nodes.renamed)
    renamed = Graph.assemble(
        before.decided.extracted,
        run=before.run,
        decisions=[propose.rename(before.decided, "proposal/toll", "bridge toll", who="R. Lind")],
    )
    assert [(a.label, b.label) for a, b in diff(before, renamed).nodes.renamed] == [("toll", "bridge toll")]


def test_documents_come_and_go_with_what_they_say(before: Graph, make_graph: MakeGraph) -> None:
    """The nodes that only they mention too."""
    less = make_graph(DOCUMENTS[:1], NODES, STATEMENTS)
    found = diff(less, before)
    assert [document.name for document in found.documents_added] == ["two"]
    assert counts(found) == (2, 0, 0)
    assert {node.id for node in found.nodes.added} == {"actor/brack", "interest/fear"}


def test_a_new_version_of_a_document_is_compared_by_its_words(before: Graph, make_graph: MakeGraph) -> None:
    """A corrected article with the same sentences at other places says the same."""
    newer = (replace(DOCUMENTS[0], text="Corrected on Monday. " + DOCUMENTS[0].text), DOCUMENTS[1])
    found = diff(before, make_graph(newer, NODES, STATEMENTS))
    assert not found
    changed = make_graph(newer, NODES, STATEMENTS.replace("ostra seeks calm |", "ostra seeks calm ? |"))
    assert [change.fields for change in diff(before, changed).changed] == [("certainty",)]


def test_an_edit_and_a_rejection_show_as_what_they_are(before: Graph) -> None:
    """A review is compared with what it reviewed."""
    chosen, other = before.statements[0], before.statements[1]
    log = [
        propose.edit(before.decided, chosen.id, {"certainty": "uncertain"}, who="R. Lind"),
        propose.reject(before.decided, other.id, who="R. Lind"),
    ]
    reviewed = Graph.assemble(before.decided.extracted, run=before.run, decisions=log)
    found = diff(before, reviewed)
    assert found.removed == (other,)
    assert [change.before for change in found.changed] == [chosen]


LINES = STATEMENTS.strip().split("\n")


@settings(max_examples=40, deadline=None)
@given(
    kept=st.tuples(*(st.lists(st.sampled_from(LINES), unique=True) for _ in range(2))),
    turned=st.sets(st.sampled_from(range(len(LINES)))),
)
def test_every_statement_of_both_graphs_is_accounted_for(
    make_graph: MakeGraph, kept: tuple[list[str], list[str]], turned: set[int]
) -> None:
    """It is the same, changed, added or removed, and only one of these."""
    one, other = (
        make_graph(DOCUMENTS, NODES, "\n".join(lines) or "none: a b c")
        for lines in (
            kept[0],
            [line.replace(" | ", " - | ", 1) if LINES.index(line) in turned else line for line in kept[1]],
        )
    )
    found = diff(one, other)
    same = {statement.id for statement in one.statements} & {statement.id for statement in other.statements}
    assert len(one.statements) == len(same) + len(found.changed) + len(found.removed)
    assert len(other.statements) == len(same) + len(found.changed) + len(found.added)
    assert diff(one, other) == found


def test_every_difference_is_in_the_record(before: Graph, make_graph: MakeGraph) -> None:
    """For programs."""
    lines = STATEMENTS.replace("ostra seeks calm |", "ostra seeks calm ? @guild |").strip().split("\n")
    record = diff_record(diff(before, make_graph(DOCUMENTS, NODES, "\n".join(lines[1:]))))
    (changed,) = record["statements"]["changed"]
    assert changed["fields"] == ["certainty", "sources"]
    assert (changed["before"]["sources"], changed["after"]["sources"]) == ([], ["guild"])
    (removed,) = record["statements"]["removed"]
    assert (removed["subject"], removed["quotation"]) == ("guild", "guild backs the toll")
