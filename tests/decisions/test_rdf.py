"""Decisions and links in the RDF: as PROV, valid, and out of the way of queries for statements."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
import rdflib
from parleygraph.graph import Graph
from parleygraph.graph.decisions import Action, Decision, propose
from parleygraph.graph.decisions.apply import STATES
from parleygraph.graph.validate import report
from parleygraph.model import Document, Statement
from parleygraph.ontology import Relation, ontology_file

from .conftest import AUTHORITY, DAY, DOCUMENTS, NIGHT, OSTRA, SA, UNION, MakeGraph, statement


@pytest.fixture(scope="module")
def reviewed(ferry: Graph) -> Graph:
    """The dispute over the ferry after every kind of decision, two people, a conflict and a loose end."""
    graph, log = ferry, []

    def then(act: Callable[..., Decision], *arguments: object, who: str = "R. Lind", why: str = "") -> None:
        nonlocal graph
        when = f"2031-06-01T10:00:{len(log):02}Z"
        log.append(act(graph.decided, *arguments, who=who, why=why, when=when))
        graph = Graph.assemble(ferry.decided.extracted, run=ferry.run, decisions=log)

    then(propose.merge, [AUTHORITY, SA], why="one body; </script> \ud800")
    then(propose.rename, UNION, "Brack Workers' Union")
    then(propose.accept, statement(graph, UNION, "opposes", NIGHT).id)
    then(propose.reject, statement(graph, UNION, "opposes", NIGHT).id, who="O. Finn <b>")
    then(propose.edit, statement(graph, "actor/anna", "supports", DAY).id, {"polarity": "negative"})
    evidence = DOCUMENTS[1].quote(*_place("Captain Brack opposes"))
    then(propose.add, Statement("actor/brack", Relation.CRITICIZES, "actor/anna", evidence))
    then(propose.rename, OSTRA, "Republic of Ostra")
    then(propose.undo, log[-1].id)
    log.append(
        Decision(Action.SPLIT, "2031-06-01T10:00:20Z", "R. Lind", "", {
            "node": {"id": UNION}, "documents": [DOCUMENTS[1].id], "label": "Northern Union"})
    )  # fmt: skip
    log.append(Decision(Action.ACCEPT, "2031-06-01T10:00:21Z", "R. Lind", "", {"statement": {"id": "gone"}}))
    return Graph.assemble(ferry.decided.extracted, run=ferry.run, decisions=log)


def _place(words: str) -> tuple[int, int]:
    start = DOCUMENTS[1].text.index(words)
    return start, start + len(words)


def test_the_review_satisfies_the_shapes(reviewed: Graph) -> None:
    """With every kind of decision in it."""
    assert {each.action for each in reviewed.decided.decisions} == set(Action)
    report = reviewed.validate()
    assert report, str(report)


def test_a_decision_says_who_when_why_and_whether_it_is_in_force(reviewed: Graph) -> None:
    """As a prov:Activity with a person; the undone and the loose one are not in force."""
    rows = reviewed.query(
        """SELECT ?action ?when ?who ?force WHERE {
             ?d a parley:Decision, prov:Activity ; parley:action ?action ; prov:endedAtTime ?when ;
                prov:wasAssociatedWith/rdfs:label ?who ; parley:inForce ?force }
           ORDER BY ?when"""
    ).texts()
    assert [row[0] for row in rows] == [each.action.value for each in reviewed.decided.decisions]
    assert rows[0] == ("merge", "2031-06-01T10:00:00Z", "R. Lind", "true")
    assert rows[3][2] == "O. Finn <b>"
    assert [row[3] for row in rows] == ["true"] * 6 + ["false", "true", "true", "false"]
    undone = reviewed.query("SELECT ?b WHERE { ?a parley:undoes/parley:action ?b }").texts()
    assert undone == [("rename",)]


def test_a_rejected_statement_is_a_former_one_that_no_query_for_statements_finds(reviewed: Graph) -> None:
    """RDF's reification describes it, with its evidence, and the decision that ended it."""
    rows = reviewed.query(
        """SELECT ?s ?p ?o ?words ?who WHERE {
             ?f a parley:FormerStatement ; parley:reviewState parley:rejected ; parley:contested true ;
                rdf:subject/skos:prefLabel ?s ; rdf:predicate ?p ; rdf:object/skos:prefLabel ?o ;
                prov:wasQuotedFrom/oa:hasSelector/oa:exact ?words ;
                prov:wasInvalidatedBy/prov:wasAssociatedWith/rdfs:label ?who }"""
    ).texts()
    assert [(row[0], row[1].partition("#")[2], *row[2:]) for row in rows] == [
        (
            "Brack Workers' Union",
            "opposes",
            "night ferry",
            "Brack Union rejected the night ferry",
            "O. Finn <b>",
        )
    ]
    assert not reviewed.query(
        "ASK { ?s parley:relation parley:opposes ; parley:subject/skos:altLabel 'Brack Union' }"
    ).answer
    assert not reviewed.query("ASK { ?s a parley:Statement, parley:FormerStatement }").answer


