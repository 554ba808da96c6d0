"""Statements keep to the ontology, and their identifiers to what they state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from parleygraph.model import (
    Document,
    EvidenceError,
    Extraction,
    Node,
    Statement,
    StatementError,
    check,
    digest,
)
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .quoting import DOCUMENT, TEXT, quote, unhurried

ORLAND = Node("actor/orland", NodeClass.STATE, "Orland", (quote("Orland"),))
REEDS = Node("actor/reeds", NodeClass.GROUP, "The Reeds", (quote("The Reeds"),))
FERRY = Node("proposal/ferry", NodeClass.PROPOSAL, "a ferry line", (quote("a ferry line"),))
FARES = Node("interest/fares", NodeClass.INTEREST, "low fares", (quote("the fares"),))
NODES = (ORLAND, REEDS, FERRY, FARES)


def statement(**changes: Any) -> Statement:
    return replace(
        Statement(ORLAND.id, Relation.PROPOSES, FERRY.id, quote("Orland proposes a ferry line")), **changes
    )


def test_a_statement_keeps_its_identifier() -> None:
    """The identifier is a function of what is stated and where: these are digests of earlier runs."""
    assert statement().id == "cac355f2a47022d0"
    assert DOCUMENT.id == "9e91b8dabb93da73"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": REEDS.id},
        {"relation": Relation.SUPPORTS},
        {"object": "proposal/other"},
        {"polarity": Polarity.NEGATIVE},
        {"certainty": Certainty.UNCERTAIN},
        {"sources": (REEDS.id,)},
        {"condition": quote("if the fares rise")},
        {"date": "2014-03-03"},
        {"evidence": quote("proposes")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_stated_is_in_the_identifier(change: dict[str, object]) -> None:
    """Statements that differ in their ends, a qualifier or their place are two statements."""
    assert statement(**change).id != statement().id


@unhurried
@given(st.lists(st.sampled_from([ORLAND.id, REEDS.id, "actor/x"]), max_size=3), st.data())
def test_the_order_of_sources_is_in_the_identifier(sources: list[str], data: st.DataObject) -> None:
    """X, citing Y, is not Y, citing X."""
    other = data.draw(st.permutations(sources))
    assert (statement(sources=tuple(sources)).id == statement(sources=tuple(other)).id) == (sources == other)


@unhurried
@given(st.lists(st.text(max_size=3).filter(lambda part: "\0" not in part), max_size=4), st.data())
def test_a_digest_keeps_its_parts_apart(parts: list[str], data: st.DataObject) -> None:
    """Parts that only join to the same string have another digest."""
    assume(len(parts) > 1)
    at = data.draw(st.integers(1, len(parts) - 1))
    joined = [*parts[: at - 1], parts[at - 1] + parts[at], *parts[at + 1 :]]
    assert digest(*joined) != digest(*parts)


def test_how_a_statement_was_found_is_not_in_the_identifier() -> None:
    """Two rules that find the same find one statement."""
    assert statement(confidence=0.5, stage="another-rule").id == statement().id


@pytest.mark.parametrize("confidence", [0.0, -0.1, 1.01, float("nan")])
def test_confidence_lies_above_zero_and_at_most_at_one(confidence: float) -> None:
    """What is not a confidence is refused."""
    with pytest.raises(StatementError, match="confidence"):
        statement(confidence=confidence)


def test_statements_that_the_ontology_allows_pass() -> None:
    """A proposal by a state, seen by a group, is in order."""
    check(NODES, [statement(), statement(sources=(REEDS.id,))])


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("subject", NODES, ids=lambda node: node.node_class.value)
@pytest.mark.parametrize("obj", NODES, ids=lambda node: node.node_class.value)
def test_domain_and_range_are_those_of_the_ontology(relation: Relation, subject: Node, obj: Node) -> None:
    """A statement passes if its ends are in domain and range of its relation, and only then."""
    made = statement(subject=subject.id, relation=relation, object=obj.id)
    if subject.node_class in relation.domain and obj.node_class in relation.range:
        check(NODES, [made])
    else:
        with pytest.raises(StatementError, match=f"{relation.value} does not go from"):
            check(NODES, [made])


@pytest.mark.parametrize(
    "change", [{"subject": "actor/x"}, {"object": "proposal/x"}, {"sources": (REEDS.id, "actor/x")}]
)
def test_a_statement_about_an_unknown_node_is_refused(change: dict[str, object]) -> None:
    """Subject, object and sources are nodes that are there."""
    with pytest.raises(StatementError, match=r"there is no node '(actor|proposal)/x'"):
        check(NODES, [statement(**change)])


def test_an_extraction_checks_its_statements() -> None:
    """There is no extraction with a statement that the ontology refuses."""
    assert Extraction(DOCUMENT, NODES, (statement(),)).statements == (statement(),)
    with pytest.raises(StatementError):
        Extraction(DOCUMENT, NODES, (statement(object=FARES.id),))


def test_an_extraction_holds_evidence_of_its_own_document_only() -> None:
    """A mention or a statement of another text is refused, and so is a condition in one."""
    other = Document(TEXT + " Or so they say.", "later")
    with pytest.raises(EvidenceError, match="evidence from ferry, not from later"):
        Extraction(other, NODES)
    with pytest.raises(EvidenceError, match="evidence from later, not from ferry"):
        Extraction(DOCUMENT, NODES, (statement(evidence=quote("Orland", other)),))
    with pytest.raises(EvidenceError, match="the condition is in later, the evidence in ferry"):
        statement(condition=quote("if the fares rise", other))


def test_an_extraction_has_one_node_for_an_identifier() -> None:
    """Two nodes of one identifier would lose the mentions of one of them."""
    with pytest.raises(StatementError, match="two nodes 'actor/orland'"):
        Extraction(DOCUMENT, (*NODES, replace(ORLAND, label="The Orland side")))
