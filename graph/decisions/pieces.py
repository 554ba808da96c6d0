"""Nodes put together and taken apart, and on which side a statement then is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ...model import Evidence, Node, Statement
from ..namesakes import Own
from .references import overlaps, place

type Place = tuple[str, int, int]

_FAR: Final = 1 << 60


@dataclass(frozen=True, slots=True)
class Parting:
    """A split: the mentions of both sides, by document, to tell where a statement belongs."""

    old: str
    new: str
    stays: Mapping[str, tuple[Place, ...]]
    moves: Mapping[str, tuple[Place, ...]]

    def side(self, statement: Statement) -> str:
        """The side whose mention is nearest to the evidence; the old one where both are as near."""
        evidence = statement.evidence
        there = evidence.document.id
        moved = _distance(self.moves.get(there, ()), evidence)
        return self.new if moved < _distance(self.stays.get(there, ()), evidence) else self.old


@dataclass(frozen=True, slots=True)
class Owned:
    """Nodes that are another one in each of some documents."""

    nodes: Own

    def of(self, node_id: str, document_id: str) -> str:
        """The node that the identifier stands for in that document."""
        return self.nodes.get(node_id, {}).get(document_id, node_id)


def united(kept: Node, others: Iterable[Node]) -> Node:
    """One node with the label and the class of the first, and all names and mentions of all."""
    nodes = [kept, *others]
    mentions: dict[tuple[str, int, int], Evidence] = {}
    for mention in (mention for node in nodes for mention in node.mentions):
        known = mentions.setdefault(mention.key, mention)
        mentions[mention.key] = min(known, mention, key=lambda one: one.sentence)
    names = {name for node in nodes for name in (node.label, *node.aliases)}
    return replace(
        kept,
        mentions=tuple(mentions[key] for key in sorted(mentions)),
        aliases=tuple(sorted(names - {kept.label})),
        wikidata=_first(node.wikidata for node in nodes),
        iso3166=_first(node.iso3166 for node in nodes),
    )


def _first(codes: Iterator[str | None]) -> str | None:
    kept, *others = codes
    return kept or min(filter(None, others), default=None)


def part_of(node: Node, node_id: str, mentions: tuple[Evidence, ...]) -> Node:
    """The part of the node that is mentioned there, by what it is called there."""
    words = {mention.quotation.casefold() for mention in mentions}
    names = [name for name in (node.label, *node.aliases) if name.casefold() in words]
    label = names[0] if names else commonest(mentions)
    return replace(
        node, id=node_id, label=label, aliases=tuple(sorted(set(names) - {label})), mentions=mentions
    )


def chosen_mentions(node: Node, payload: Mapping[str, Any]) -> frozenset[Place]:
    """The mentions to split off: those in the documents that are named, and those at the places."""
    documents, listed = payload.get("documents"), payload.get("mentions")
    known = {mention.key for mention in node.mentions}
    chosen: set[Place] = set()
    if isinstance(documents, list):
        chosen.update(mention.key for mention in node.mentions if mention.document.id in documents)
    for where in filter(None, map(place, listed if isinstance(listed, list) else ())):
        # Another version of the extraction may draw the bounds of a mention elsewhere.
        near = [where] if where in known else [m.key for m in node.mentions if overlaps(m, where)]
        chosen.update(near)
    return frozenset(chosen)


def commonest(mentions: Iterable[Evidence]) -> str:
    """What the mentions say most often; the longest, then the first by alphabet, of several."""
    counts = Counter(" ".join(mention.quotation.split()) for mention in mentions)
    return min(counts, key=lambda words: (-counts[words], -len(words), words))


def by_document(mentions: Iterable[Evidence]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for mention in mentions:
        found.setdefault(mention.document.id, []).append(mention.key)
    return {document: tuple(places) for document, places in found.items()}


def _distance(places: Iterable[Place], evidence: Evidence) -> int:
    """How many code points lie between the evidence and the nearest place; 0 where they overlap."""
    return min((max(start - evidence.end, evidence.start - end, 0) for _, start, end in places), default=_FAR)
