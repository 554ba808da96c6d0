"""A statement that a person adds: a place in a document, and the ends, as a request names them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ..graph.decisions import Applied, DecisionRefused
from ..graph.decisions.propose import new_node
from ..model import Document, Evidence, Node, ParleyError, Statement
from ..ontology import Certainty, NodeClass, Polarity, Relation

_LABEL: Final = 500
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NEEDED: Final = frozenset({"document", "start", "end", "quotation", "subject", "relation", "object"})
_KNOWN: Final = _NEEDED | {"polarity", "certainty", "sources", "condition", "date"}


def stated(record: Mapping[str, Any], applied: Applied) -> tuple[Statement, list[Node]]:
    """The statement of a request, with those of its ends that the graph does not have yet.

    An end is the identifier of a node, or `{"class", "label"}` for a new one, with `start` and `end`
    of a mention where the label does not stand in the quotation. Raises DecisionRefused, which says
    what is wrong: a quotation that is not at its offsets, for instance.
    """
    if missing := sorted(_NEEDED - record.keys()):
        raise DecisionRefused(f"the statement has no {missing[0]!r}")
    if unknown := sorted(record.keys() - _KNOWN):
        raise DecisionRefused(f"a statement has no {unknown[0]!r}")
    try:
        return _stated(record, applied)
    except DecisionRefused:
        raise
    except (ParleyError, ValueError, TypeError) as error:
        raise DecisionRefused(f"the statement cannot be added: {error}") from error


def _stated(record: Mapping[str, Any], applied: Applied) -> tuple[Statement, list[Node]]:
    documents = {document.id: document for document in applied.parts.documents}
    document = documents.get(str(record["document"]))
    if document is None:
        raise DecisionRefused(f"there is no document {record['document']!r}")
    evidence = _evidence(document, record, applied)
    known = {node.id for node in applied.parts.nodes}
    made: list[Node] = []

    def end(value: Any) -> str:
        if isinstance(value, str):
            if value not in known:
                raise DecisionRefused(f"there is no node {value!r} in the graph")
            return value
        made.append(_new_end(value, evidence))
        return made[-1].id

    condition, date, sources = record.get("condition"), record.get("date"), record.get("sources", [])
    if date is not None and not (isinstance(date, str) and _DATE.fullmatch(date)):
        raise DecisionRefused("'date' is no ISO 8601 date, such as 2031-05-04, 2031-05 or 2031")
    if not isinstance(sources, list):
        raise DecisionRefused("'sources' is not a list")
    statement = Statement(
        end(record["subject"]),
        Relation(record["relation"]),
        end(record["object"]),
        evidence,
        Polarity(record.get("polarity", Polarity.POSITIVE)),
        Certainty(record.get("certainty", Certainty.ASSERTED)),
        tuple(dict.fromkeys(end(source) for source in sources)),
        None if condition is None else _evidence(document, condition, applied),
        date,
    )
    return statement, made


def _new_end(value: Any, evidence: Evidence) -> Node:
    if not isinstance(value, dict) or not isinstance(value.get("label"), str):
        raise DecisionRefused("an end is the identifier of a node, or an object of 'class' and 'label'")
    label = " ".join(value["label"].split())
    if not label or len(label) > _LABEL:
        raise DecisionRefused(f"the label of a node has from 1 to {_LABEL} characters")
    document = evidence.document
    if "start" in value or "end" in value:
        mention = document.quote(_offset(value, "start"), _offset(value, "end"))
    elif (at := document.text.find(label, evidence.start, evidence.end)) >= 0:
        mention = document.quote(at, at + len(label))
    else:
        mention = document.quote(evidence.start, evidence.end)
    return new_node(NodeClass(str(value.get("class"))), label, mention)


def _evidence(document: Document, place: Any, applied: Applied) -> Evidence:
    """The place in the document, if the words there are those of the request."""
    if not isinstance(place, dict) or not isinstance(place.get("quotation"), str):
        raise DecisionRefused("a place has 'start', 'end' and 'quotation'")
    start, end = _offset(place, "start"), _offset(place, "end")
    quoted = Evidence(document, start, end, place["quotation"], (start, end))
    return document.quote(start, end, _sentence(quoted, applied))


def _sentence(quoted: Evidence, applied: Applied) -> tuple[int, int]:
    """The sentence around a place: one that the extraction found, else the paragraph."""
    text, start, end = quoted.document.text, quoted.start, quoted.end
    of_nodes = (mention for node in applied.parts.nodes for mention in node.mentions)
    of_statements = (statement.evidence for statement in applied.parts.statements)
    found = {
        known.sentence
        for known in (*of_statements, *of_nodes)
        if known.document.id == quoted.document.id
        and known.sentence[0] <= start
        and end <= known.sentence[1]
        and known.sentence != (known.start, known.end)
    }
    if found:
        return min(found, key=lambda sentence: (sentence[1] - sentence[0], sentence))
    foot = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if foot < 0 else foot


def _offset(place: Mapping[str, Any], name: str) -> int:
    value = place.get(name)
    if type(value) is not int:
        raise DecisionRefused(f"{name!r} is not a whole number of code points")
    return value
