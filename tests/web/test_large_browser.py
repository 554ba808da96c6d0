"""A large graph, and a browser without WebGL: what is drawn first, and that it answers."""

from __future__ import annotations

import pytest
from parleygraph.graph import Graph

from .conftest import OpenPage

pytestmark = pytest.mark.browser

# A browser may know WebGL and refuse it, or not know it at all.
REFUSED_WEBGL = """const given = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.includes("webgl") ? null : given.call(this, kind, ...rest);
};"""
WITHOUT_WEBGL = "delete globalThis.WebGL2RenderingContext; delete globalThis.WebGLRenderingContext;"


def test_a_large_graph_opens_with_its_best_linked(large: Graph, open_page: OpenPage) -> None:
    """500 nodes: 120 in sight, said in words, and all of them one choice away."""
    opened = open_page(large)
    assert opened.sight().startswith("120 of 500 nodes")
    opened.picture("large-best")
    opened.tab.locator("#top").select_option("")
    opened.tab.locator("#unlinked").check()
    assert opened.sight().startswith("500 of 500 nodes")
    opened.picture("large-all")
    assert opened.sound()


def test_without_webgl_a_large_graph_opens_on_communities(large: Graph, open_page: OpenPage) -> None:
    """A picture of communities, which open on a click, and a small one of nodes that answer too."""
    opened = open_page(large, before=REFUSED_WEBGL)
    before = opened.tab.locator("#view-network circle[data-dot^=c]").count()
    assert 1 < before < 200
    opened.tab.locator("#view-network text[data-dot^=c]").first.click()
    assert opened.tab.locator("#view-network [data-dot^=n]").count() >= 1
    assert opened.tab.locator("#view-network circle[data-dot^=c]").count() == before - 1
    opened.picture("communities")
    assert opened.sound()


def test_without_webgl_a_small_graph_is_drawn_and_answers(river: Graph, open_page: OpenPage) -> None:
    """Every node of it, as a picture whose dots open their evidence."""
    opened = open_page(river, before=WITHOUT_WEBGL)
    assert opened.tab.locator("#view-network :not(text)[data-dot]").count() == len(river.nodes)
    opened.tab.locator("#view-network text[data-dot=n3]").click()
    assert opened.tab.locator("#panel h2").inner_text() == river.nodes[3].label
    opened.picture("without-webgl")
