"""GraphML, for R (igraph), yEd, Cytoscape and networkx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from . import xml
from .network import flat, to_network

if TYPE_CHECKING:
    from .graph import Graph


def graphml(graph: Graph) -> bytes:
    """The network in GraphML; edges have the statements' identifiers.

    A character that XML cannot hold becomes U+FFFD.
    """
    import networkx as nx

    network = to_network(graph)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.add_nodes_from((node, attributes(data)) for node, data in network.nodes(data=True))
    plain.add_edges_from(
        (subject, object_, key, attributes(data))
        for subject, object_, key, data in network.edges(keys=True, data=True)
    )
    out = BytesIO()
    # The writer is named, because the default one depends on whether lxml is installed.
    nx.write_graphml_xml(plain, out)
    return out.getvalue()


def attributes(data: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a node or an edge as XML can hold them."""
    return {name: xml.safe(value) if isinstance(value, str) else value for name, value in flat(data).items()}