def test_an_edited_statement_is_a_revision_of_what_it_was(reviewed: Graph) -> None:
    """The old one is superseded by the decision; the new one is attributed to who made it."""
    rows = reviewed.query(
        """SELECT ?polarity ?who WHERE {
             ?new parley:reviewState parley:edited ; parley:polarity ?polarity ;
                  prov:wasAttributedTo/rdfs:label ?who ; prov:wasRevisionOf ?old .
             ?old a parley:FormerStatement ; parley:reviewState parley:superseded ;
                  prov:wasInvalidatedBy/parley:action "edit" }"""
    ).texts()
    assert [(row[0].partition("#")[2], row[1]) for row in rows] == [("negative", "R. Lind")]
    added = reviewed.query(
        "SELECT ?r WHERE { ?s parley:reviewState parley:added ; parley:relation ?r }"
    ).texts()
    assert [row[0].partition("#")[2] for row in added] == ["criticizes"]


def test_what_nodes_were_leads_to_what_they_are(reviewed: Graph) -> None:
    """An identifier that was cited before the merge still leads somewhere."""
    rows = reviewed.query("SELECT ?a ?b WHERE { ?a dcterms:isReplacedBy ?b }").texts()
    assert [tuple(iri.rpartition("/")[2] for iri in row) for row in rows] == [("sa", "authority")]
    split = reviewed.query(
        "SELECT ?l WHERE { ?a prov:wasDerivedFrom ?b ; skos:prefLabel ?l FILTER(STRENDS(STR(?b), '/union')) }"
    )
    assert split.texts() == [("Northern Union",)]


def test_every_form_of_the_rdf_says_the_same(reviewed: Graph) -> None:
    """TriG and N-Quads have the graph of the review, Turtle the union, each triple once."""
    trig = set(ox.parse(reviewed.serialize("trig"), format=ox.RdfFormat.TRIG))
    nquads = list(ox.parse(reviewed.serialize("nquads"), format=ox.RdfFormat.N_QUADS))
    assert trig == set(nquads)
    assert len(nquads) == len(trig)
    assert f"{reviewed.base}graph/review" in {quad.graph_name.value for quad in nquads}  # type: ignore[union-attr]
    triples = list(ox.parse(reviewed.serialize("turtle"), format=ox.RdfFormat.TURTLE))
    assert len(triples) == len(set(triples)) == len({quad.triple for quad in nquads})
    assert not [quad for quad in nquads if isinstance(quad.subject, ox.BlankNode)]
    jsonld = rdflib.Dataset()
    jsonld.parse(data=reviewed.serialize("jsonld"), format="json-ld")
    assert len({quad[:3] for quad in jsonld.quads()}) == len(triples)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("DELETE { ?d parley:action ?x } WHERE { ?d parley:action ?x }", "A decision must say what it does"),
        ("DELETE { ?d parley:inForce ?x } WHERE { ?d parley:inForce ?x }", "whether it is in force"),
        ("DELETE { ?d prov:endedAtTime ?x } WHERE { ?d prov:endedAtTime ?x }", "must say when it was made"),
        ("DELETE { ?d a prov:Person } WHERE { ?d a prov:Person }", "must say who made it"),
        (
            "INSERT { ?f a parley:Statement } WHERE { ?f a parley:FormerStatement }",
            "no statement any more",
        ),
        (
            "INSERT { ?s parley:reviewState parley:superseded } WHERE { ?s parley:reviewState parley:added }",
            "What people decided on a statement must be",
        ),
        ("DELETE { ?f rdf:subject ?x } WHERE { ?f rdf:subject ?x }", "whom or what it was about"),
        (
            "DELETE { ?f prov:wasInvalidatedBy ?x } WHERE { ?f prov:wasInvalidatedBy ?x }",
            "decision ended it",
        ),
    ],
)
def test_a_damaged_review_is_found_and_explained(reviewed: Graph, change: str, complaint: str) -> None:
    """The shapes name what is missing in plain words."""
    data = rdflib.Graph().parse(data=reviewed.serialize("turtle"), format="turtle")
    data.update(change)
    found = report(data)
    assert not found
    assert any(complaint in problem for problem in found.problems)


def test_a_graph_that_nobody_judged_has_no_review(ferry: Graph) -> None:
    """Its RDF is what it was."""
    assert b"review" not in ferry.serialize("trig")


def test_every_state_is_a_term_of_the_ontology() -> None:
    """And every action is in the definition of parley:action."""
    turtle = ontology_file().read_text(encoding="utf-8")
    for state in STATES.values():
        assert f"\nparley:{state}\n    a parley:ReviewState" in turtle
    line = next(line for line in turtle.splitlines() if "What the decision does:" in line)
    assert all(action.value in line for action in Action)


def test_close_proposals_of_two_documents_are_linked_in_both_directions(make_graph: MakeGraph) -> None:
    """By skos:closeMatch, and by a similarity with the score; they stay two nodes."""
    graph = make_graph(
        [
            Document("A backs border security.", name="x"),
            Document("B backs security of the border.", name="y"),
        ],
        "a Group A\nb Group B\np Proposal border security\nq Proposal security of the border",
        "x: a supports p | A backs border security\ny: b supports q | B backs security of the border",
    )
    rows = graph.query("SELECT ?a ?b WHERE { ?a skos:closeMatch ?b } ORDER BY ?a").texts()
    assert [[iri.rpartition("/")[2] for iri in row] for row in rows] == [["p", "q"], ["q", "p"]]
    scores = graph.query("SELECT ?score WHERE { ?x a parley:Similarity ; parley:score ?score }").texts()
    assert [float(row[0]) for row in scores] == [graph.links[0].score]
    assert graph.validate()
    assert b"/links> {" in graph.serialize("trig") or b"graph/links {" in graph.serialize("trig")
