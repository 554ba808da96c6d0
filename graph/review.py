"""People's decisions, and the links between documents, as RDF (docs/rdf.md describes both).

A statement that people rejected or changed is described as a former one, by RDF's own reification,
so that no query for statements finds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..model import Statement, digest
from . import literals
from .closeness import Link
from .decisions import Action, Decision, ReviewState
from .decisions.log import targets
from .namespaces import Names
from .turtle import Block, References

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .graph import Graph


def link_blocks(links: tuple[Link, ...], to: References) -> Iterator[Block]:
    """The similarities with their scores, and skos:closeMatch in both directions."""
    matches: defaultdict[str, list[str]] = defaultdict(list)
    of = cache(to.of)
    for link in links:
        one, other = of(link.one), of(link.other)
        matches[link.one].append(link.other)
        matches[link.other].append(link.one)
        yield (
            to.similarity(link.one, link.other),
            [
                "a parley:Similarity",
                f"parley:similar {one} , {other}",
                f"parley:score {literals.confidence(link.score)}",
            ],
        )
    for subject in sorted(matches):
        yield of(subject), [f"skos:closeMatch {' , '.join(map(of, sorted(set(matches[subject]))))}"]


def former(graph: Graph) -> dict[str, tuple[Statement, Decision]]:
    """The statements that are no longer in the graph, with the decision that ended each."""
    decided = graph.decided
    if not decided.review:
        return {}
    living = {statement.id for statement in graph.statements}
    found = {statement.id: (statement, decided.review[statement.id].last) for statement in decided.rejected}
    for state in decided.review.values():
        if state.original is not None and state.original.id not in living:
            edit = next(each for each in state.decisions if each.action is Action.EDIT)
            found.setdefault(state.original.id, (state.original, edit))
    return {statement_id: found[statement_id] for statement_id in sorted(found)}


def review_blocks(graph: Graph, to: References) -> Iterator[Block]:
    """Decisions with who, when and why; states of statements; former statements; what nodes were."""
    decided = graph.decided
    yield from _decisions(graph, to)
    living = {statement.id for statement in graph.statements}
    for statement_id in sorted(decided.review.keys() & living):
        yield _state(statement_id, decided.review[statement_id], to)
    for statement, decision in former(graph).values():
        yield _former(graph, statement, decision, to)
    known = {node.id for node in graph.nodes}
    for old, new in decided.merged.items():
        if old not in known:
            yield to.of(old), [f"dcterms:isReplacedBy {to.of(new)}"]
    for new, old in decided.parted.items():
        if new in known:
            yield to.of(new), [f"prov:wasDerivedFrom {to.of(old)}"]


def _decisions(graph: Graph, to: References) -> Iterator[Block]:
    decided = graph.decided
    known = {decision.id for decision in decided.decisions}
    for decision in decided.decisions:
        in_force = decision.id not in decided.undone and decision.id not in decided.reasons
        lines = [
            "a parley:Decision , prov:Activity",
            f"parley:action {literals.text(decision.action.value)}",
            f"parley:inForce {literals.truth(in_force)}",
            f"prov:endedAtTime {literals.instant(decision.when)}",
            f"prov:wasAssociatedWith {_person(decision.who, to)}",
        ]
        if decision.why:
            lines.append(f"rdfs:comment {literals.text(decision.why)}")
        if decision.action is Action.UNDO:
            if decision.payload["decision"] in known:
                lines.append(f"parley:undoes {to.of(f'decision/{decision.payload["decision"]}')}")
        elif used := [to.of(_path(target)) for target in sorted(targets(decision))]:
            lines.append(f"prov:used {' , '.join(used)}")
        yield _decision(decision, to), lines
    for who in sorted({decision.who for decision in decided.decisions}):
        yield _person(who, to), ["a prov:Person", f"rdfs:label {literals.text(who)}"]


def _path(target: str) -> str:
    """What follows the base in the IRI of what a decision is about."""
    kind, _, identifier = target.partition(" ")
    return identifier if kind == "node" else f"{kind}/{identifier}"


def _state(statement_id: str, state: ReviewState, to: References) -> Block:
    lines = ["a prov:Entity", f"parley:reviewState parley:{state.state}"]
    if state.conflict:
        lines.append(f"parley:contested {literals.truth(True)}")
    decisions = " , ".join(_decision(decision, to) for decision in state.decisions)
    lines.append(f"prov:wasInfluencedBy {decisions}")
    made = {each.who for each in state.decisions if each.action in {Action.EDIT, Action.ADD}}
    if made:
        lines.append(f"prov:wasAttributedTo {' , '.join(_person(who, to) for who in sorted(made))}")
    if state.original is not None and state.original.id != statement_id:
        lines.append(f"prov:wasRevisionOf {to.statement(state.original)}")
    return to.of(f"statement/{statement_id}"), lines


def _former(graph: Graph, statement: Statement, decision: Decision, to: References) -> Block:
    rejected = decision.action is Action.REJECT
    lines = [
        "a parley:FormerStatement , prov:Entity",
        f"parley:reviewState parley:{'rejected' if rejected else 'superseded'}",
    ]
    if rejected and graph.decided.review[statement.id].conflict:
        lines.append(f"parley:contested {literals.truth(True)}")
    lines += [
        f"rdf:subject {to.of(statement.subject)}",
        f"rdf:predicate {to.iri(statement.relation.iri)}",
        f"rdf:object {to.of(statement.object)}",
        f"prov:wasQuotedFrom {to.evidence(statement.evidence)}",
        f"prov:wasDerivedFrom {to.document(statement.evidence.document)}",
        f"prov:wasInvalidatedBy {_decision(decision, to)}",
    ]
    return to.statement(statement), lines


def _decision(decision: Decision, to: References) -> str:
    return to.of(f"decision/{decision.id}")


def _person(who: str, to: References) -> str:
    return to.of(f"person/{digest(who)}")


def person(who: str, names: Names) -> ox.NamedNode:
    """The IRI of a person who decides, made from the name."""
    return names.of(f"person/{digest(who)}")
