"""Where people disagree: their last decisions on one thing do not say the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .decision import Action, Decision


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions of several people on one node or statement; the last one is in force."""

    target: str
    decisions: tuple[Decision, ...]

    @property
    def in_force(self) -> Decision:
        """The decision that holds."""
        return self.decisions[-1]


def disagreeing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision of each person, in order, if they do not all say the same; else nothing.

    Who accepts what another edited or added agrees with it, if that is what they saw.
    """
    latest: dict[str, Decision] = {}
    for decision in decisions:
        latest.pop(decision.who, None)
        latest[decision.who] = decision
    last = tuple(latest.values())
    return last if any(not _agree(one, last[-1]) for one in last[:-1]) else ()


def node_conflicts(touched: Mapping[str, Iterable[Decision]]) -> tuple[Conflict, ...]:
    """Names that people give a node, and splits of what another united."""
    found = []
    for node_id in sorted(touched):
        decisions = list(touched[node_id])
        renames = [decision for decision in decisions if decision.action is Action.RENAME]
        parting = [decision for decision in decisions if decision.action is not Action.RENAME]
        for group in (renames, parting):
            if together := disagreeing(group):
                found.append(Conflict(f"node {node_id}", together))
    return tuple(found)


def statement_conflicts(decided: Mapping[str, Iterable[Decision]]) -> tuple[Conflict, ...]:
    """Statements that people decided on differently."""
    return tuple(
        Conflict(f"statement {statement_id}", together)
        for statement_id in sorted(decided)
        if (together := disagreeing(decided[statement_id]))
    )


def _agree(earlier: Decision, later: Decision) -> bool:
    if earlier.action is not later.action:
        # Two merges in one node do not contradict each other; a merge and a split do.
        return (
            later.action is Action.ACCEPT
            and earlier.action in {Action.EDIT, Action.ADD}
            and _saw(earlier, later)
        )
    if earlier.action is Action.RENAME:
        return bool(earlier.payload["label"] == later.payload["label"])
    if earlier.action is Action.EDIT:
        return _changes(earlier) == _changes(later)
    return True


def _saw(earlier: Decision, later: Decision) -> bool:
    """Whether the later decision is on the statement that the earlier one made, not on the one it changed."""
    seen = later.payload["statement"].get("id")
    return earlier.action is Action.ADD or seen != earlier.payload["statement"].get("id")


def _changes(decision: Decision) -> str:
    return json.dumps(decision.payload["changes"], sort_keys=True)
