"""Decisions on what a graph shows now, checked before they are written.

Each function returns the decision, ready for `append`, or raises DecisionRefused with the reason
and with nothing changed. `when` is the present time where it is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...model import Document, Evidence, Node, Statement, digest
from ...ontology import NodeClass, Relation
from ..records import Record, node_record, statement_record
from .apply import Applied, apply
from .decision import Action, Decision, DecisionRefused, now
from .references import node_reference, statement_reference
from .statements import MANUAL


def merge(
    applied: Applied, nodes: Sequence[str], *, who: str, why: str = "", when: str | None = None
) -> Decision:
    """The nodes are one: the first keeps its identifier, label and class."""
    payload = {"nodes": [node_reference(_node(applied, node_id)) for node_id in dict.fromkeys(nodes)]}
    if len(payload["nodes"]) < 2:
        raise DecisionRefused("a merge needs two different nodes or more")
    return _checked(applied, Decision(Action.MERGE, when or now(), who, why, payload))


def split(
    applied: Applied,
    node_id: str,
    *,
    documents: Iterable[str] = (),
    mentions: Iterable[Evidence] = (),
    label: str | None = None,
    who: str,
    why: str = "",
    when: str | None = None,
) -> Decision:
    """The mentions in these documents, and these mentions, are of another node, with that label."""
    payload: Record = {"node": node_reference(_node(applied, node_id))}
    if kept := sorted(set(documents)):
        payload["documents"] = kept
    if places := sorted({mention.key for mention in mentions}):
        payload["mentions"] = [list(place) for place in places]
    if label:
        payload["label"] = label
    return _checked(applied, Decision(Action.SPLIT, when or now(), who, why, payload))


def rename(
    applied: Applied, node_id: str, label: str, *, who: str, why: str = "", when: str | None = None
) -> Decision:
    """The node has that label; the former one becomes an alias."""
    node = _node(applied, node_id)
    if node.label == label:
        raise DecisionRefused(f"{node_id!r} has the label {label!r} already")
    payload = {"node": node_reference(node), "label": label}
    return _checked(applied, Decision(Action.RENAME, when or now(), who, why, payload))


def accept(
    applied: Applied, statement_id: str, *, who: str, why: str = "", when: str | None = None
) -> Decision:
    """The statement is right as it is."""
    return Decision(Action.ACCEPT, when or now(), who, why, _about(applied, statement_id))


def reject(
    applied: Applied, statement_id: str, *, who: str, why: str = "", when: str | None = None
) -> Decision:
    """The statement is wrong; it leaves the graph and stays in the log."""
    return Decision(Action.REJECT, when or now(), who, why, _about(applied, statement_id))


def edit(
    applied: Applied,
    statement_id: str,
    changes: Mapping[str, Any],
    *,
    who: str,
    why: str = "",
    when: str | None = None,
) -> Decision:
    """The statement is right with these changes.

    `subject`, `object` are identifiers of nodes, `sources` a list of them; `relation`, `polarity`
    and `certainty` terms of the ontology; `date` an ISO 8601 date or None; `evidence` and
    `condition` places `{"start", "end"}` in code points of the document, `condition` or None.
    """
    values = dict(changes)
    for end in {"subject", "object"} & values.keys():
        values[end] = node_reference(_node(applied, str(values[end])))
    if isinstance(values.get("sources"), list | tuple):
        values["sources"] = [node_reference(_node(applied, str(source))) for source in values["sources"]]
    payload = {**_about(applied, statement_id), "changes": values}
    decision = _checked(applied, Decision(Action.EDIT, when or now(), who, why, payload))
    if not values:
        raise DecisionRefused("an edit needs something that changes")
    return decision


def add(
    applied: Applied,
    statement: Statement,
    nodes: Iterable[Node] = (),
    *,
    who: str,
    why: str = "",
    when: str | None = None,
) -> Decision:
    """The document says this too; `nodes` are those of its ends that the graph does not have yet."""
    if any(known.id == statement.id for known in applied.parts.statements):
        raise DecisionRefused(f"the graph has the statement {statement.id!r} already: accept it instead")
    made = replace(statement, stage=MANUAL)
    payload: Record = {"statement": statement_record(made)}
    if records := [node_record(node) for node in nodes]:
        payload["nodes"] = records
    return _checked(applied, Decision(Action.ADD, when or now(), who, why, payload))


def undo(applied: Applied, decision_id: str, *, who: str, why: str = "", when: str | None = None) -> Decision:
    """The decision no longer holds; undoing an undoing brings back what it had undone.

    The identifier may be cut short where that is enough to tell it from the others.
    """
    found = [decision for decision in applied.decisions if decision.id.startswith(decision_id)]
    exact = [decision for decision in found if decision.id == decision_id] or found
    if len(exact) != 1 or not decision_id:
        known = ", ".join(decision.id for decision in found)
        raise DecisionRefused(
            f"{decision_id!r} is the beginning of {known}: give more of it" if known
            else f"there is no decision {decision_id!r}; `parleygraph decisions` lists them"
        )  # fmt: skip
    (target,) = exact
    if target.id in applied.undone:
        raise DecisionRefused(
            f"{target.id!r} is undone already, by {applied.undone[target.id]!r}: undo that to bring it back"
        )
    return Decision(Action.UNDO, when or now(), who, why, {"decision": target.id})


def new_node(node_class: NodeClass, label: str, mention: Evidence) -> Node:
    """A node for `add` that the extraction did not find, named by its label as nodes are."""
    document: Document = mention.document
    words = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in label.lower()).split())[:48]
    kind = node_class.kind.lower()
    own = "" if node_class.is_actor and words else f"-{digest(document.id, kind, label)[:6]}"
    return Node(f"{kind}/{words}{own}" if words else f"{kind}/{own[1:]}", node_class, label, (mention,))


def statement_of(applied: Applied, statement_id: str) -> Statement:
    """The statement of that identifier, in the graph or rejected; raises DecisionRefused."""
    for statement in (*applied.parts.statements, *applied.rejected):
        if statement.id == statement_id:
            return statement
    raise DecisionRefused(f"there is no statement {statement_id!r} in the graph")


def _node(applied: Applied, node_id: str) -> Node:
    for node in applied.parts.nodes:
        if node.id == node_id:
            return node
    raise DecisionRefused(f"there is no node {node_id!r} in the graph")


def _about(applied: Applied, statement_id: str) -> Record:
    """The reference to a statement, as the payload of a decision on it."""
    statement = statement_of(applied, statement_id)
    nodes = {node.id: node for node in applied.parts.nodes}
    return {"statement": statement_reference(statement, nodes, applied.origins(statement_id))}


def _checked(applied: Applied, decision: Decision) -> Decision:
    """The decision, if it can be carried out after all that are in the log."""
    concerned: set[str] = set()
    if decision.action is Action.EDIT:
        about = decision.payload["statement"]
        concerned = {about["id"], *about.get("origins", ())}
    extracted = applied.extracted
    # Only what the decision is about: a large graph need not be assembled for every decision.
    statements = tuple(
        statement
        for statement in extracted.statements
        # Affiliations tell namesakes apart.
        if statement.id in concerned or statement.relation is Relation.AFFILIATED_WITH
    )
    tried = apply(replace(extracted, statements=statements), [*applied.decisions, decision])
    if decision.id in tried.reasons:
        raise DecisionRefused(tried.reasons[decision.id])
    return decision
