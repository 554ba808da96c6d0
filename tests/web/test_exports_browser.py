"""What is taken out of the page: pictures, tables, networks and RDF, of what is in sight and inert."""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from collections.abc import Callable
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from parleygraph.graph import Graph
from parleygraph.graph.namespaces import PREFIXES

from .conftest import HOSTILE, Opened, OpenPage

pytestmark = pytest.mark.browser

PARLEY = rdflib.Namespace(PREFIXES["parley"])
SVG = "{http://www.w3.org/2000/svg}"


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, all of whose chunks are whole and whose picture can be unpacked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed, head = 8, b"", b""
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack_from(">I", png, at + 8 + length)[0]
        head = content if kind == b"IHDR" else head
        packed += content if kind == b"IDAT" else b""
        at += 12 + length
    width, height, depth, colour = struct.unpack_from(">IIBB", head)
    assert (depth, colour) == (8, 6)
    assert len(zlib.decompress(packed)) == height * (1 + 4 * width)
    return width, height


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_csv_holds_the_statements_in_sight(small_graph: Graph, open_page: OpenPage) -> None:
    """All of them at first, fewer under a filter; formulas are defused."""
    opened = open_page(small_graph, "view=table")
    found = rows(opened.taken("CSV"))
    assert [row["id"] for row in found] == [statement.id for statement in small_graph.statements]
    assert [row["quotation"].lstrip("'") for row in found] == [
        statement.evidence.quotation for statement in small_graph.statements
    ]
    assert not any(value.startswith(("=", "-", "+", "@")) for row in found for value in row.values())
    opened.tab.locator('input[data-facet="polarity"][value="negative"]').uncheck()
    assert {row["polarity"] for row in rows(opened.taken("CSV"))} == {"positive"}


@pytest.mark.parametrize("name", ["small_graph", "hostile"])
def test_networks_are_xml_that_others_read(
    name: str, open_page: OpenPage, request: pytest.FixtureRequest
) -> None:
    """networkx reads GEXF and GraphML, with every node in sight, whatever its name holds."""
    graph = request.getfixturevalue(name)
    opened = open_page(graph, "view=table")
    gexf = opened.taken("GEXF")
    read = nx.read_gexf(io.BytesIO(gexf))
    assert len(read) == len(graph.nodes)
    assert len(nx.read_graphml(io.BytesIO(opened.taken("GraphML")))) == len(graph.nodes)
    assert {node["class"] for _, node in read.nodes(data=True)} <= {n.node_class.value for n in graph.nodes}


def test_the_selection_as_turtle_agrees_with_the_rdf_of_the_graph(
    small_graph: Graph, open_page: OpenPage
) -> None:
    """Every triple of it is one of the whole graph's, and each statement chosen is there."""
    opened = open_page(small_graph, "view=table")
    taken = rdflib.Graph().parse(data=opened.taken("Turtle"), format="turtle")
    statements = set(taken.subjects(rdflib.RDF.type, PARLEY.Statement))
    assert len(statements) == len(small_graph.statements)
    whole = {
        (str(s), str(p), str(o)) for s, p, o, _ in small_graph.rdf().quads() if "TextQuote" not in str(s)
    }
    own = {(str(s), str(p), str(o)) for s, p, o in taken if p not in _SELECTORS}
    assert {p for _, p, _ in own - whole} <= {str(PARLEY.confidence), str(rdflib.DCTERMS.title)}


OA = rdflib.Namespace(PREFIXES["oa"])
_SELECTORS = {OA.hasSelector, OA.exact, OA.start, OA.end, rdflib.RDF.type}


@pytest.mark.parametrize("view", ["network", "matrix", "timeline"])
def test_a_picture_is_svg_and_png(view: str, river: Graph, open_page: OpenPage) -> None:
    """The SVG holds names and no script; the PNG is one."""
    opened = open_page(river, f"view={view}")
    picture = ElementTree.fromstring(opened.taken("SVG"))  # noqa: S314 - made by our own page
    assert picture.tag == f"{SVG}svg"
    assert not [one for one in picture.iter() if one.tag in {f"{SVG}script", f"{SVG}foreignObject"}]
    texts = {text.text for text in picture.iter(f"{SVG}text")}
    assert "2025-03-14" in texts if view == "timeline" else "Westmark" in texts
    width, height = pixels(opened.taken("PNG"))
    assert width / height == pytest.approx(
        float(picture.get("width", 0)) / float(picture.get("height", 1)), rel=0.01
    )
    assert opened.sound()


def test_hostile_words_leave_the_page_as_words(hostile: Graph, open_page: Callable[..., Opened]) -> None:
    """Pictures, CSV and Turtle of the hostile graph parse, and none of them holds live markup."""
    opened = open_page(hostile)
    shapes = {f"{SVG}{name}" for name in ("svg", "g", "rect", "text", "path", "circle")}
    for view in ("network", "matrix"):
        opened.view(view)
        picture = ElementTree.fromstring(opened.taken("SVG"))  # noqa: S314 - made by our own page
        assert {one.tag for one in picture.iter()} <= shapes
        assert not any(re.match("on|href", name) for one in picture.iter() for name in one.attrib)
        assert min(pixels(opened.taken("PNG"))) > 100
    opened.view("timeline")
    opened.tab.locator(".menu > summary").click()
    opened.tab.locator(".menu-list button", has_text="SVG").click()
    opened.tab.locator("[role=status]", has_text="Nothing is drawn here").wait_for(state="attached")
    found = rows(opened.taken("CSV"))
    assert len(found) == len(hostile.statements) == 2 * len(HOSTILE)
    assert len(rdflib.Graph().parse(data=opened.taken("Turtle"), format="turtle")) > len(found)
    assert opened.sound()
