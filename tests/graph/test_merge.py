"""Extractions of many documents become one graph, whatever their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Extraction, Node, Statement, StatementError
from parleygraph.ontology import NodeClass, Relation

RUN = Run("0", "by-hand", "1")
type Rebuild = Callable[[Graph], Graph]


def extraction(document: Document, label: str, **given: object) -> Extraction:
    """One document that mentions one actor by its first word."""
    node = Node("actor/x", NodeClass.STATE, label, (document.quote(0, document.text.index(" ")),))
    return Extraction(document, (replace(node, **given),))  # type: ignore[arg-type]


def test_a_node_in_several_documents_is_one_node_with_all_mentions() -> None:
    """Mentions are united; the label is the most frequent one, the others become aliases."""
    documents = [Document(text) for text in ("US says so.", "Americans say so.", "US agrees.")]
    graph = Graph(
        [
            extraction(documents[0], "United States", aliases=("US",)),
            extraction(documents[1], "America"),
            extraction(documents[2], "United States", wikidata="Q30"),
        ],
        run=RUN,
    )
    (node,) = graph.nodes
    assert node.label == "United States"
    assert node.aliases == ("America", "US")
    assert node.wikidata == "Q30"
    assert [mention.document.id for mention in node.mentions] == sorted(d.id for d in documents)


def test_labels_of_equal_frequency_are_decided_by_alphabet() -> None:
    """The first document does not win."""
    pair = [extraction(Document("B says."), "Beta"), extraction(Document("A says."), "Alpha")]
    for order in (pair, pair[::-1]):
        (node,) = Graph(order, run=RUN).nodes
        assert (node.label, node.aliases) == ("Alpha", ("Beta",))


def test_documents_that_disagree_about_a_node_are_noted() -> None:
    """One class and one code are kept, and the disagreement is not kept quiet."""
    graph = Graph(
        [
            extraction(Document("A says."), "Ilium", wikidata="Q1"),
            extraction(Document("B says."), "Ilium", wikidata="Q1", node_class=NodeClass.ORGANIZATION),
            extraction(Document("C says."), "Ilium", wikidata="Q2"),
        ],
        run=RUN,
    )
    (node,) = graph.nodes
    assert (node.node_class, node.wikidata) == (NodeClass.STATE, "Q1")
    assert "actor/x: documents take it for State and Organization; kept as State" in graph.skipped
    assert "actor/x: documents give Q1 and Q2; kept Q1" in graph.skipped


def test_the_order_of_extractions_makes_no_difference(small_graph: Graph, rebuilt: Rebuild) -> None:
    """Documents, nodes and statements have an order of their own."""
    again = rebuilt(small_graph)
    assert again.documents == small_graph.documents
    assert again.nodes == small_graph.nodes
    assert again.statements == small_graph.statements
    assert [node.id for node in again.nodes] == sorted(node.id for node in again.nodes)


def test_a_text_that_comes_twice_is_one_document() -> None:
    """Two files of equal text are one document, and the second name is noted."""
    text = "A backs the plan."
    pair = [extraction(Document(text, name=name), "Alpha") for name in ("second", "first")]
    graph = Graph(pair, run=RUN)
    assert [document.name for document in graph.documents] == ["first"]
    assert graph.skipped == ("second: has the same text as first, kept once",)
    (node,) = graph.nodes
    assert [mention.document.name for mention in node.mentions] == ["first"]


def test_a_statement_that_two_rules_found_is_kept_once_with_the_surer() -> None:
    """What differs in confidence and stage only is one statement."""
    document = Document("A backs the plan.")
    nodes = (
        Node("actor/a", NodeClass.GROUP, "A", (document.quote(0, 1),)),
        Node("proposal/p", NodeClass.PROPOSAL, "plan", (document.quote(12, 16),)),
    )
    statement = Statement("actor/a", Relation.SUPPORTS, "proposal/p", document.quote(0, 16))
    found = [replace(statement, confidence=c, stage=s) for c, s in ((0.5, "noun"), (0.9, "verb"), (0.9, "z"))]
    graph = Graph([Extraction(document, nodes, tuple(found))], run=RUN)
    (kept,) = graph.statements
    assert (kept.confidence, kept.stage) == (0.9, "verb")


def test_contradicting_statements_are_kept_side_by_side(small_graph: Graph) -> None:
    """Nothing is repaired: support and opposition of one proposal are both there."""
    found = {
        st.relation
        for st in small_graph.statements
        if (st.subject, st.object) == ("actor/tessland", "proposal/quota")
    }
    assert found == {Relation.SUPPORTS, Relation.OPPOSES}


def test_notes_carry_the_name_of_their_document(small_graph: Graph) -> None:
    """Nothing is dropped in silence."""
    assert "lighthouse: one sentence was not placed" in small_graph.skipped
    noted = Graph(run=RUN, skipped=("b.pdf: is locked", "a.pdf: is empty"))
    assert noted.skipped == ("a.pdf: is empty", "b.pdf: is locked")


def test_a_node_that_is_two_kinds_of_thing_is_refused() -> None:
    """An identifier that stands for a proposal here and an interest there breaks statements."""
    documents = [Document(f"A backs the plan{mark}") for mark in ".!?"]
    extractions = []
    for document, kind in zip(
        documents, (NodeClass.INTEREST, NodeClass.INTEREST, NodeClass.PROPOSAL), strict=True
    ):
        thing = Node("proposal/p", kind, "plan", (document.quote(12, 16),))
        actor = Node("actor/a", NodeClass.GROUP, "A", (document.quote(0, 1),))
        relation = Relation.SUPPORTS if kind is NodeClass.PROPOSAL else Relation.SEEKS
        statement = Statement("actor/a", relation, "proposal/p", document.quote(0, 16))
        extractions.append(Extraction(document, (thing, actor), (statement,)))
    with pytest.raises(StatementError, match="supports does not go from Group to Interest"):
        Graph(extractions, run=RUN)


def test_an_unknown_node_is_a_key_error(small_graph: Graph) -> None:
    """Nodes are found by identifier."""
    assert small_graph.node("actor/finn").label == "Orla Finn"
    with pytest.raises(KeyError):
        small_graph.node("actor/nobody")
