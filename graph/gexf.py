"""GEXF, for Gephi: with colours, sizes and the places of the page's layout."""

from __future__ import annotations

import math
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from .graphml import attributes
from .layout import positions
from .network import to_network

if TYPE_CHECKING:
    from .graph import Graph

_SIZES: Final = (12.0, 8.0)
"""The size of a node without statements, and how much the square root of their number adds."""


def gexf(graph: Graph) -> bytes:
    """The network in GEXF 1.2; edges have the statements' identifiers, uncertain ones are dashed.

    A character that XML cannot hold becomes U+FFFD.
    """
    import networkx as nx

    network = to_network(graph)
    places = positions(graph)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        x, y = places[node]
        least, factor = _SIZES
        look = {
            "color": _rgb(data["color"]),
            "size": round(least + factor * math.sqrt(data["statements"]), 2),
            # Gephi's y axis points up, that of a page points down.
            "position": {"x": round(x, 2), "y": round(-y, 2), "z": 0.0},
        }
        plain.add_node(node, viz=look, **attributes(data))
    for subject, object_, key, data in network.edges(keys=True, data=True):
        look = {
            "color": _rgb(data["color"]),
            "shape": "dashed" if data["certainty"] == "uncertain" else "solid",
        }
        plain.add_edge(subject, object_, key=key, id=key, viz=look, **attributes(data))
    out = BytesIO()
    nx.write_gexf(plain, out, version="1.2draft")
    # The writer puts today's date into the file, which would make equal input give unequal output.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue(), count=1)


def _rgb(color: str) -> dict[str, Any]:
    """The parts of a colour `#rrggbb`."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return {"r": red, "g": green, "b": blue}
