"""The graph as people left it: what was extracted, and then every decision in force.

`apply` is a function from values to values. It starts from what the extraction found each time, so
that undoing a decision is leaving it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ...model import Statement, check
from ..merge import Merged, surer
from .conflicts import Conflict, disagreeing, node_conflicts, statement_conflicts
from .decision import ON_NODES, ON_STATEMENTS, Action, Decision
from .identity import Identity, UnmatchedError
from .statements import Claim, Claims, added_nodes


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What people decided on a statement: the decisions in force, the last one last.

    `state` is `accepted`, `rejected`, `edited` or `added`. `original` is the statement without the
    edits, where there are any. `conflict` says whether people disagree.
    """

    state: str
    decisions: tuple[Decision, ...]
    original: Statement | None = None
    conflict: bool = False

    @property
    def last(self) -> Decision:
        """The decision in force."""
        return self.decisions[-1]


@dataclass(frozen=True, slots=True)
class Applied:
    """A graph after people's decisions, and what became of each of these."""

    parts: Merged
    extracted: Merged
    """What the extraction found, before any decision."""
    review: Mapping[str, ReviewState] = field(default_factory=dict)
    """What was decided on statements, by their identifier now; rejected ones are in it too."""
    rejected: tuple[Statement, ...] = ()
    """The statements that were rejected, which are not in the graph."""
    unmatched: tuple[str, ...] = ()
    """The decisions that could not be carried out, each with the reason."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The same by the identifier of the decision."""
    conflicts: tuple[Conflict, ...] = ()
    """Where people disagree; the last decision is in force."""
    decisions: tuple[Decision, ...] = ()
    """The whole log."""
    undone: Mapping[str, str] = field(default_factory=dict)
    """The decisions that were undone, to the decision that undid each."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The identifiers that statements had when they were found, to those they have now, if others."""
    found_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The statements that were found under other identifiers, to these; `origins` looks them up."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """The nodes that went into another, to that node."""
    parted: Mapping[str, str] = field(default_factory=dict)
    """The nodes that a split made, to the node they came from."""
    united: Mapping[str, str] = field(default_factory=dict)
    """Without anybody's decision: nodes that are another document's by their names, to these."""
    told_apart: Mapping[str, str] = field(default_factory=dict)
    """Without anybody's decision: nodes of one document only, to what they were found as."""

    def origins(self, statement_id: str) -> tuple[str, ...]:
        """The identifiers that the statement had when it was found: several where some became one."""
        return self.found_as.get(statement_id, (statement_id,))

    def as_found(self, statement: Statement) -> Statement:
        """The statement as the extraction found it, before nodes were united and people decided."""
        origins = set(self.origins(statement.id))
        return next((found for found in self.extracted.statements if found.id in origins), statement)


STATES = {
    Action.ACCEPT: "accepted",
    Action.REJECT: "rejected",
    Action.EDIT: "edited",
    Action.ADD: "added",
}


def in_force(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], dict[str, str]]:
    """The decisions that nobody undid, and the undone ones with what undid them.

    Undoing an undoing brings back what it had undone.
    """
    log = tuple(decisions)
    undone: dict[str, str] = {}
    for decision in reversed(log):
        if decision.action is Action.UNDO and decision.id not in undone:
            undone.setdefault(str(decision.payload["decision"]), decision.id)
    return tuple(decision for decision in log if decision.id not in undone), undone


def apply(parts: Merged, decisions: Iterable[Decision]) -> Applied:
    """The graph that `parts` become by the decisions, in the order of the log.

    Decisions on nodes come first, then those on statements. One that cannot be carried out changes
    nothing and is listed in `unmatched`, and in the notes of the graph.
    """
    log = tuple(decisions)
    force, undone = in_force(log)
    documents = {document.id: document for document in parts.documents}
    reasons = _lost_undoings(log, undone)
    identity = Identity(parts.nodes)
    if len(documents) > 1:
        identity.settle(parts.statements)
    if not log and not identity.moves():
        return Applied(parts, parts)
    for decision in force:
        with _noted(decision, reasons):
            if decision.action in ON_NODES:
                identity.apply(decision)
            elif decision.action is Action.ADD:
                for node in added_nodes(decision, documents):
                    identity.add(node)
    reasons |= {decision.id: remark for decision, remark in identity.remarks}
    claims = Claims(parts.statements, {node.id: node for node in parts.nodes}, documents, identity)
    for decision in force:
        if decision.action in ON_STATEMENTS and decision.id not in reasons:
            with _noted(decision, reasons):
                claims.apply(decision)
    return _result(parts, log, reasons, undone, identity, claims)


