"""The summary counts, ranks and puts contradictions side by side."""

from __future__ import annotations

import json

from parleygraph.graph import Graph
from parleygraph.ontology import NodeClass, Relation

from .conftest import MakeGraph

NODES = "norland State Norland\ndam Proposal dam\nmiller Person Miller"


def sides(graph: Graph) -> list[tuple[list[str], list[str]]]:
    """The quotations on the two sides of each contradiction."""
    return [
        ([st.evidence.quotation for st in found.one_side], [st.evidence.quotation for st in found.other_side])
        for found in graph.summary().contradictions
    ]


def test_nodes_and_statements_are_counted_in_the_order_of_the_ontology(small_graph: Graph) -> None:
    """By class and by relation."""
    summary = small_graph.summary()
    assert summary.classes == {
        NodeClass.STATE: 3,
        NodeClass.ORGANIZATION: 2,
        NodeClass.PERSON: 2,
        NodeClass.GROUP: 3,
        NodeClass.PROPOSAL: 4,
        NodeClass.INTEREST: 2,
    }
    assert list(summary.classes) == list(NodeClass)
    assert summary.relations[Relation.SUPPORTS] == 4
    assert list(summary.relations) == list(Relation)
    assert (summary.documents, summary.nodes, summary.statements) == (3, 16, 28)
    assert summary.skipped == small_graph.skipped


def test_the_strongest_stance_is_the_one_that_most_statements_say(make_graph: MakeGraph) -> None:
    """A denial is a stance of its own, and is not counted for what it denies."""
    graph = make_graph(
        "Norland backs the dam. Norland helps the dam. Norland rejects the dam. "
        "Miller does not back the dam.",
        NODES,
        """
text: norland opposes dam | Norland rejects the dam
text: norland supports dam | Norland backs the dam
text: norland supports dam ? | Norland helps the dam
text: miller supports dam - | Miller does not back the dam
""",
    )
    found = [(str(stance), stance.statements) for stance in graph.summary().stances]
    assert found == [
        ("Norland supports dam", 2),
        ("Miller not: supports dam", 1),
        ("Norland opposes dam", 1),
    ]


def test_support_and_opposition_of_one_thing_contradict(small_graph: Graph) -> None:
    """Both sides are shown, each with its quotation."""
    assert sides(small_graph) == [
        (["Tessland supports the shared quota"], ["Tessland rejected the shared quota"])
    ]


def test_what_is_affirmed_and_denied_contradicts(make_graph: MakeGraph) -> None:
    """Also of a symmetric relation that is written the other way round; different pairs do not."""
    graph = make_graph(
        "Norland met Miller. Miller did not meet Norland. Norland backs the dam. "
        "Miller does not back the dam.",
        NODES,
        """
text: norland negotiatesWith miller | Norland met Miller
text: miller negotiatesWith norland - | Miller did not meet Norland
text: norland supports dam | Norland backs the dam
text: miller supports dam - | Miller does not back the dam
""",
    )
    assert sides(graph) == [(["Norland met Miller"], ["Miller did not meet Norland"])]


def test_the_summary_is_json(small_graph: Graph) -> None:
    """A script gets values and identifiers, not objects."""
    record = json.loads(json.dumps(small_graph.summary().to_dict()))
    assert record["classes"]["State"] == 3
    (contradiction,) = record["contradictions"]
    known = {st.id for st in small_graph.statements}
    assert {*contradiction["one_side"], *contradiction["other_side"]} <= known


def test_a_notebook_shows_the_summary_as_text(small_graph: Graph) -> None:
    """Labels are hostile input there too."""
    shown = small_graph._repr_html_()
    assert "3 documents, 16 nodes, 28 statements, 1 contradiction, 3 notes" in shown
    assert "&lt;img src=x" in shown
    assert "<img" not in shown
