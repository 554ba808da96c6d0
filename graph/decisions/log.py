"""The log of decisions: one line of JSON each, only ever added to.

A line is written and flushed to the disk under a lock before `append` returns. A line without an
end, which a killed process leaves, was never acknowledged; readers leave it out and the next
writer cuts it off. The order of the lines is the order of the decisions.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from .decision import Action, Decision, DecisionConflict, DecisionError, decision_line, line_decision

FILE: Final = "decisions.jsonl"
"""The name of the log in the folder of a graph."""


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions in the order they were made; none where there is no file.

    Raises DecisionError, which names the line, for a damaged line or two decisions of one
    identifier. A line that stands there twice is one decision.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read ({error.strerror or error})") from error
    return _parsed(content, path)


def head(decisions: Iterable[Decision]) -> str:
    """What names the state of the log: the identifier of its last decision, empty where there is none."""
    last = ""
    for decision in decisions:
        last = decision.id
    return last


def append(path: Path, decision: Decision, *, expected_head: str | None = None) -> tuple[Decision, ...]:
    """Add the decision to the log and return the whole log; a decision that is in it already stays once.

    `expected_head` is the `head` of the log that the person saw: decisions on the same target after
    it raise DecisionConflict, which carries them, and nothing is written. So does a head that the
    log does not hold. Decisions on other things do not stand in the way. Raises DecisionError where
    the file is damaged or cannot be written.
    """
    return extend(path, [decision], expected_head=expected_head)


def extend(
    path: Path, decisions: Iterable[Decision], *, expected_head: str | None = None
) -> tuple[Decision, ...]:
    """Add the decisions that the log does not hold yet, all or none, as `append` does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            content = file.read()
            known = _parsed(content, path)
            ids = {earlier.id for earlier in known}
            new = tuple({each.id: each for each in decisions if each.id not in ids}.values())
            if expected_head is not None:
                for decision in new:
                    _require_unchanged(known, decision, expected_head)
            if new:
                _write(file.fileno(), content, new)
            return (*known, *new)
    except OSError as error:
        raise DecisionError(f"{path}: cannot be written ({error.strerror or error})") from error


def targets(decision: Decision) -> frozenset[str]:
    """What the decision is about: identifiers of nodes, statements and decisions, as it names them."""
    payload = decision.payload
    if decision.action is Action.UNDO:
        return frozenset({f"decision {payload['decision']}"})
    if decision.action is Action.MERGE:
        return frozenset(f"node {_id(node)}" for node in payload["nodes"])
    if decision.action in {Action.SPLIT, Action.RENAME}:
        return frozenset({f"node {_id(payload['node'])}"})
    statement = payload["statement"]
    ids = {_id(statement), *(str(origin) for origin in _list(statement, "origins"))}
    return frozenset(f"statement {each}" for each in ids)


def _require_unchanged(known: tuple[Decision, ...], decision: Decision, expected: str) -> None:
    places = {earlier.id: number for number, earlier in enumerate(known, start=1)} | {"": 0}
    if expected not in places:
        raise DecisionConflict(
            f"the log has no decision {expected!r}: load the graph again and decide on what it shows now"
        )
    by_id = {earlier.id: earlier for earlier in known}
    mine = _reach(decision, by_id)
    between = tuple(later for later in known[places[expected] :] if _reach(later, by_id) & mine)
    if between:
        last = between[-1]
        raise DecisionConflict(
            f"{last.who} decided on the same at {last.when} ({last.action.value}): "
            "look at that decision first, then decide again",
            between,
        )


def _reach(decision: Decision, known: dict[str, Decision]) -> frozenset[str]:
    """The targets of the decision, and of the decision that it undoes."""
    found = targets(decision) | {f"decision {decision.id}"}
    if decision.action is Action.UNDO and (undone := known.get(decision.payload["decision"])):
        found |= targets(undone)
    return found


def _write(descriptor: int, content: bytes, decisions: Iterable[Decision]) -> None:
    line = b"".join(map(decision_line, decisions))
    whole = content.rfind(b"\n") + 1
    if content[whole:].strip():
        if _is_whole(content[whole:]):
            line = b"\n" + line
        else:
            os.ftruncate(descriptor, whole)
    while line:
        line = line[os.write(descriptor, line) :]
    os.fsync(descriptor)


def _parsed(content: bytes, path: Path) -> tuple[Decision, ...]:
    found: dict[str, Decision] = {}
    *lines, last = content.split(b"\n")
    if last.strip() and _is_whole(last):
        lines.append(last)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            decision = line_decision(line)
            if found.setdefault(decision.id, decision) != decision:
                raise DecisionError(f"{decision.id!r} is another decision in an earlier line")
        except DecisionError as error:
            raise DecisionError(
                f"{path}, line {number}: {error}; mend the line, or take it out and keep it elsewhere"
            ) from error
    return tuple(found.values())


def _is_whole(line: bytes) -> bool:
    try:
        line_decision(line)
    except DecisionError:
        return False
    return True


def _id(reference: Any) -> str:
    return str(reference.get("id", "")) if isinstance(reference, dict) else str(reference)


def _list(record: Any, name: str) -> list[Any]:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []
