"""People's decisions, and the links between documents, as RDF (docs/rdf.md describes both).

A statement that people rejected or changed is described as a former one, by RDF's own reification,
so that no query for statements finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from ..model import Statement, digest
from . import literals
from .closeness import Link
from .decisions import Action, Decision, ReviewState
from .decisions.log import targets
from .namespaces import Names, term

if TYPE_CHECKING:
    from .graph import Graph

type Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

_term = cache(term)
_TYPE: Final = term("rdf:type")


def link_triples(links: tuple[Link, ...], names: Names) -> Iterator[Triple]:
    """The similarities with their scores, and skos:closeMatch in both directions."""
    for link in links:
        this = names.of(f"similarity/{digest(link.one, link.other)}")
        one, other = names.of(link.one), names.of(link.other)
        yield this, _TYPE, _term("parley:Similarity")
        yield this, _term("parley:similar"), one
        yield this, _term("parley:similar"), other
        yield this, _term("parley:score"), literals.confidence(link.score)
    matches = {pair for link in links for pair in ((link.one, link.other), (link.other, link.one))}
    for subject, object_ in sorted(matches):
        yield names.of(subject), _term("skos:closeMatch"), names.of(object_)


def former(graph: Graph) -> dict[str, tuple[Statement, Decision]]:
    """The statements that are no longer in the graph, with the decision that ended each."""
    decided = graph.decided
    living = {statement.id for statement in graph.statements}
    found = {statement.id: (statement, decided.review[statement.id].last) for statement in decided.rejected}
    for state in decided.review.values():
        if state.original is not None and state.original.id not in living:
            edit = next(each for each in state.decisions if each.action is Action.EDIT)
            found.setdefault(state.original.id, (state.original, edit))
    return {statement_id: found[statement_id] for statement_id in sorted(found)}


def review_triples(graph: Graph, names: Names) -> Iterator[Triple]:
    """Decisions with who, when and why; states of statements; former statements; what nodes were."""
    decided = graph.decided
    yield from _decisions(graph, names)
    living = {statement.id for statement in graph.statements}
    for statement_id in sorted(decided.review.keys() & living):
        yield from _state(statement_id, decided.review[statement_id], names)
    for statement, decision in former(graph).values():
        yield from _former(graph, statement, decision, names)
    known = {node.id for node in graph.nodes}
    for old, new in decided.merged.items():
        if old not in known:
            yield names.of(old), _term("dcterms:isReplacedBy"), names.of(new)
    for new, old in decided.parted.items():
        if new in known:
            yield names.of(new), _term("prov:wasDerivedFrom"), names.of(old)


def _decisions(graph: Graph, names: Names) -> Iterator[Triple]:
    decided = graph.decided
    known = {decision.id for decision in decided.decisions}
    for decision in decided.decisions:
        this = _decision(decision, names)
        yield this, _TYPE, _term("parley:Decision")
        yield this, _TYPE, _term("prov:Activity")
        yield this, _term("parley:action"), literals.text(decision.action.value)
        in_force = decision.id not in decided.undone and decision.id not in decided.reasons
        yield this, _term("parley:inForce"), literals.truth(in_force)
        yield this, _term("prov:endedAtTime"), literals.instant(decision.when)
        yield this, _term("prov:wasAssociatedWith"), person(decision.who, names)
        if decision.why:
            yield this, _term("rdfs:comment"), literals.text(decision.why)
        if decision.action is Action.UNDO:
            if decision.payload["decision"] in known:
                yield this, _term("parley:undoes"), names.of(f"decision/{decision.payload['decision']}")
        else:
            for target in sorted(targets(decision)):
                kind, _, identifier = target.partition(" ")
                path = identifier if kind == "node" else f"{kind}/{identifier}"
                yield this, _term("prov:used"), names.of(path)
    for who in sorted({decision.who for decision in decided.decisions}):
        yield person(who, names), _TYPE, _term("prov:Person")
        yield person(who, names), _term("rdfs:label"), literals.text(who)


def _state(statement_id: str, state: ReviewState, names: Names) -> Iterator[Triple]:
    this = names.of(f"statement/{statement_id}")
    yield this, _TYPE, _term("prov:Entity")
    yield this, _term("parley:reviewState"), _term(f"parley:{state.state}")
    if state.conflict:
        yield this, _term("parley:contested"), literals.truth(True)
    for decision in state.decisions:
        yield this, _term("prov:wasInfluencedBy"), _decision(decision, names)
    made = {each.who for each in state.decisions if each.action in {Action.EDIT, Action.ADD}}
    for who in sorted(made):
        yield this, _term("prov:wasAttributedTo"), person(who, names)
    if state.original is not None and state.original.id != statement_id:
        yield this, _term("prov:wasRevisionOf"), names.statement(state.original)


def _former(graph: Graph, statement: Statement, decision: Decision, names: Names) -> Iterator[Triple]:
    this = names.statement(statement)
    rejected = decision.action is Action.REJECT
    yield this, _TYPE, _term("parley:FormerStatement")
    yield this, _TYPE, _term("prov:Entity")
    yield this, _term("parley:reviewState"), _term("parley:rejected" if rejected else "parley:superseded")
    if rejected and graph.decided.review[statement.id].conflict:
        yield this, _term("parley:contested"), literals.truth(True)
    yield this, _term("rdf:subject"), names.of(statement.subject)
    yield this, _term("rdf:predicate"), ox.NamedNode(statement.relation.iri)
    yield this, _term("rdf:object"), names.of(statement.object)
    yield this, _term("prov:wasQuotedFrom"), names.evidence(statement.evidence)
    yield this, _term("prov:wasDerivedFrom"), names.document(statement.evidence.document)
    yield this, _term("prov:wasInvalidatedBy"), _decision(decision, names)


def _decision(decision: Decision, names: Names) -> ox.NamedNode:
    return names.of(f"decision/{decision.id}")


def person(who: str, names: Names) -> ox.NamedNode:
    """The IRI of a person who decides, made from the name."""
    return names.of(f"person/{digest(who)}")
