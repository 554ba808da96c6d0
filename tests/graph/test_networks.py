"""The network has everything a statement says on its edges, and GraphML and GEXF keep it."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import networkx as nx
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.layout import positions
from parleygraph.ontology import Certainty, NodeClass

from .conftest import MakeGraph


@pytest.fixture(scope="module")
def graphml(small_graph: Graph) -> nx.MultiDiGraph[str]:
    """The network as networkx reads it back from GraphML."""
    return nx.read_graphml(
        BytesIO(small_graph.serialize("graphml")), edge_key_type=str, force_multigraph=True
    )


@pytest.fixture(scope="module")
def gexf(small_graph: Graph) -> nx.MultiDiGraph[str]:
    """The network as networkx reads it back from GEXF."""
    return nx.read_gexf(BytesIO(small_graph.serialize("gexf")))


def test_an_edge_has_all_qualifiers(small_graph: Graph) -> None:
    """Polarity, certainty, sources, condition, evidence and confidence are data on every edge."""
    network = small_graph.network()
    (denied,) = [st for st in small_graph.statements if len(st.sources) == 2]
    edge = network.edges[denied.subject, denied.object, denied.id]
    assert edge["relation"] == "supports"
    assert edge["polarity"] == "negative"
    assert edge["sources"] == ("actor/gazette", "actor/brook")
    assert edge["source_labels"] == ("Tern Gazette", "Edda Brook")
    assert edge["quotation"] == "Tessland did not accept the patrol ban"
    assert edge["date"] == "2031"
    (conditional,) = [data for *_, data in network.edges(data=True) if data["condition"]]
    assert conditional["condition"] == "if diesel is cheap"
    assert conditional["certainty"] == "uncertain"


def test_a_statement_is_one_edge_also_where_its_relation_is_symmetric(small_graph: Graph) -> None:
    """Nothing is counted twice."""
    network = small_graph.network()
    assert {key for *_, key in network.edges(keys=True)} == {st.id for st in small_graph.statements}


def test_a_node_has_its_class_and_colour(small_graph: Graph) -> None:
    """Enough to draw a picture from, without the ontology at hand."""
    node = small_graph.network().nodes["actor/guild"]
    assert (node["label"], node["node_class"], node["kind"]) == (
        "Net Menders' Guild",
        "Organization",
        "Actor",
    )
    assert node["color"] == NodeClass.ORGANIZATION.color
    assert node["aliases"] == ("guild",)
    assert node["documents"] == 2


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_whole_network_is_read_back(
    form: str, small_graph: Graph, request: pytest.FixtureRequest
) -> None:
    """Every node, every edge, and what is said about them, hostile texts too."""
    read = request.getfixturevalue(form)
    assert set(read.nodes) == {node.id for node in small_graph.nodes}
    assert read.nodes["actor/script"]["label"] == "</script><img src=x onerror=alert(1)>"
    texts = {document.id: document.text for document in small_graph.documents}
    found = set()
    for *_, key, data in read.edges(keys=True, data=True):
        start, end = int(data["evidence_start"]), int(data["evidence_end"])
        assert texts[data["document_id"]][start:end] == data["quotation"]
        found.add(data.get("id", key))
    assert found == {st.id for st in small_graph.statements}


def test_gexf_has_colours_sizes_and_places(small_graph: Graph, gexf: nx.MultiDiGraph[str]) -> None:
    """Gephi opens the file as the page shows it, with the y axis turned."""
    places = positions(small_graph)
    for node in small_graph.nodes:
        look = gexf.nodes[node.id]["viz"]
        color = look["color"]
        assert f"#{color['r']:02x}{color['g']:02x}{color['b']:02x}" == node.node_class.color.lower()
        x, y = places[node.id]
        assert look["position"]["x"] == pytest.approx(x, abs=0.01)
        assert look["position"]["y"] == pytest.approx(-y, abs=0.01)
    assert gexf.nodes["actor/marovia"]["viz"]["size"] > gexf.nodes["actor/finn"]["viz"]["size"]
    assert len({tuple(gexf.nodes[node]["viz"]["position"].values()) for node in gexf}) == len(gexf)


def test_gexf_colours_edges_by_family_and_dashes_the_uncertain(small_graph: Graph) -> None:
    """A legend of the page holds for Gephi too."""
    root = ElementTree.fromstring(small_graph.serialize("gexf"))  # noqa: S314
    viz = "{http://www.gexf.net/1.2draft/viz}"
    edges = {edge.get("id"): edge for edge in root.iterfind(".//{*}edge")}
    for statement in small_graph.statements:
        edge = edges[statement.id]
        color, shape = edge.find(f"{viz}color"), edge.find(f"{viz}shape")
        assert color is not None
        assert shape is not None
        found = "#" + "".join(f"{int(color.get(part, '')):02x}" for part in "rgb")
        assert found == statement.relation.color.lower()
        assert (shape.get("value") == "dashed") == (statement.certainty is Certainty.UNCERTAIN)


def test_gexf_does_not_hold_the_date_of_the_day(small_graph: Graph) -> None:
    """The library writes it, and the same input would give other bytes tomorrow."""
    assert b"lastmodified" not in small_graph.serialize("gexf")


@pytest.mark.parametrize("form", ["graphml", "gexf", "rdfxml"])
def test_xml_stays_well_formed_with_control_characters(form: str, make_graph: MakeGraph) -> None:
    """A control character or half a character in a text is replaced, one for one."""
    graph = make_graph(
        "No\x01r\ud800th ba\x0bcks the pl\ufffean.\u2028",
        "north State No\x01r\ud800th\nplan Proposal the pl\ufffean",
        "text: north supports plan | ba\x0bcks",
    )
    content = graph.serialize(form).decode()
    ElementTree.fromstring(content)  # noqa: S314
    assert "No\ufffdr\ufffdth" in content
    assert "ba\ufffdcks" in content
