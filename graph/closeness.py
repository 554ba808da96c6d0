"""Which proposals and interests of different documents may be the same, by their words.

They are linked, with a score, and never united: whether two drafts are one is for people to say.
The score of a pair depends on its two nodes alone, and not on what other documents there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ..model import Node
from .neighbours import closeness, neighbours
from .wording import Wording, wording

MOST: Final = 8
"""How many links a node looks for, the best ones; other nodes may add theirs."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two nodes, by identifier in alphabetical order, and how close they are, from 0.7 to 1."""

    one: str
    other: str
    score: float


def links(nodes: Iterable[Node]) -> tuple[Link, ...]:
    """The links between proposals, and between interests, that no document mentions both of.

    Equal nodes give equal links, whatever their order. Each node looks for its `MOST` best.
    """
    kinds: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if not node.node_class.is_actor and node.mentions:
            kinds[node.node_class.kind].append(node)
    found = chain.from_iterable(_of_kind(kinds[kind]) for kind in sorted(kinds))
    return tuple(sorted(found))


def score(one: str, other: str) -> float:
    """How close two names are, from 0 to 1; 0 where a number, a proper name or a denial tells them apart.

    >>> score("withdrawal from the valley", "withdrawing from the valley")
    0.85
    >>> score("a raise of five percent", "a raise of ten percent")
    0.0
    """
    first, second = wording(one), wording(other)
    return 0.0 if first is None or second is None else closeness(first, second)


def _of_kind(nodes: list[Node]) -> Iterator[Link]:
    by_wording: defaultdict[Wording, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: node.id):
        for form in dict.fromkeys(filter(None, map(wording, (node.label, *node.aliases)))):
            by_wording[form].append(node)
    documents = {node.id: frozenset(m.document.id for m in node.mentions) for node in nodes}
    near = neighbours(list(by_wording))
    best: dict[tuple[str, str], float] = {}
    for form, group in by_wording.items():
        for node in group:
            for other, value in _partners(node, near[form], by_wording, documents):
                pair = (min(node.id, other), max(node.id, other))
                best[pair] = max(value, best.get(pair, 0.0))
    for (one, other), value in best.items():
        yield Link(one, other, value)


def _partners(
    node: Node,
    near: list[tuple[float, Wording]],
    by_wording: Mapping[Wording, list[Node]],
    documents: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, float]]:
    """The best partners of the node by one of its names, the first by identifier of equal ones."""
    seen = {node.id}
    for value, form in near:
        for other in by_wording[form]:
            if len(seen) > MOST:
                return
            if other.id not in seen and documents[node.id].isdisjoint(documents[other.id]):
                seen.add(other.id)
                yield other.id, value
