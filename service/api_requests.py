"""Requests to decide: JSON of strangers, checked, and turned into decisions on what the graph shows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..graph.decisions import Action, Applied, Decision, DecisionRefused, propose
from .api_statements import stated

LONGEST: Final[Mapping[str, int]] = {"who": 200, "why": 2_000, "label": 500}
"""The longest texts that people may write, in code points."""
MOST_ITEMS: Final = 1_000
"""The most nodes, documents or mentions of one request."""

# What each action needs and may have, beside who, why and head.
_FIELDS: Final[Mapping[Action, Mapping[str, type]]] = {
    Action.ACCEPT: {"statement": str},
    Action.REJECT: {"statement": str},
    Action.EDIT: {"statement": str, "changes": dict},
    Action.ADD: {"statement": dict},
    Action.MERGE: {"nodes": list},
    Action.SPLIT: {"node": str, "documents": list, "mentions": list, "label": str},
    Action.RENAME: {"node": str, "label": str},
    Action.UNDO: {"decision": str},
}
_OPTIONAL: Final = frozenset({"documents", "mentions"})
_KINDS: Final[Mapping[type, str]] = {str: "a text", list: "a list", dict: "an object"}
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class RequestError(ValueError):
    """A request that does not say what it must; the message is for who sent it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to decide: what, who, why, and the head of the log that the person saw."""

    action: Action
    who: str
    why: str
    head: str
    fields: Mapping[str, Any]


def read(body: bytes) -> Asked:
    """The request in a body; raises RequestError."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"the body is not JSON in UTF-8 ({error})") from error
    if not isinstance(record, dict):
        raise RequestError("the body is not a JSON object")
    try:
        action = Action(str(record.get("action")))
    except ValueError as error:
        known = ", ".join(action.value for action in Action)
        raise RequestError(f"'action' is missing or unknown: it is one of {known}") from error
    allowed = _FIELDS[action]
    if unknown := sorted(record.keys() - allowed.keys() - {"action", "who", "why", "head"}):
        raise RequestError(f"{action.value} has no {unknown[0]!r}: it has {', '.join(allowed)}")
    for name, kind in allowed.items():
        if name in record or name not in _OPTIONAL | ({"label"} if action is Action.SPLIT else set()):
            _of_kind(record, name, kind)
    head = record.get("head")
    if not isinstance(head, str):
        raise RequestError("'head' is missing: the head of the log that GET /api/graph gave")
    who, why = _text(record, "who"), _text(record, "why")
    if not who:
        raise RequestError("'who' is missing: a decision needs the name of who made it")
    fields = {name: record[name] for name in allowed if name in record}
    if "label" in fields:
        fields["label"] = _text(fields, "label")
    return Asked(action, who, why, head, fields)


def decision(asked: Asked, applied: Applied) -> Decision:
    """The decision that was asked for; raises DecisionRefused or RequestError where it cannot be made."""
    fields, by = asked.fields, {"who": asked.who, "why": asked.why}
    match asked.action:
        case Action.ACCEPT:
            return propose.accept(applied, _now(applied, fields["statement"]), **by)
        case Action.REJECT:
            return propose.reject(applied, _now(applied, fields["statement"]), **by)
        case Action.EDIT:
            changes = _changes(fields["changes"])
            return propose.edit(applied, _now(applied, fields["statement"]), changes, **by)
        case Action.ADD:
            statement, nodes = stated(fields["statement"], applied)
            return propose.add(applied, statement, nodes, **by)
        case Action.MERGE:
            return propose.merge(applied, _texts(fields["nodes"], "nodes"), **by)
        case Action.SPLIT:
            return _split(fields, applied, by)
        case Action.RENAME:
            return propose.rename(applied, fields["node"], fields["label"], **by)
        case Action.UNDO:
            known = {each.id for each in applied.decisions}
            if fields["decision"] not in known:
                raise DecisionRefused(f"there is no decision {fields['decision']!r}")
            return propose.undo(applied, fields["decision"], **by)


def _now(applied: Applied, statement_id: str) -> str:
    """The identifier that the statement has now, where others have changed its ends since it was shown."""
    shown = {statement.id for statement in (*applied.parts.statements, *applied.rejected)}
    return statement_id if statement_id in shown else applied.moved.get(statement_id, statement_id)


def _split(fields: Mapping[str, Any], applied: Applied, by: Mapping[str, str]) -> Decision:
    listed = fields.get("mentions", [])
    if len(listed) > MOST_ITEMS:
        raise RequestError(f"'mentions' has more than {MOST_ITEMS:,} entries")
    known = {
        mention.key: mention
        for node in applied.parts.nodes
        if node.id == fields["node"]
        for mention in node.mentions
    }
    mentions = []
    for place in listed:
        key = tuple(place) if isinstance(place, list) else ()
        if not all(isinstance(part, str | int) for part in key) or key not in known:
            raise DecisionRefused(f"{fields['node']!r} is not mentioned at {json.dumps(place)[:100]}")
        mentions.append(known[key])
    return propose.split(
        applied,
        fields["node"],
        documents=_texts(fields.get("documents", []), "documents"),
        mentions=mentions,
        label=fields.get("label") or None,
        **by,
    )


def _changes(changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The changes of an edit, as far as the graph would not refuse them itself."""
    date = changes.get("date")
    if date is not None and not (isinstance(date, str) and _DATE.fullmatch(date)):
        raise RequestError("'date' is no ISO 8601 date, such as 2031-05-04, 2031-05 or 2031")
    if "sources" in changes:
        if not isinstance(changes["sources"], list):
            raise RequestError("'sources' is not a list")
        _texts(changes["sources"], "sources")
    for name in ("evidence", "condition"):
        value = changes.get(name)
        if value is not None or (name in changes and name == "evidence"):
            _place(value, name)
    return changes


def _place(value: Any, name: str) -> None:
    if not isinstance(value, dict) or {"start", "end", "quotation"} != value.keys():
        raise RequestError(f"{name!r} is not an object of 'start', 'end' and 'quotation'")
    for offset in ("start", "end"):
        if type(value[offset]) is not int:
            raise RequestError(f"{offset!r} of {name!r} is not a whole number")


def _of_kind(record: Mapping[str, Any], name: str, kind: type) -> None:
    if not isinstance(record.get(name), kind):
        raise RequestError(f"{name!r} is missing or not {_KINDS[kind]}")


def _texts(values: list[Any], name: str) -> list[str]:
    if not all(isinstance(value, str) for value in values):
        raise RequestError(f"{name!r} does not hold texts only")
    if len(values) > MOST_ITEMS:
        raise RequestError(f"{name!r} has more than {MOST_ITEMS:,} entries")
    return values


def _text(record: Mapping[str, Any], name: str) -> str:
    """What a person wrote, on one line; empty where nothing was."""
    value = record.get(name, "")
    if not isinstance(value, str):
        raise RequestError(f"{name!r} is not a text")
    text = " ".join(value.split())
    if _UNFIT.search(text):
        raise RequestError(f"{name!r} has characters that are no text")
    if len(text) > LONGEST[name]:
        raise RequestError(f"{name!r} has more than {LONGEST[name]:,} characters")
    return text
