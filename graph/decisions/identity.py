"""Merges, splits and renames of nodes, in the order they were decided, and where statements then point.

A merge keeps the first node: the others become its aliases and mentions. A split moves mentions
into a new node, and with them the statements whose evidence is nearest to these mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...model import Evidence, Node, Statement
from ..across import same_actors
from ..namesakes import namesakes
from .decision import Action, Decision
from .pieces import Owned, Parting, by_document, chosen_mentions, commonest, part_of, united
from .references import NodeFinder, describe_node


class UnmatchedError(Exception):
    """A decision that cannot be carried out; the message says why."""


class Identity:
    """What nodes there are after the decisions so far, and what became of each."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.finder = NodeFinder(nodes)
        self.merged: dict[str, str] = {}
        """Every node that went into another, to the node it went into last."""
        self.parted: dict[str, str] = {}
        """Every node that a split made, to the node it came from."""
        self.united: dict[str, str] = {}
        """Actors of one document that are the same as another's by their names, to these."""
        self.told_apart: dict[str, str] = {}
        """Actors of one document only, to the node of several documents that they were found as."""
        self.touched: dict[str, list[Decision]] = {}
        """The decisions on each node that there is, in order."""
        self.remarks: list[tuple[Decision, str]] = []
        """What could not be carried out of decisions that were carried out otherwise."""
        self._steps: list[dict[str, str] | Parting | Owned] = []

    @property
    def nodes(self) -> Mapping[str, Node]:
        """The nodes as they are now, by identifier."""
        return self.finder.nodes

    def apply(self, decision: Decision) -> None:
        """Carry the decision out; raises UnmatchedError, with nothing changed, where that cannot be."""
        if decision.action is Action.MERGE:
            self._merge(decision)
        elif decision.action is Action.SPLIT:
            self._split(decision)
        else:
            self._rename(decision)

    def points_to(self, node_id: str, statement: Statement | None) -> str:
        """The node that the identifier stands for now, in the statement, or in general for None."""
        for step in self._steps:
            if isinstance(step, dict):
                node_id = step.get(node_id, node_id)
            elif isinstance(step, Owned):
                if statement is not None:
                    node_id = step.of(node_id, statement.evidence.document.id)
            elif statement is not None and node_id == step.old:
                node_id = step.side(statement)
        return node_id

    def moves(self) -> frozenset[str]:
        """The identifiers that may no longer stand for themselves."""
        found: set[str] = set()
        for step in self._steps:
            if isinstance(step, Owned):
                found.update(step.nodes)
            else:
                found.update(step if isinstance(step, dict) else (step.old,))
        return frozenset(found)

    def find(self, reference: Any) -> Node:
        """The node of a reference; raises UnmatchedError where there is none, or no one only."""
        node = self.finder.by_id(reference)
        if node is None:
            # It went into another node by an earlier decision.
            wanted = reference.get("id") if isinstance(reference, dict) else reference
            node = self.nodes.get(self.points_to(str(wanted), None)) or self.finder.by_name(reference)
        if node is None:
            raise UnmatchedError(f"there is no node {describe_node(reference)}")
        return node

    def settle(self, statements: Iterable[Statement]) -> None:
        """Tell apart and unite actors across documents, before anybody decides."""
        owned = namesakes(self.nodes.values(), statements)
        step = Owned(owned)
        for node_id in sorted(owned):
            node = self.nodes[node_id]
            sides: dict[str, list[Evidence]] = {}
            for mention in node.mentions:
                sides.setdefault(step.of(node_id, mention.document.id), []).append(mention)
            self.finder.drop(node_id)
            for side, mentions in sorted(sides.items()):
                self.finder.put(part_of(node, side, tuple(mentions)))
                if side != node_id:
                    self.told_apart[side] = node_id
        if owned:
            self._steps.append(step)
        gone: dict[str, str] = {}
        for kept, *others in same_actors(self.nodes.values(), self.told_apart):
            self.finder.put(united(self.nodes[kept], [self.nodes[other] for other in others]))
            for other in others:
                self.finder.drop(other)
                gone[other] = kept
        if gone:
            self._steps.append(gone)
            self.united = gone

    def add(self, node: Node) -> None:
        """Take in a node that a person added; its mentions join those of a node of its identifier.

        Raises UnmatchedError where the identifier stands for a node of another kind.
        """
        known = self.nodes.get(self.points_to(node.id, None))
        if known is None:
            self.finder.put(node)
            return
        if known.node_class.kind != node.node_class.kind:
            raise UnmatchedError(f"{known.id!r} is {_a(known)}, not {_a(node)}")
        self.finder.put(united(known, [node]))

    def _merge(self, decision: Decision) -> None:
        found: dict[str, Node] = {}
        missing = []
        for reference in decision.payload["nodes"]:
            try:
                node = self.find(reference)
                found[node.id] = node
            except UnmatchedError as error:
                missing.append(str(error))
        if len(found) < 2:
            raise UnmatchedError("; ".join(missing) or "both are one node already")
        kept, *others = found.values()
        for node in others:
            if node.node_class.kind != kept.node_class.kind:
                raise UnmatchedError(
                    f"{kept.id!r} is {_a(kept)} and {node.id!r} is {_a(node)}: no relation allows "
                    "one node to be both; merge nodes of one kind"
                )
        if missing:
            self.remarks.append((decision, f"carried out in part: {'; '.join(missing)}"))
        self.finder.put(united(kept, others))
        gone = {node.id: kept.id for node in others}
        for node_id in gone:
            self.finder.drop(node_id)
            self.touched.setdefault(kept.id, []).extend(self.touched.pop(node_id, ()))
        self.touched.setdefault(kept.id, []).append(decision)
        self.merged = {old: gone.get(new, new) for old, new in self.merged.items()} | gone
        last = self._steps[-1] if self._steps else None
        if isinstance(last, dict):
            self._steps[-1] = {old: gone.get(new, new) for old, new in last.items()} | gone
        else:
            self._steps.append(gone)

    def _split(self, decision: Decision) -> None:
        node = self.find(decision.payload["node"])
        moves = chosen_mentions(node, decision.payload)
        if not moves:
            raise UnmatchedError(f"{node.id!r} is not mentioned in the places that were to be split off")
        stays = tuple(mention for mention in node.mentions if mention.key not in moves)
        if not stays:
            raise UnmatchedError(
                f"nothing would be left of {node.id!r}: all its mentions were to be split off"
            )
        moved = tuple(mention for mention in node.mentions if mention.key in moves)
        new_id = f"{node.id}~{decision.id[:8]}"
        label = decision.payload.get("label")
        new_label = label if isinstance(label, str) and label.strip() else commonest(moved)
        here, there = ({mention.quotation.casefold() for mention in side} for side in (stays, moved))
        new_aliases = {alias for alias in (node.label, *node.aliases) if alias.casefold() in there}
        old_aliases = {alias for alias in node.aliases if alias.casefold() not in there - here}
        new = Node(new_id, node.node_class, new_label, moved, tuple(sorted(new_aliases - {new_label})))
        self.finder.put(replace(node, mentions=stays, aliases=tuple(sorted(old_aliases))))
        self.finder.put(new)
        self.parted[new_id] = node.id
        self.touched.setdefault(node.id, []).append(decision)
        self.touched[new_id] = [decision]
        self._steps.append(Parting(node.id, new_id, by_document(stays), by_document(moved)))

    def _rename(self, decision: Decision) -> None:
        node = self.find(decision.payload["node"])
        label = " ".join(decision.payload["label"].split())
        if not label:
            raise UnmatchedError("a node needs a label that is not empty")
        aliases = {node.label, *node.aliases} - {label}
        self.finder.put(replace(node, label=label, aliases=tuple(sorted(aliases))))
        self.touched.setdefault(node.id, []).append(decision)


def _a(node: Node) -> str:
    name = node.node_class.label
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"
