"""Where nodes stand, computed before the page is opened: the same on every machine.

The page itself only packs the columns anew when a filter leaves nodes out, which takes no more than
their order. Coordinates are whole numbers, `x` to the right and `y` downwards.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import networkx as nx

from ..layout import FORCE_LIMIT, Drawable, columns, positions

COMMUNITIES_FROM: Final = 300
"""A graph of at least this many nodes can be opened by its communities."""

_SEED: Final = 7
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
# Room between the members of a community, and around one.
_APART: Final = 24
_AROUND: Final = 1.9


def layouts(graph: Drawable) -> dict[str, Any]:
    """The order inside the columns, the force layout for smaller graphs, communities for larger ones."""
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    found: dict[str, Any] = {"columns": [[index[node] for node in column] for column in columns(graph)]}
    if len(graph.nodes) <= FORCE_LIMIT:
        places = positions(graph, style="force")
        found["force"] = [int(value) for node in graph.nodes for value in places[node.id]]
    if len(graph.nodes) >= COMMUNITIES_FROM:
        found["communities"] = _communities(graph, index)
    return found


def _communities(graph: Drawable, index: dict[str, int]) -> dict[str, Any]:
    """Who belongs together (Louvain, Blondel and others 2008), each community with a disc of its own."""
    network = nx.Graph()
    network.add_nodes_from(range(len(graph.nodes)))
    pairs = Counter(
        (min(ends), max(ends))
        for st in graph.statements
        if (ends := (index[st.subject], index[st.object]))[0] != ends[1]
    )
    network.add_weighted_edges_from((*ends, count) for ends, count in sorted(pairs.items()))
    parts = nx.community.louvain_communities(network, weight="weight", seed=_SEED)
    degree = dict(network.degree(weight="weight"))
    members = sorted(
        (sorted(part, key=lambda node: (-degree[node], node)) for part in parts),
        key=lambda part: (-len(part), part[0]),
    )
    linked = [part for part in members if len(part) > 1]
    # Nodes that nothing links are one heap, and not a community each.
    single = list(itertools.chain.from_iterable(part for part in members if len(part) == 1))
    groups = [*linked, single] if single else linked
    centres = _discs([_radius(len(part)) for part in groups])
    of, places = [0] * len(graph.nodes), [0] * (2 * len(graph.nodes))
    for number, part in enumerate(groups):
        x, y = centres[number]
        for rank, node in enumerate(part):
            of[node] = number
            reach = _APART * math.sqrt(rank)
            places[2 * node] = round(x + reach * math.cos(rank * _GOLDEN))
            places[2 * node + 1] = round(y + reach * math.sin(rank * _GOLDEN))
    return {
        "of": of,
        "places": places,
        "centres": [round(value) for centre in centres for value in centre],
        "unlinked": len(groups) - 1 if single else -1,
    }


def _radius(members: int) -> float:
    return _APART * math.sqrt(members) + _APART


def _discs(radii: Sequence[float]) -> list[tuple[float, float]]:
    """Discs on a sunflower spiral, the largest in the middle, each with the room that those before leave."""
    centres = []
    area = 0.0
    for number, radius in enumerate(radii):
        area += radius * radius
        reach = _AROUND * math.sqrt(area - radius * radius / 2) if number else 0.0
        centres.append((reach * math.cos(number * _GOLDEN), reach * math.sin(number * _GOLDEN)))
    return centres
