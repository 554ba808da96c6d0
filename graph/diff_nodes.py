"""What became of the nodes of one graph in another: by identifier, and by the words that mention them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from ..model import Document, Evidence, Node


@dataclass(frozen=True, slots=True)
class Joined:
    """Several nodes before that are one after; or one before that is several after."""

    before: tuple[Node, ...]
    after: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NodeChanges:
    """What became of the nodes. `renamed` has another label, and maybe another identifier."""

    merged: tuple[Joined, ...]
    split: tuple[Joined, ...]
    renamed: tuple[tuple[Node, Node], ...]
    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    heirs: Mapping[str, frozenset[str]]
    """Every node before, to those after that are the same or part of the same."""


class Places:
    """The places that two versions of a set of documents have in common.

    A document of the same identifier has the same text; one of the same name only, another version
    of it, in which a quotation is found by its words and how often they came before.
    """

    def __init__(self, before: Iterable[Document], after: Iterable[Document]) -> None:
        old, new = {d.id: d for d in before}, {d.id: d for d in after}
        changed = {d.name for d in old.values() if d.id not in new} & {
            d.name for d in new.values() if d.id not in old
        }
        self._names = {d.id: d.name for d in (*old.values(), *new.values()) if d.name in changed}
        self._both = old.keys() & new.keys()

    def document(self, document: Document) -> str | None:
        """What names the document in both versions; None where only one has it."""
        if document.id in self._both:
            return document.id
        name = self._names.get(document.id)
        return None if name is None else f"name {name}"

    def of(self, evidence: Evidence) -> Hashable | None:
        """What names the place in both versions; None where only one has the document."""
        document = evidence.document
        if document.id in self._both:
            return evidence.key
        if document.id not in self._names:
            return None
        earlier = document.text.count(evidence.quotation, 0, evidence.start)
        return self._names[document.id], evidence.quotation, earlier


def node_changes(before: Iterable[Node], after: Iterable[Node], places: Places) -> NodeChanges:
    """What became of each node before, and where each node after comes from."""
    old, new = {node.id: node for node in before}, {node.id: node for node in after}
    shared = _shared(old.values(), new.values(), places)
    heirs = {node_id: _heir(node_id, new, shared[node_id]) for node_id in old}
    from_: defaultdict[str, list[str]] = defaultdict(list)
    for node_id, heir in heirs.items():
        if heir is not None:
            from_[heir].append(node_id)
    merged = [
        Joined(tuple(old[each] for each in sorted(ids)), (new[heir],))
        for heir, ids in sorted(from_.items())
        if len(ids) > 1
    ]
    renamed = [
        (old[ids[0]], new[heir])
        for heir, ids in sorted(from_.items())
        if len(ids) == 1 and old[ids[0]].label != new[heir].label
    ]
    fresh = sorted(new.keys() - from_.keys())
    parents = {node_id: _parent(node_id, old, shared) for node_id in fresh}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for node_id, parent in parents.items():
        if parent is not None:
            children[parent].append(node_id)
    split = [
        Joined((old[parent],), tuple(new[each] for each in sorted({*ids, *filter(None, [heirs[parent]])})))
        for parent, ids in sorted(children.items())
    ]
    return NodeChanges(
        tuple(merged),
        tuple(split),
        tuple(renamed),
        tuple(new[node_id] for node_id in fresh if parents[node_id] is None),
        tuple(old[node_id] for node_id in sorted(old) if heirs[node_id] is None),
        {
            node_id: frozenset({*filter(None, [heir]), *children.get(node_id, ())})
            for node_id, heir in heirs.items()
        },
    )


def _shared(old: Iterable[Node], new: Iterable[Node], places: Places) -> defaultdict[str, Counter[str]]:
    """How many places each node before has in common with each node after."""
    owners: defaultdict[Hashable, list[Node]] = defaultdict(list)
    for node in new:
        for mention in node.mentions:
            if (place := places.of(mention)) is not None:
                owners[place].append(node)
    shared: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for node in old:
        for mention in node.mentions:
            for owner in owners.get(places.of(mention), ()):
                if owner.node_class.kind == node.node_class.kind:
                    shared[node.id][owner.id] += 1
    return shared


def _heir(node_id: str, new: Mapping[str, Node], shared: Counter[str]) -> str | None:
    """The node of that identifier, else the one that has most of its mentions."""
    if node_id in new:
        return node_id
    return min(shared, key=lambda other: (-shared[other], other), default=None)


def _parent(node_id: str, old: Mapping[str, Node], shared: Mapping[str, Counter[str]]) -> str | None:
    """The node before that most mentions of a new node come from."""
    counts = {other: shared[other][node_id] for other in old if other in shared and shared[other][node_id]}
    return min(counts, key=lambda other: (-counts[other], other), default=None)
