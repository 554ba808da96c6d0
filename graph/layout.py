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
import numpy as np
from numpy.typing import NDArray

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
    names = sorted(network)
    number = {name: index for index, name in enumerate(names)}
    kind = np.array([KINDS.index(kinds[name]) for name in names], dtype=np.int64)
    ends = np.array([(number[a], number[b]) for a, b in network.edges], dtype=np.int64).reshape(-1, 2)
    weight = np.array([data["weight"] for *_, data in network.edges(data=True)], dtype=np.float64)
    here, there = np.concatenate([ends, ends[:, ::-1]]).T
    pull = np.tile(weight, 2) * np.where(kind[here] == kind[there], INSIDE, 1.0)
    pulls = np.bincount(here, pull, len(names))
    degree = np.array([network.degree(name) for name in names], dtype=np.int64)
    columns = [members[np.argsort(-degree[members], kind="stable")] for members in _by_kind(kind)]
    height = np.zeros(len(names))
    for column in columns:
        height[column] = _spread(len(column))
    best, least = list(columns), math.inf
    for sweep in range(-1, SWEEPS):
        for place in () if sweep < 0 else range(len(columns)) if sweep % 2 else reversed(range(len(columns))):
            column = columns[place]
            total = np.bincount(here, pull * height[there], len(names))[column]
            # Nodes without a neighbour go to the foot of their column.
            wish = np.divide(total, pulls[column], out=np.full(len(column), 2.0), where=pulls[column] > 0)
            columns[place] = column[np.lexsort((column, height[column], wish))]
            height[columns[place]] = _spread(len(column))
        length = math.fsum((weight * np.abs(height[ends[:, 0]] - height[ends[:, 1]])).tolist())
        if length < least:
            best, least = list(columns), length
    return [[names[index] for index in column] for column in best]


def _by_kind(kind: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return [np.flatnonzero(kind == place) for place in range(len(KINDS))]


def _spread(size: int) -> NDArray[np.float64]:
    """Heights between 0 and 1, so that columns of different lengths compare."""
    return (np.arange(size) + 0.5) / max(1, size)


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
