"""Statements, their review and mentions as W3C Web Annotations (Recommendation of February 2017), in JSON-LD.

Each annotation points to its words by quotation and by position, in Unicode code points as the
recommendation asks. Bodies say what the words state, what people decided on it, and why.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ..model import Evidence, Statement
from .decisions import Decision, ReviewState
from .namespaces import Names
from .rdf import CONTEXT
from .review import person

if TYPE_CHECKING:
    from .graph import Graph

type Object = dict[str, Any]

CONTEXT_IRI: Final = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(graph: Graph) -> bytes:
    """All annotations as one page of a collection: statements, those that were rejected, mentions."""
    names = Names(graph.base)
    labels = {node.id: node.label for node in graph.nodes}
    review = graph.decided.review
    items = [
        _statement(statement, review.get(statement.id), labels, names)
        for statement in sorted(
            (*graph.statements, *graph.decided.rejected), key=lambda statement: statement.key
        )
    ]
    for node in graph.nodes:
        for mention in node.mentions:
            items.append(
                {
                    "id": f"{names.evidence(mention).value}/mention/{node.id}",
                    "type": "Annotation",
                    "motivation": "identifying",
                    "body": {
                        "type": "SpecificResource",
                        "purpose": "identifying",
                        "source": names.of(node.id).value,
                    },
                    "target": _target(mention, names),
                }
            )
    collection = names.of("annotations").value
    page = {
        "@context": CONTEXT_IRI,
        "id": f"{collection}/page1",
        "type": "AnnotationPage",
        "partOf": {"id": collection, "type": "AnnotationCollection", "total": len(items)},
        "startIndex": 0,
        "items": items,
    }
    return (json.dumps(page, ensure_ascii=True, indent=1) + "\n").encode()


def _statement(
    statement: Statement, state: ReviewState | None, labels: dict[str, str], names: Names
) -> Object:
    iri = names.statement(statement).value
    said = " ".join((labels[statement.subject], statement.relation.value, labels[statement.object]))
    signs = f"({statement.polarity.value}, {statement.certainty.value})"
    annotation: Object = {
        "id": f"{iri}/annotation",
        "type": "Annotation",
        "motivation": "classifying" if state is None else "assessing",
        "body": [
            {"type": "SpecificResource", "purpose": "classifying", "source": iri},
            {"type": "SpecificResource", "purpose": "tagging", "source": statement.relation.iri},
            _text("describing", f"{said} {signs}"),
        ],
        "target": _target(statement.evidence, names),
    }
    if state is not None:
        annotation["creator"] = _creator(state.last, names)
        annotation["created"] = state.decisions[0].when
        annotation["modified"] = state.last.when
        annotation["body"].append(_text("tagging", state.state))
        for decision in state.decisions:
            annotation["body"].append(
                {
                    **_text("assessing", ": ".join(filter(None, [decision.action.value, decision.why]))),
                    "creator": _creator(decision, names),
                    "created": decision.when,
                }
            )
    return annotation


def _text(purpose: str, value: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _creator(decision: Decision, names: Names) -> Object:
    return {"id": person(decision.who, names).value, "type": "Person", "name": decision.who}


def _target(evidence: Evidence, names: Names) -> Object:
    text, start, end = evidence.document.text, evidence.start, evidence.end
    quote = {"type": "TextQuoteSelector", "exact": evidence.quotation}
    if before := text[max(0, start - CONTEXT) : start]:
        quote["prefix"] = before
    if after := text[end : end + CONTEXT]:
        quote["suffix"] = after
    return {
        "type": "SpecificResource",
        "source": names.document(evidence.document).value,
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }
