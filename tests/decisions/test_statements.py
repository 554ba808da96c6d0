"""Statements are accepted, rejected, edited and added."""

from __future__ import annotations

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, DecisionRefused, propose
from parleygraph.model import Document, Evidence, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .conftest import (
    AUTHORITY,
    DAY,
    DOCUMENTS,
    NIGHT,
    OSTRA,
    UNION,
    Decided,
    decision,
    statement,
)


def quoted(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return document.quote(start, start + len(words))


def test_an_accepted_statement_stays_and_says_who_accepted_it(ferry: Graph, decided: Decided) -> None:
    """Nothing about the statement itself changes."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    graph = decided(ferry, [propose.accept(ferry.decided, chosen.id, who="R. Lind", why="read it twice")])
    assert graph.statements == ferry.statements
    state = graph.decided.review[chosen.id]
    assert (state.state, state.last.who, state.last.why) == ("accepted", "R. Lind", "read it twice")
    assert graph.decided.review.keys() == {chosen.id}


def test_a_rejected_statement_leaves_the_graph_and_is_kept_aside(ferry: Graph, decided: Decided) -> None:
    """The review still knows it, so that it can be looked at and brought back."""
    chosen = statement(ferry, UNION, "opposes", NIGHT)
    graph = decided(ferry, [propose.reject(ferry.decided, chosen.id, who="R. Lind")])
    assert chosen not in graph.statements
    assert graph.decided.rejected == (chosen,)
    assert graph.decided.review[chosen.id].state == "rejected"
    back = decided(graph, [*graph.decided.decisions, propose.accept(graph.decided, chosen.id, who="R. Lind")])
    assert chosen in back.statements
    assert back.decided.review[chosen.id].state == "accepted"


def test_an_edited_statement_says_what_it_was(ferry: Graph, decided: Decided) -> None:
    """Every qualifier can be mended at once; the original is kept beside it."""
    chosen = statement(ferry, "actor/anna", "supports", DAY)
    changes = {
        "subject": "actor/brack",
        "relation": "opposes",
        "polarity": "negative",
        "certainty": "uncertain",
        "sources": [OSTRA, AUTHORITY],
        "date": "2031-05",
        "evidence": {"start": chosen.evidence.start + 5, "end": chosen.evidence.end},
    }
    graph = decided(ferry, [propose.edit(ferry.decided, chosen.id, changes, who="R. Lind")])
    (edited,) = set(graph.statements) - set(ferry.statements)
    assert (edited.subject, edited.relation, edited.object) == ("actor/brack", Relation.OPPOSES, DAY)
    assert (edited.polarity, edited.certainty) == (Polarity.NEGATIVE, Certainty.UNCERTAIN)
    assert (edited.sources, edited.date) == ((OSTRA, AUTHORITY), "2031-05")
    assert edited.evidence.quotation == "Brack supports the day ferry"
    assert (edited.stage, edited.confidence) == ("edited", 1.0)
    state = graph.decided.review[edited.id]
    assert (state.state, state.original) == ("edited", chosen)
    assert graph.decided.moved == {chosen.id: edited.id}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"object": "interest/full"}, "supports does not go from Organization to Interest"),
        ({"relation": "loves"}, "'loves' is not a valid Relation"),
        ({"polarity": "neutral"}, "'neutral' is not a valid Polarity"),
        ({"subject": "actor/nobody"}, "there is no node 'actor/nobody'"),
        ({"stage": "verb"}, "'stage' cannot be changed; subject, object,"),
        ({"evidence": {"start": 0, "end": 10**6}}, "outside the text"),
        ({"evidence": {"start": 0, "end": 5, "quotation": "no"}}, "the quotation is 'no'"),
        ({"evidence": {"start": 0}}, "cannot be changed so"),
        ({"evidence": None}, "cannot be changed so"),
        ({"date": 2031}, "cannot be changed so"),
        ({"sources": 5}, "cannot be changed so"),
        ({}, "needs something that changes"),
    ],
)
def test_an_edit_that_the_ontology_or_the_text_does_not_allow_is_refused(
    ferry: Graph, changes: dict[str, object], reason: str
) -> None:
    """The message says why, and nothing is written."""
    chosen = statement(ferry, AUTHORITY, "supports", NIGHT)
    with pytest.raises(DecisionRefused, match=reason):
        propose.edit(ferry.decided, chosen.id, changes, who="R. Lind")


def test_a_person_adds_what_was_missed_with_a_node_of_its_own(ferry: Graph, decided: Decided) -> None:
    """The evidence is compared with the text as any other is."""
    document = DOCUMENTS[1]
    captain = propose.new_node(NodeClass.INTEREST, "talks", quoted(document, "met"))
    made = Statement(
        AUTHORITY, Relation.SEEKS, captain.id, quoted(document, "The Strand Authority met Brack Union")
    )
    graph = decided(ferry, [propose.add(ferry.decided, made, [captain], who="R. Lind")])
    (added,) = set(graph.statements) - set(ferry.statements)
    assert (added.id, added.stage) == (made.id, "manual")
    assert graph.node(captain.id).label == "talks"
    assert graph.decided.review[made.id].state == "added"
    assert graph.validate()
    with pytest.raises(DecisionRefused, match="accept it instead"):
        propose.add(graph.decided, made, who="O. Finn")


def test_an_added_statement_can_be_judged_and_changed_as_others(ferry: Graph, decided: Decided) -> None:
    """Decisions act on decisions before them."""
    made = Statement(UNION, Relation.OPPOSES, DAY, quoted(DOCUMENTS[1], "opposes the day ferry"))
    graph = decided(ferry, [propose.add(ferry.decided, made, who="R. Lind")])
    edit = propose.edit(graph.decided, made.id, {"certainty": "uncertain"}, who="O. Finn")
    graph = decided(graph, [*graph.decided.decisions, edit])
    (changed,) = set(graph.statements) - set(ferry.statements)
    assert changed.certainty is Certainty.UNCERTAIN
    graph = decided(
        graph, [*graph.decided.decisions, propose.reject(graph.decided, changed.id, who="O. Finn")]
    )
    assert graph.statements == ferry.statements


def test_what_cannot_be_added_is_refused(ferry: Graph) -> None:
    """Neither against the ontology, nor with ends that nobody knows."""
    evidence = quoted(DOCUMENTS[1], "Ostra wants full decks")
    for ends, reason in (
        ((OSTRA, "actor/sa"), "seeks does not go from State to Organization"),
        ((OSTRA, "interest/none"), "there is no node 'interest/none'"),
    ):
        with pytest.raises(DecisionRefused, match=reason):
            propose.add(ferry.decided, Statement(ends[0], Relation.SEEKS, ends[1], evidence), who="R. Lind")


def test_an_unknown_statement_is_refused(ferry: Graph, decided: Decided) -> None:
    """In a proposal, and in a log that was written elsewhere."""
    for act in (propose.accept, propose.reject):
        with pytest.raises(DecisionRefused, match="there is no statement '0'"):
            act(ferry.decided, "0", who="R. Lind")
    graph = decided(ferry, [decision(Action.REJECT, {"statement": {"id": "0"}})])
    assert "there is no statement '0'" in graph.decided.unmatched[0]
