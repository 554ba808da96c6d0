"""A graph as the page holds it: compact JSON, in which things refer to each other by index.

Offsets are Unicode code points of the document's text, as everywhere; the page turns them into
the units of its language. Rows are arrays, whose columns `service/web/src/model.ts` names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from ...model import Document, Evidence, Node, Statement
from ...ontology import NAMESPACE, Certainty, NodeClass, Polarity, Relation
from .. import contents
from ..labels import plain
from ..results import Result
from .layout import layouts
from .questions import Ask, answers

FORMAT: Final = 1
"""Raised when the page of one version could not read the data of another."""


class Shown(contents.Shown, Protocol):
    """What this page needs of a graph, beside what the simple one does."""

    @property
    def base(self) -> str: ...

    def ask_question(self, name: str) -> Result: ...


def page_data(
    graph: Shown, *, review: Mapping[str, str] | None = None, ask: Ask | None = None
) -> dict[str, Any]:
    """Everything that the page shows, as JSON values; equal graphs give equal data.

    `review` gives the state of statements by identifier (`accepted`, `rejected`, `edited`, `added`);
    the others are `unreviewed`. `ask` is as for `answers`.
    """
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    documents = {document.id: number for number, document in enumerate(graph.documents)}
    stages = _Interned()
    states = review or {}
    return {
        "format": FORMAT,
        "title": title(graph.documents),
        "base": graph.base,
        "run": {
            "version": graph.run.version,
            "model": graph.run.model,
            "model_version": graph.run.model_version,
            "settings": graph.run.settings_hash,
        },
        "vocabulary": _vocabulary(),
        "documents": [_document(document) for document in graph.documents],
        "nodes": [_node(node, documents) for node in graph.nodes],
        "statements": [
            _statement(statement, index, documents, stages)
            + ([states[statement.id]] if statement.id in states else [])
            for statement in graph.statements
        ],
        "stages": stages.values,
        "layouts": layouts(graph),
        "questions": answers(graph, ask),
        "skipped": [plain(note) for note in graph.skipped],
    }


def title(documents: Sequence[Document]) -> str:
    """What the page is called: the documents, or the first of many."""
    named = [document.title or document.name for document in documents]
    more = f" and {len(named) - 3:,} more" if len(named) > 3 else ""
    return plain(" · ".join(named[:3]) + more) if named else "An empty graph"


class _Interned:
    """Texts that recur, each kept once and named by its place."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._places: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        if text not in self._places:
            self._places[text] = len(self.values)
            self.values.append(text)
        return self._places[text]


def _vocabulary() -> dict[str, Any]:
    def term(entry: NodeClass | Relation | Polarity | Certainty) -> dict[str, Any]:
        return {"id": entry.value, "label": entry.label, "note": entry.definition}

    return {
        "namespace": NAMESPACE,
        "classes": [term(c) | {"kind": c.kind, "color": c.color} for c in NodeClass],
        "relations": [
            term(r)
            | {
                "family": r.family,
                "color": r.color,
                "symmetric": r.symmetric,
                "stance": r.stance,
                "domain": [c.value for c in NodeClass if c in r.domain],
                "range": [c.value for c in NodeClass if c in r.range],
            }
            for r in Relation
        ],
        "polarities": [term(p) for p in Polarity],
        "certainties": [term(c) for c in Certainty],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": plain(document.title or document.name) or "(no title)",
        "date": document.date,
        "author": document.author,
        "publisher": document.publisher,
        "url": contents.web_address(document.url),
        "language": document.language,
        "text": document.text,
    }


def _node(node: Node, documents: Mapping[str, int]) -> list[Any]:
    mentions: list[int] = []
    for mention in node.mentions:
        mentions += (documents[mention.document.id], mention.start, mention.end)
    codes = [node.wikidata, node.iso3166] if node.wikidata or node.iso3166 else []
    return [node.id, _place(node.node_class), node.label, list(node.aliases), mentions, *codes]


def _statement(
    statement: Statement, index: Mapping[str, int], documents: Mapping[str, int], stages: _Interned
) -> list[Any]:
    evidence = statement.evidence
    return [
        statement.id,
        index[statement.subject],
        _place(statement.relation),
        index[statement.object],
        _place(statement.polarity),
        _place(statement.certainty),
        [index[source] for source in statement.sources],
        documents[evidence.document.id],
        *_span(evidence),
        *evidence.sentence,
        0 if statement.condition is None else _span(statement.condition),
        statement.date or 0,
        statement.confidence,
        stages[statement.stage],
    ]


def _span(evidence: Evidence) -> list[int]:
    return [evidence.start, evidence.end]


def _place(term: NodeClass | Relation | Polarity | Certainty) -> int:
    """The place of a term in its enumeration, which is that in the vocabulary of the page."""
    return _PLACES[term]


_PLACES: Final = {
    term: place for terms in (NodeClass, Relation, Polarity, Certainty) for place, term in enumerate(terms)
}
