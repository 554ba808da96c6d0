"""A difference as a page and as a record."""

from __future__ import annotations

from collections.abc import Callable

import lxml.html
from parleygraph.graph import Graph
from parleygraph.graph.diff import diff
from parleygraph.graph.diff_page import render

from .conftest import MakeGraph


def test_the_page_has_everything_and_no_script(small_graph: Graph, make_graph: MakeGraph) -> None:
    """Hostile words are text; the policy admits the style of the page alone; nothing is asked for."""
    empty = make_graph("Nothing.", "a Group Nothing", "none: a b c")
    both = diff(empty, small_graph), diff(small_graph, empty)
    for found in both:
        page = render(found, "</title><script>alert(1)</script>", "after\u202e\ud800")
        page.encode()
        tree = lxml.html.document_fromstring(page)
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        assert tags.isdisjoint({"script", "img", "iframe", "link", "object", "embed", "form", "a", "svg"})
        assert not [name for element in tree.iter() for name in element.attrib if name in {"href", "src"}]
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "<img src=x onerror=alert(1)>" in tree.text_content()
        assert "\u200f" not in page
        assert "\u202e" not in page
    assert (
        f"Statements added: {len(small_graph.statements)}"
        in lxml.html.document_fromstring(render(both[0], "a", "b")).text_content()
    )


def test_the_record_is_sorted_and_the_same_under_every_hash_seed(
    under_hash_seeds: Callable[[str], list[str]],
) -> None:
    """As every output is."""
    program = (
        "import json\n"
        "from parleygraph.graph import Graph, Run\n"
        "from parleygraph.graph.diff import diff, diff_record\n"
        "from parleygraph.model import Document, Extraction, Node\n"
        "from parleygraph.ontology import NodeClass\n"
        "d = Document('Ants, Bees, Crabs, Dogs.')\n"
        "words = [(0, 4), (6, 10), (12, 17), (19, 23)]\n"
        "nodes = tuple(Node(f'actor/{i}', NodeClass.GROUP, d.text[a:b], (d.quote(a, b),))"
        " for i, (a, b) in enumerate(words))\n"
        "g, h = (Graph([Extraction(d, n)], run=Run('1', 'm', '1')) for n in (nodes, ()))\n"
        "print(json.dumps(diff_record(diff(h, g))))"
    )
    one, two = under_hash_seeds(program)
    assert one == two
    assert "Dogs" in one