@contextmanager
def _noted(decision: Decision, reasons: dict[str, str]) -> Iterator[None]:
    """Note the reason where the decision cannot be carried out, and go on."""
    try:
        yield
    except UnmatchedError as error:
        reasons[decision.id] = str(error)


def _lost_undoings(log: Iterable[Decision], undone: Mapping[str, str]) -> dict[str, str]:
    known = {decision.id for decision in log}
    return {
        undoing: f"there is no decision {target!r}"
        for target, undoing in undone.items()
        if target not in known
    }


def _result(
    parts: Merged,
    log: tuple[Decision, ...],
    reasons: dict[str, str],
    undone: dict[str, str],
    identity: Identity,
    claims: Claims,
) -> Applied:
    kept: dict[str, Statement] = {}
    of_kept: dict[str, list[Claim]] = {}
    rejected: dict[str, Statement] = {}
    of_rejected: dict[str, list[Claim]] = {}
    moved, notes = {}, []
    for claim in claims.all:
        statement = claims.pointed(claim)
        if statement.id != claim.found.id:
            moved[claim.found.id] = statement.id
        if claim.rejected:
            rejected[statement.id] = statement
            of_rejected.setdefault(statement.id, []).append(claim)
        elif statement.subject == statement.object and claim.now.subject != claim.now.object:
            notes.append(
                f"{statement.evidence.document.name}: {statement.evidence.quotation!r} was left out, since "
                f"its {statement.relation.value} would go from {statement.subject} to itself"
            )
        else:
            known = kept.get(statement.id)
            kept[statement.id] = statement if known is None else surer(known, statement)
            of_kept.setdefault(statement.id, []).append(claim)
    rejected = {key: statement for key, statement in rejected.items() if key not in kept}
    order = {decision.id: number for number, decision in enumerate(log)}
    review = {
        key: state
        for key, group in (of_rejected | of_kept).items()
        if (state := _state(group, claims, order)) is not None
    }
    unmatched = tuple(
        f"{decision.id} ({decision.action.value} by {decision.who}, {decision.when}): {reasons[decision.id]}"
        for decision in log
        if decision.id in reasons
    )
    nodes = tuple(identity.nodes[node_id] for node_id in sorted(identity.nodes))
    statements = tuple(sorted(kept.values(), key=lambda statement: statement.key))
    check(nodes, statements)
    return Applied(
        parts=replace(
            parts,
            nodes=nodes,
            statements=statements,
            skipped=tuple(sorted([*parts.skipped, *notes, *(f"decision {line}" for line in unmatched)])),
        ),
        extracted=parts,
        review=review,
        rejected=tuple(sorted(rejected.values(), key=lambda statement: statement.key)),
        unmatched=unmatched,
        reasons=reasons,
        conflicts=(
            *node_conflicts(identity.touched),
            *statement_conflicts({key: state.decisions for key, state in review.items()}),
        ),
        decisions=log,
        undone=undone,
        moved=moved,
        found_as={
            key: tuple(sorted({claim.found.id for claim in group}))
            for key, group in (of_rejected | of_kept).items()
            if any(claim.found.id != key for claim in group)
        },
        merged=dict(sorted(identity.merged.items())),
        parted=dict(sorted(identity.parted.items())),
        united=dict(sorted(identity.united.items())),
        told_apart=dict(sorted(identity.told_apart.items())),
    )


def _state(group: list[Claim], claims: Claims, order: Mapping[str, int]) -> ReviewState | None:
    """What was decided on the claims that are one statement now; None where nothing was."""
    if not any(claim.decisions for claim in group):
        return None
    decisions = {decision.id: decision for claim in group for decision in claim.decisions}
    sorted_ = tuple(sorted(decisions.values(), key=lambda decision: order[decision.id]))
    edited = [claim for claim in group if claim.now != claim.found]
    return ReviewState(
        STATES[sorted_[-1].action],
        sorted_,
        claims.found(edited[0]) if edited else None,
        bool(disagreeing(sorted_)),
    )
