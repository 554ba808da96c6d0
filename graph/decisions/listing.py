"""The log in words: what each decision is about, and where it stands."""

from __future__ import annotations

from typing import Any

from ..records import Record, statement_record
from .apply import Applied, ReviewState
from .decision import Action, Decision, decision_record
from .log import head


def about(decision: Decision) -> str:
    """What the decision is about, in one line.

    >>> about(Decision(Action.RENAME, "2031-05-04T10:00:00Z", "R. Lind", "",
    ...     {"node": {"id": "actor/sa", "label": "SA"}, "label": "Strand"}))
    'SA (actor/sa) is called Strand'
    """
    payload = decision.payload
    match decision.action:
        case Action.MERGE:
            kept, *others = [_node(each) for each in payload["nodes"]] or ["nothing"]
            return f"{', '.join(others)} into {kept}"
        case Action.SPLIT:
            label = f", as {payload['label']}" if payload.get("label") else ""
            return f"{_node(payload['node'])}{label}"
        case Action.RENAME:
            return f"{_node(payload['node'])} is called {payload['label']}"
        case Action.UNDO:
            return str(payload["decision"])
        case Action.EDIT:
            return f"{_statement(payload['statement'])}: {_changes(payload['changes'])}"
        case _:
            return _statement(payload["statement"])


def standing(applied: Applied, decision: Decision) -> str:
    """Whether the decision is in force; if not, why; and whether another person disagrees."""
    if decision.id in applied.undone:
        return f"undone by {applied.undone[decision.id]}"
    if decision.id in applied.reasons:
        return f"not carried out: {applied.reasons[decision.id]}"
    for conflict in applied.conflicts:
        if decision.id in {each.id for each in conflict.decisions}:
            last = conflict.in_force
            return "in force, against others" if last.id == decision.id else f"{last.who} decided otherwise"
    return "in force"


def listing(applied: Applied) -> Record:
    """The log with what became of each decision, for JSON."""
    return {
        "head": head(applied.decisions),
        "decisions": [
            {**decision_record(each), "about": about(each), "standing": standing(applied, each)}
            for each in applied.decisions
        ],
        "conflicts": [
            {
                "target": conflict.target,
                "decisions": [each.id for each in conflict.decisions],
                "in_force": conflict.in_force.id,
            }
            for conflict in applied.conflicts
        ],
        "unmatched": list(applied.unmatched),
        "united": dict(applied.united),
        "told_apart": dict(applied.told_apart),
    }


def state_record(state: ReviewState) -> Record:
    """What was decided on a statement, for JSON: the state, the decisions in order, what it was."""
    return {
        "state": state.state,
        "conflict": state.conflict,
        "original": None if state.original is None else statement_record(state.original),
        "decisions": [
            {"id": each.id, "when": each.when, "who": each.who, "why": each.why, "action": each.action.value}
            for each in state.decisions
        ],
    }


def _node(reference: Any) -> str:
    if not isinstance(reference, dict):
        return str(reference)
    return (
        f"{reference['label']} ({reference.get('id')})"
        if reference.get("label")
        else str(reference.get("id"))
    )


def _statement(reference: Any) -> str:
    """Ends, relation and quotation, of a reference or of a whole record."""
    ends = [_end(reference.get(name)) for name in ("subject", "object")]
    evidence = reference.get("evidence")
    quoted = reference.get("quotation") or (evidence.get("quotation") if isinstance(evidence, dict) else None)
    words = f": {quoted}" if quoted else ""
    return f"{ends[0]} {reference.get('relation', '?')} {ends[1]}{words}"


def _end(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("label") or value.get("id") or "?")
    return str(value or "?")


def _changes(changes: Any) -> str:
    return ", ".join(f"{name} = {_value(value)}" for name, value in sorted(changes.items()))


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value)) or "none"
    if isinstance(value, dict) and "start" in value:
        return f"[{value['start']}:{value.get('end')}]"
    return "none" if value is None else _end(value)
