"""The simple page in a browser, with its picture to click in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.page import render

from .. import browsing

# Where, on the screen, nothing but the node or the line itself would be hit.
NODE_POINT = """(id) => {
  const { left, right, top, bottom } = parleygraph.nodeFrame(id);
  return parleygraph.network.canvasToDOM({ x: (left + right) / 2, y: (top + bottom) / 2 });
}"""
EDGE_POINT = """(id) => {
  const { network, pointOn } = parleygraph;
  for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
    const point = network.canvasToDOM(pointOn(id, share));
    const around = (reach) => [-reach, 0, reach].flatMap((x) =>
      [-reach, 0, reach].map((y) => ({ x: point.x + x, y: point.y + y })));
    const covered = around(5).some((place) => network.getNodeAt(place) !== undefined);
    if (!covered && around(1).every((place) => network.getEdgeAt(place) === id)) return point;
  }
  return null;
}"""
SHOWN = """(kind) => parleygraph.network.body.data[kind].get()
  .filter(({ hidden }) => !hidden).map(({ id }) => id)"""


class Opened(browsing.Opened):
    """The simple page, with its picture to click in."""

    def click_node(self, number: int) -> None:
        self._click(self.tab.evaluate(NODE_POINT, number))

    def click_edge(self, number: int) -> bool:
        """Click the line where it is free; False if other things cover it everywhere."""
        point = self.tab.evaluate(EDGE_POINT, number)
        if point:
            self._click(point)
        return bool(point)

    def _click(self, point: dict[str, float]) -> None:
        box = self.tab.locator("#canvas").bounding_box()
        # The library tells a click from a double click by waiting for the second one.
        self.tab.mouse.click(box["x"] + point["x"], box["y"] + point["y"], delay=20)
        self.tab.wait_for_timeout(300)

    def shown(self, kind: str) -> list[int]:
        """The nodes or edges in the picture."""
        return list(self.tab.evaluate(SHOWN, kind))


@pytest.fixture(scope="module")
def browser(launch: Callable[..., Any]) -> Any:
    """The simple page draws without WebGL."""
    return launch(*browsing.WITHOUT_GPU)


@cache
def rendered(graph: Graph) -> bytes:
    """The page of a graph, made once for all the tests of a process."""
    return render(graph).encode()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Write the page of a graph into a file and open it; keywords go to the browser's context."""
    contexts = []

    def opening(graph: Graph, **settings: Any) -> Opened:
        path = tmp_path / "graph.html"
        path.write_bytes(rendered(graph))
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        opened = Opened.within(context)
        opened.tab.goto(path.as_uri())
        if settings.get("java_script_enabled", True):
            opened.tab.wait_for_function("document.documentElement.dataset.ready")
        return opened

    yield opening
    for context in contexts:
        context.close()
