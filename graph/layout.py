"""Where each node stands in the picture: coordinates computed once, the same on every machine.

The natural layout has three columns, actors, proposals and interests, because most
relations run from left to right: who stands how to what, and why. Coordinates are in
pixels at a zoom of 1, `x` to the right and `y` downwards, with the origin in the middle.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, Literal, Protocol

import networkx as nx

from ..model import Node, ParleyError, Statement
from .labels import room

Style = Literal["columns", "force"]
Point = tuple[float, float]
Size = tuple[float, float]

KINDS: Final = ("Actor", "Proposal", "Interest")
# Room in pixels between boxes one above the other, side by side, and between two kinds, where
# the edges run and the names of their relations stand.
GAP: Final = 20
BESIDE: Final = 40
GUTTER: Final = 240
# The picture is shaped for a screen with a panel beside it: a little wider than high.
ASPECT: Final = 1.25
# A short column is spread beside a long one, but not until its nodes seem unrelated.
SPREAD: Final = 90
SWEEPS: Final = 12
# Edges inside a column pull their ends together, but less than those that could cross.
INSIDE: Final = 0.4
FORCE_LIMIT: Final = 1_000
_SEED: Final = 7
# Pixels between neighbours in the force layout, about the width of a label.
_APART: Final = 270


class LayoutError(ParleyError, ValueError):
    """A graph that the chosen style cannot place."""


class Drawable(Protocol):
    """What a layout needs of a graph."""

    @property
    def nodes(self) -> Sequence[Node]: ...

    @property
    def statements(self) -> Sequence[Statement]: ...


def positions(graph: Drawable, *, style: Style = "columns") -> dict[str, Point]:
    """The place of each node by its identifier.

    `columns` (default) is for any size; `force` (spring) for up to 1,000 nodes, above
    which it raises LayoutError. Equal graphs get equal coordinates.
    """
    network = _network(graph)
    if style == "columns":
        return _arranged(graph, network, [network])[0]
    if len(network) > FORCE_LIMIT:
        raise LayoutError(
            f"the force layout is for up to {FORCE_LIMIT:,} nodes and the graph has {len(network):,}: "
            "use the layout in columns"
        )
    return _force(network)


def columns(graph: Drawable) -> tuple[list[str], list[str], list[str]]:
    """The identifiers of actors, proposals and interests, each from top to bottom of its column."""
    network = _network(graph)
    actors, proposals, interests = _ordered(network, {node.id: node.node_class.kind for node in graph.nodes})
    return actors, proposals, interests


def best_linked(graph: Drawable, limits: Iterable[int]) -> dict[int, dict[str, Point]]:
    """For each limit, as many nodes with the most statements, in columns of their own.

    Actors have the most nearly everywhere, so the best of each kind are taken, in proportion
    to how many nodes of that kind there are.

    The order inside a column is that of the whole graph, so that going from one picture
    to another moves nodes but swaps none.
    """
    sizes = list(limits)
    network = _network(graph)
    degree = dict(network.degree(weight="weight"))
    share: dict[str, float] = {}
    for kind in KINDS:
        members = [node.id for node in graph.nodes if node.node_class.kind == kind]
        members.sort(key=lambda node: (-degree[node], node))
        share |= {node: rank / len(members) for rank, node in enumerate(members)}
    ranked = sorted(share, key=lambda node: (share[node], -degree[node], node))
    return dict(zip(sizes, _arranged(graph, network, [set(ranked[:size]) for size in sizes]), strict=True))


def _arranged(
    graph: Drawable, network: nx.Graph, choices: Sequence[Container[str]]
) -> list[dict[str, Point]]:
    rooms = {node.id: room(node.label) for node in graph.nodes}
    columns = _ordered(network, {node.id: node.node_class.kind for node in graph.nodes})
    return [
        _placed([[node for node in column if node in chosen] for column in columns], rooms)
        for chosen in choices
    ]


def _network(graph: Drawable) -> nx.Graph:
    """Who is linked with whom, weighted by the number of statements; in sorted order."""
    network = nx.Graph()
    network.add_nodes_from(sorted(node.id for node in graph.nodes))
    for ends in sorted((st.subject, st.object) for st in graph.statements if st.subject != st.object):
        weight = network.get_edge_data(*ends, {"weight": 0})["weight"]
        network.add_edge(*ends, weight=weight + 1)
    return network


def _placed(columns: Sequence[Sequence[str]], rooms: Mapping[str, Size]) -> dict[str, Point]:
    """Each column top down, wrapped into sub-columns at the height that lets the whole be largest."""
    longest = max(map(len, columns), default=0)
    limits = sorted({math.ceil(longest / parts) for parts in range(1, min(longest, 60) + 1)})
    wraps = ([_rows(column, limit) for column in columns] for limit in limits)
    best = min(wraps, key=lambda wrap: _extent(wrap, rooms), default=[])
    tallest = max((_height(rows, rooms) for rows in best), default=0.0)
    places: dict[str, Point] = {}
    left = 0.0
    for rows in filter(None, best):
        widths = _widths(rows, rooms)
        spare = (tallest - _height(rows, rooms)) / max(1, len(rows) - 1)
        gap = GAP + min(SPREAD, spare)
        top = -(_height(rows, rooms) + (gap - GAP) * (len(rows) - 1)) / 2
        for row in rows:
            height = max(rooms[node][1] for node in row)
            x = left
            for sub, node in enumerate(row):
                # Neighbouring sub-columns are staggered, so that edges pass between the boxes.
                stagger = (height + gap) * sub / len(widths)
                places[node] = (x + widths[sub] / 2, top + height / 2 + stagger)
                x += widths[sub] + BESIDE
            top += height + gap
        left += sum(widths) + BESIDE * (len(widths) - 1) + GUTTER
    return _centred(places)


def _rows(column: Sequence[str], limit: int) -> list[tuple[str, ...]]:
    """The column as at most `limit` rows, of a node in each sub-column."""
    return list(itertools.batched(column, max(1, math.ceil(len(column) / limit)))) if column else []


def _widths(rows: Sequence[Sequence[str]], rooms: Mapping[str, Size]) -> list[float]:
    subs = itertools.zip_longest(*rows)
    return [max(rooms[node][0] for node in sub if node is not None) for sub in subs]


def _height(rows: Sequence[Sequence[str]], rooms: Mapping[str, Size]) -> float:
    return sum(max(rooms[node][1] for node in row) + GAP for row in rows)


def _extent(wrap: Sequence[Sequence[Sequence[str]]], rooms: Mapping[str, Size]) -> float:
    """How large a screen the arrangement needs: its height, or its width in heights."""
    widths = [_widths(rows, rooms) for rows in wrap if rows]
    width = sum(sum(subs) + BESIDE * (len(subs) - 1) for subs in widths) + GUTTER * (len(widths) - 1)
    return max(width / ASPECT, *(_height(rows, rooms) for rows in wrap))


def _ordered(network: nx.Graph, kinds: Mapping[str, str]) -> list[list[str]]:
    """The columns, each sorted so that linked nodes stand at the same height.

    Barycentre sweeps (Sugiyama, Tagawa and Toda 1981) from column to column; the
    shortest arrangement met on the way is kept, because sweeps may swing.
    """
    columns = [sorted(n for n in network if kinds[n] == kind) for kind in KINDS]
    for column in columns:
        column.sort(key=lambda n: (-network.degree(n), n))
    near = {
        n: [(m, d["weight"] * (INSIDE if kinds[m] == kinds[n] else 1.0)) for m, d in network[n].items()]
        for n in network
    }
    edges = [(a, b, data["weight"]) for a, b, data in network.edges(data=True)]
    height = {n: y for column in columns for n, y in _spread(column)}
    best, least = [list(column) for column in columns], _length(edges, height)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            wish = {n: _barycentre(near[n], height) for n in column}
            column.sort(key=lambda n: (wish[n], height[n], n))
            height.update(_spread(column))
        length = _length(edges, height)
        if length < least:
            best, least = [list(column) for column in columns], length
    return best


def _spread(column: Sequence[str]) -> list[tuple[str, float]]:
    """Heights between 0 and 1, so that columns of different lengths compare."""
    return [(node, (index + 0.5) / len(column)) for index, node in enumerate(column)]


def _barycentre(near: Iterable[tuple[str, float]], height: Mapping[str, float]) -> float:
    """The mean height of the neighbours, by weight; nodes without one go to the foot of their column."""
    total = weights = 0.0
    for other, weight in near:
        total += weight * height[other]
        weights += weight
    return total / weights if weights else 2.0


def _length(edges: Iterable[tuple[str, str, int]], height: Mapping[str, float]) -> float:
    return math.fsum(weight * abs(height[a] - height[b]) for a, b, weight in edges)


def _force(network: nx.Graph) -> dict[str, Point]:
    """Linked nodes near one another; from 500 nodes on networkx's spring layout would need SciPy."""
    if len(network) < 2:
        return dict.fromkeys(network, (0.0, 0.0))
    if len(network) < 500:
        found = nx.spring_layout(network, seed=_SEED, k=1.6 / math.sqrt(len(network)), iterations=120)
    else:
        found = nx.forceatlas2_layout(network, seed=_SEED, max_iter=80)
    reach = max(abs(float(value)) for place in found.values() for value in place) or 1.0
    scale = _APART * math.sqrt(len(network)) / reach
    # Labels are wider than high, so the picture may be flatter than the forces made it.
    return _centred({node: (float(x) * scale, float(y) * scale * 0.6) for node, (x, y) in found.items()})


def _centred(places: Mapping[str, Point]) -> dict[str, Point]:
    """The same picture with its middle at the origin, in whole pixels."""
    if not places:
        return {}
    xs, ys = zip(*places.values(), strict=True)
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {
        node: (float(round(x - middle_x)), float(round(y - middle_y)))
        for node, (x, y) in sorted(places.items())
    }
