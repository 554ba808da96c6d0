"""The graph as a picture: what each node and each line looks like, and what it stands for.

Statements that say the same (ends, relation, polarity, certainty) are one line, the wider
the more of them there are; each keeps its own quotation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..model import Node, Statement
from ..ontology import Certainty, Polarity
from .labels import wrapped
from .layout import Drawable, Point

Drawn = dict[str, Any]


def drawn_nodes(graph: Drawable, places: Mapping[str, Point]) -> list[Drawn]:
    """One entry a node, in the order of `graph.nodes`; the identifier is its index in there.

    Indices and not node identifiers, because the drawing library puts identifiers to
    uses (property names, selectors) that text from an article must not reach.
    """
    degree = degrees(graph.statements)
    return [
        {
            "id": index,
            "label": "\n".join(wrapped(node.label)),
            "x": places[node.id][0],
            "y": places[node.id][1],
            "shape": "custom",
            "font": {"size": round(13 + min(4.0, math.log2(1 + degree[node.id])), 1)},
        }
        for index, node in enumerate(graph.nodes)
    ]


def degrees(statements: Sequence[Statement]) -> Mapping[str, int]:
    """How many statements each node is an end of; 0 for others."""
    degree: defaultdict[str, int] = defaultdict(int)
    for statement in statements:
        for end in {statement.subject, statement.object}:
            degree[end] += 1
    return degree


def drawn_edges(graph: Drawable, places: Mapping[str, Point]) -> list[Drawn]:
    """One entry a bundle of statements; `statements` in it holds their indices, in order."""
    nodes, statements = graph.nodes, graph.statements
    index = {node.id: number for number, node in enumerate(nodes)}
    bundles: defaultdict[tuple[int, str, int, str, str], list[int]] = defaultdict(list)
    for number, st in enumerate(statements):
        ends = index[st.subject], index[st.object]
        bundles[ends[0], st.relation.value, ends[1], st.polarity.value, st.certainty.value].append(number)
    beside: defaultdict[tuple[int, int], int] = defaultdict(int)
    edges = []
    for number, key in enumerate(sorted(bundles)):
        members = bundles[key]
        st = statements[members[0]]
        pair = min(key[0], key[2]), max(key[0], key[2])
        edges.append(
            {
                "id": number,
                "from": key[0],
                "to": key[2],
                "statements": members,
                "width": round(1.4 + 1.2 * math.log2(len(members)), 2),
                "dashes": [7, 6] if st.certainty is Certainty.UNCERTAIN else False,
                "arrows": _arrows(st),
                "smooth": _curve(key[0], key[2], nodes, places, beside[pair]),
            }
        )
        beside[pair] += 1
    return edges


def _arrows(statement: Statement) -> Drawn:
    """An arrow to what is affirmed, a bar before what is denied; both ends where neither comes first."""
    denied = statement.polarity is Polarity.NEGATIVE
    head = {"enabled": True, "type": "bar" if denied else "arrow", "scaleFactor": 1.0 if denied else 0.6}
    return {"to": head, "from": head} if statement.relation.symmetric else {"to": head}


def _curve(
    source: int, target: int, nodes: Sequence[Node], places: Mapping[str, Point], parallel: int
) -> Drawn:
    """Between columns an S from side to side, inside one an arc on its outer side; parallel lines spread."""
    one, other = nodes[source], nodes[target]
    if one.node_class.kind != other.node_class.kind:
        if parallel == 0:
            return {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
        # A curve bends to one side of its direction, so this keeps parallel ones apart both ways.
        clockwise, bend = (source < target) == (parallel % 2 == 0), 0.14 + 0.09 * parallel
    else:
        leftwards = one.node_class.is_actor
        downwards = places[one.id][1] <= places[other.id][1]
        clockwise, bend = leftwards != downwards, 0.42 + 0.14 * parallel
    return {
        "enabled": True,
        "type": "curvedCW" if clockwise else "curvedCCW",
        "roundness": round(min(bend, 0.9), 2),
    }
