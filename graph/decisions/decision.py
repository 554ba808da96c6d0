"""A person's decision: who, when, why, what about; and its line in the log.

Errors:

    model.ParleyError
    └── DecisionError            a decision, or a line of the log, that does not say what it must
        ├── DecisionRefused      a decision that cannot be carried out; the message has the reason
        └── DecisionConflict     somebody else decided on the same thing in the meantime
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from ...model import ParleyError, digest
from ..records import Record, RecordError, from_line, to_line


class DecisionError(ParleyError, ValueError):
    """A decision that does not say what it must; the message names the file and the line, if any."""


class DecisionRefused(DecisionError):  # noqa: N818 - what happened, not what went wrong
    """A decision that cannot be carried out on this graph."""


class DecisionConflict(DecisionError):  # noqa: N818 - what happened, not what went wrong
    """Decisions on the same thing came in between; `decisions` are these, in the order of the log."""

    def __init__(self, message: str, decisions: tuple[Decision, ...] = ()) -> None:
        self.decisions = decisions
        super().__init__(message)


class Action(StrEnum):
    """What a decision does."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"
    UNDO = "undo"


ON_NODES: Final = frozenset({Action.MERGE, Action.SPLIT, Action.RENAME})
ON_STATEMENTS: Final = frozenset({Action.ACCEPT, Action.REJECT, Action.EDIT, Action.ADD})

_NEEDED: Final[Mapping[Action, Mapping[str, type]]] = {
    Action.MERGE: {"nodes": list},
    Action.SPLIT: {"node": dict},
    Action.RENAME: {"node": dict, "label": str},
    Action.ACCEPT: {"statement": dict},
    Action.REJECT: {"statement": dict},
    Action.EDIT: {"statement": dict, "changes": dict},
    Action.ADD: {"statement": dict},
    Action.UNDO: {"decision": str},
}


def now() -> str:
    """The time in UTC, to the millisecond: the one clock that decisions need.

    >>> now().endswith("Z")
    True
    """
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided. `when` is an ISO 8601 time in UTC; `payload` holds JSON values only.

    What the payload holds depends on the action; docs/decisions.md lists it. The identifier is the
    digest of the rest where none is given, so that a request that is sent twice is one decision.
    Raises DecisionError for a payload without what the action needs, an empty `who`, or a `when`
    that is not a time in UTC.

    >>> Decision(Action.UNDO, "2031-05-04T10:00:00Z", "R. Lind", "too hasty", {"decision": "1a2b"}).id
    'e5b6b1d87e9f2a4b'
    """

    action: Action
    when: str
    who: str
    why: str
    payload: Mapping[str, Any] = field(hash=False)
    id: str = ""

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise DecisionError("a decision needs somebody who made it: give a name")
        _check_time(self.when)
        for name, kind in _NEEDED[self.action].items():
            if not isinstance(self.payload.get(name), kind):
                raise DecisionError(
                    f"{self.action.value}: {name!r} is missing or not of type {kind.__name__}"
                )
        if not self.id:
            content = json.dumps(dict(self.payload), sort_keys=True, ensure_ascii=True)
            object.__setattr__(self, "id", digest(self.action.value, self.when, self.who, self.why, content))


def decision_record(decision: Decision) -> Record:
    """The decision as the log has it, who and when first."""
    return {
        "id": decision.id,
        "when": decision.when,
        "who": decision.who,
        "action": decision.action.value,
        "why": decision.why,
        "payload": dict(decision.payload),
    }


def read_decision(record: Mapping[str, Any]) -> Decision:
    """The decision of a record; raises DecisionError for what is missing or unknown."""
    texts = {name: record.get(name, "") for name in ("id", "when", "who", "why")}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise DecisionError(f"{name!r} is not a text")
    payload = record.get("payload")
    if not isinstance(payload, dict):
        raise DecisionError("'payload' is missing or not an object")
    try:
        action = Action(record.get("action", ""))
    except ValueError as error:
        known = ", ".join(action.value for action in Action)
        raise DecisionError(f"{record.get('action')!r} is no action; there are {known}") from error
    return Decision(action, texts["when"], texts["who"], texts["why"], payload, texts["id"])


def decision_line(decision: Decision) -> bytes:
    """The decision as one line of JSON."""
    return to_line(decision_record(decision))


def line_decision(line: bytes) -> Decision:
    """The decision in a line; raises DecisionError."""
    try:
        return read_decision(from_line(line))
    except RecordError as error:
        raise DecisionError(str(error)) from error


def _check_time(when: str) -> None:
    try:
        offset = datetime.fromisoformat(when).utcoffset()
    except ValueError:
        offset = None
    if offset is None or offset:
        raise DecisionError(f"{when!r} is not a time in UTC, such as 2031-05-04T10:00:00Z")
