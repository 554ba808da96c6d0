"""What is different between two graphs: statements, nodes, documents.

A statement is the same in both where its identifier is, or where document, relation and ends are
the same and the quotations overlap; then it may have changed in what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..model import Document, Node, Statement
from .decisions.references import SAME_PLACE
from .diff_nodes import Joined, NodeChanges, Places, node_changes
from .graph import Graph
from .records import Record

FIELDS: Final = ("polarity", "certainty", "sources", "date", "condition")
"""What a statement can have changed in, as it is named in a difference."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement before and after, and the names of what is different."""

    before: Statement
    after: Statement
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """The differences between two graphs, each in the order of the documents or of identifiers."""

    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]
    changed: tuple[Changed, ...]
    nodes: NodeChanges
    documents_added: tuple[Document, ...]
    documents_removed: tuple[Document, ...]
    labels: Mapping[str, str]
    """The label of each node of either graph, that of the later one where both have it."""

    def __bool__(self) -> bool:
        nodes = self.nodes
        return any(
            (
                *(self.added, self.removed, self.changed, self.documents_added, self.documents_removed),
                *(nodes.merged, nodes.split, nodes.renamed, nodes.added, nodes.removed),
            )
        )


def diff(before: Graph, after: Graph) -> Diff:
    """What became of the one graph in the other."""
    places = Places(before.documents, after.documents)
    nodes = node_changes(before.nodes, after.nodes, places)
    pairs, same = _pairs(before.statements, after.statements, places, nodes.heirs)
    changed = [Changed(old, new, fields) for old, new in pairs if (fields := _fields(old, new, nodes.heirs))]
    old_documents, new_documents = before.documents, after.documents
    return Diff(
        added=tuple(st for st in after.statements if st.id not in same),
        removed=tuple(st for st in before.statements if st.id not in same),
        changed=tuple(changed),
        nodes=nodes,
        documents_added=tuple(d for d in new_documents if places.document(d) is None),
        documents_removed=tuple(d for d in old_documents if places.document(d) is None),
        labels={node.id: node.label for node in (*before.nodes, *after.nodes)},
    )


def _pairs(
    before: Iterable[Statement],
    after: Iterable[Statement],
    places: Places,
    heirs: Mapping[str, frozenset[str]],
) -> tuple[list[tuple[Statement, Statement]], set[str]]:
    """The statements of both graphs that are the same, in pairs, and the identifiers of all that are.

    Where a merge made one statement of two, or a split two of one, a pair has one of the two; the
    other is no less the same.
    """
    old, new = {st.id: st for st in before}, {st.id: st for st in after}
    pairs = {st_id: st_id for st_id in old if st_id in new}
    same = set(pairs)
    index: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for st in new.values():
        if (home := places.document(st.evidence.document)) is not None:
            index[home, st.relation.value].append(st)
    scored = []
    for st in old.values():
        for other in index.get((places.document(st.evidence.document) or "", st.relation.value), ()):
            if st.id in same and other.id in same:
                continue
            shared = _overlap(st, other)
            if (
                shared >= SAME_PLACE
                and other.subject in heirs[st.subject]
                and other.object in heirs[st.object]
            ):
                unlike = len(_fields(st, other, heirs))
                scored.append((-shared, unlike, st.key, other.key, st.id, other.id))
    taken = set(pairs.values())
    scored.sort()
    for *_, one, other_id in scored:
        if one not in pairs and other_id not in taken:
            pairs[one] = other_id
            taken.add(other_id)
    same |= pairs.keys() | taken
    for _, unlike, _, _, one, other_id in scored:
        if not unlike:
            same |= {one, other_id}
    return [(st, new[pairs[st.id]]) for st in old.values() if st.id in pairs], same


def _overlap(one: Statement, other: Statement) -> float:
    """Which part of the shorter quotation both have; in another text, equal words or none."""
    first, second = one.evidence, other.evidence
    if first.document.id != second.document.id:
        return float(first.quotation == second.quotation)
    common = min(first.end, second.end) - max(first.start, second.start)
    return max(common, 0) / min(first.end - first.start, second.end - second.start)


def _fields(old: Statement, new: Statement, heirs: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    same_sources = len(old.sources) == len(new.sources) and all(
        theirs in heirs[ours] for ours, theirs in zip(old.sources, new.sources, strict=True)
    )
    words = [None if st.condition is None else st.condition.quotation for st in (old, new)]
    different = (
        old.polarity is not new.polarity,
        old.certainty is not new.certainty,
        not same_sources,
        old.date != new.date,
        words[0] != words[1],
    )
    return tuple(name for name, differs in zip(FIELDS, different, strict=True) if differs)


def diff_record(found: Diff) -> Record:
    """The differences as JSON values."""
    labels, nodes = found.labels, found.nodes
    return {
        "statements": {
            "added": [statement_row(st, labels) for st in found.added],
            "removed": [statement_row(st, labels) for st in found.removed],
            "changed": [
                {
                    "fields": list(change.fields),
                    "before": statement_row(change.before, labels),
                    "after": statement_row(change.after, labels),
                }
                for change in found.changed
            ],
        },
        "nodes": {
            "merged": [_joined(each) for each in nodes.merged],
            "split": [_joined(each) for each in nodes.split],
            "renamed": [{"before": _node(old), "after": _node(new)} for old, new in nodes.renamed],
            "added": [_node(node) for node in nodes.added],
            "removed": [_node(node) for node in nodes.removed],
        },
        "documents": {
            "added": [{"id": d.id, "name": d.name} for d in found.documents_added],
            "removed": [{"id": d.id, "name": d.name} for d in found.documents_removed],
        },
    }


def statement_row(statement: Statement, labels: Mapping[str, str]) -> dict[str, Any]:
    """The statement in labels, for reading: what it says, where, and in which words."""
    return {
        "id": statement.id,
        "document": statement.evidence.document.name,
        "subject": labels[statement.subject],
        "relation": statement.relation.value,
        "object": labels[statement.object],
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "sources": [labels[source] for source in statement.sources],
        "date": statement.date,
        "condition": None if statement.condition is None else statement.condition.quotation,
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "quotation": statement.evidence.quotation,
    }


def _joined(joined: Joined) -> Record:
    return {
        "before": [_node(node) for node in joined.before],
        "after": [_node(node) for node in joined.after],
    }


def _node(node: Node) -> Record:
    return {"id": node.id, "class": node.node_class.value, "label": node.label}
