"""Where each node stands in the picture: coordinates computed once, the same on every machine.

The natural layout has three columns, actors, proposals and interests, because most
relations run from left to right: who stands how to what, and why. Coordinates are in
pixels at a zoom of 1, `x` to the right and `y` downwards, with the origin in the middle.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal, Protocol

import networkx as nx

from ..model import Node, ParleyError, Statement

Style = Literal["columns", "force"]
Point = tuple[float, float]

KINDS: Final = ("Actor", "Proposal", "Interest")
# A label is at most three lines of 24 characters, which a box of 230 x 76 pixels holds.
ROW: Final = 96
SUB_COLUMN: Final = 270
# Room between two kinds for the edges and the names of their relations.
GUTTER: Final = 320
# Longer columns are wrapped, so that the picture stays about as wide as it is high.
LONGEST: Final = 16
SWEEPS: Final = 12
# Edges inside a column pull their ends together, but less than those that could cross.
INSIDE: Final = 0.4
FORCE_LIMIT: Final = 1_000
_SEED: Final = 7


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
        return _columns(network, {node.id: node.node_class.kind for node in graph.nodes})
    if len(network) > FORCE_LIMIT:
        raise LayoutError(
            f"the force layout is for up to {FORCE_LIMIT:,} nodes and the graph has {len(network):,}: "
            "use the layout in columns"
        )
    return _force(network)


def _network(graph: Drawable) -> nx.Graph:
    """Who is linked with whom, weighted by the number of statements; in sorted order."""
    network = nx.Graph()
    network.add_nodes_from(sorted(node.id for node in graph.nodes))
    for ends in sorted((st.subject, st.object) for st in graph.statements if st.subject != st.object):
        weight = network.get_edge_data(*ends, {"weight": 0})["weight"]
        network.add_edge(*ends, weight=weight + 1)
    return network


def _columns(network: nx.Graph, kinds: Mapping[str, str]) -> dict[str, Point]:
    order = _ordered(network, kinds)
    rows_limit = max(LONGEST, math.ceil(1.6 * math.sqrt(len(network))))
    widths = [math.ceil(len(column) / rows_limit) for column in order]
    heights = [
        math.ceil(len(column) / width) if width else 0 for column, width in zip(order, widths, strict=True)
    ]
    tallest = max(heights, default=0)
    places: dict[str, Point] = {}
    left = 0.0
    for column, width, height in zip(order, widths, heights, strict=True):
        if not column:
            continue
        # A short column is spread beside a long one, which makes its edges less steep.
        step = ROW * min(2.0, max(1.0, (tallest - 1) / (height - 1))) if height > 1 else float(ROW)
        for index, node in enumerate(column):
            row, sub = divmod(index, width)
            # Neighbouring sub-columns are staggered, so that edges pass between the boxes.
            stagger = step * (sub / width) if width > 1 else 0.0
            places[node] = (left + sub * SUB_COLUMN, (row - (height - 1) / 2) * step + stagger)
        left += (width - 1) * SUB_COLUMN + SUB_COLUMN + GUTTER
    return _centred(places)


def _ordered(network: nx.Graph, kinds: Mapping[str, str]) -> list[list[str]]:
    """The columns, each sorted so that linked nodes stand at the same height.

    Barycentre sweeps (Sugiyama, Tagawa and Toda 1981) from column to column; the
    shortest arrangement met on the way is kept, because sweeps may swing.
    """
    columns = [sorted(n for n in network if kinds[n] == kind) for kind in KINDS]
    for column in columns:
        column.sort(key=lambda n: (-network.degree(n), n))
    height = {n: y for column in columns for n, y in _spread(column)}
    best, least = [list(column) for column in columns], _length(network, height)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            wish = {n: _barycentre(network, kinds, height, n) for n in column}
            column.sort(key=lambda n: (wish[n], height[n], n))
            height.update(_spread(column))
        length = _length(network, height)
        if length < least:
            best, least = [list(column) for column in columns], length
    return best


def _spread(column: Sequence[str]) -> list[tuple[str, float]]:
    """Heights between 0 and 1, so that columns of different lengths compare."""
    return [(node, (index + 0.5) / len(column)) for index, node in enumerate(column)]


def _barycentre(network: nx.Graph, kinds: Mapping[str, str], height: Mapping[str, float], node: str) -> float:
    """The mean height of the neighbours; nodes without one go to the foot of their column."""
    total = weights = 0.0
    for other, data in network[node].items():
        weight = data["weight"] * (INSIDE if kinds[other] == kinds[node] else 1.0)
        total += weight * height[other]
        weights += weight
    return total / weights if weights else 2.0


def _length(network: nx.Graph, height: Mapping[str, float]) -> float:
    return math.fsum(data["weight"] * abs(height[a] - height[b]) for a, b, data in network.edges(data=True))


def _force(network: nx.Graph) -> dict[str, Point]:
    """Linked nodes near one another; from 500 nodes on networkx's spring layout would need SciPy."""
    if len(network) < 2:
        return dict.fromkeys(network, (0.0, 0.0))
    if len(network) < 500:
        found = nx.spring_layout(network, seed=_SEED, k=1.6 / math.sqrt(len(network)), iterations=120)
    else:
        found = nx.forceatlas2_layout(network, seed=_SEED, max_iter=80)
    reach = max(abs(float(value)) for place in found.values() for value in place) or 1.0
    scale = SUB_COLUMN * math.sqrt(len(network)) / reach
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
