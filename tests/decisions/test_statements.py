"""Statements are accepted, rejected, edited and added, and stay so when the documents are read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, Decision, DecisionRefused, propose
from parleygraph.model import Document, Evidence, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .conftest import (
    AUTHORITY,
    DAY,
    DOCUMENTS,
    NIGHT,
    NODES,
    OSTRA,
    SA,
    STATEMENTS,
    UNION,
    MakeGraph,
    decision,
    statement,
)

type Decided = Callable[[Graph, Iterable[Decision]], Graph]


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


def test_an_unknown_statement_is_refused(ferry: Graph, decided: Decided) -> None:
    """In a proposal, and in a log that was written elsewhere."""
    for act in (propose.accept, propose.reject):
        with pytest.raises(DecisionRefused, match="there is no statement '0'"):
            act(ferry.decided, "0", who="R. Lind")
    graph = decided(ferry, [decision(Action.REJECT, {"statement": {"id": "0"}})])
    assert "there is no statement '0'" in graph.decided.unmatched[0]
