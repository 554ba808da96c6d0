"""The page in a browser: graphs to show, and a tab that notes everything it asks for or complains about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.analyst import render_page

from ..page.conftest import HOSTILE, hostile, large, river
from .desks import desk, service
from .matrices import crowd, toll
from .opened import Opened, OpenPage

__all__ = ["HOSTILE", "OpenPage", "Opened", "crowd", "desk", "hostile", "large", "river", "service", "toll"]

# The policy of the page forbids the evaluation that `wait_for_function` repeats.
READY = "html[data-ready]"


@cache
def rendered(graph: Graph) -> bytes:
    """The page of a graph, made once for all the tests of a process."""
    return render_page(graph).encode()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[OpenPage]:
    """Write the page of a graph into a file and open it; keywords go to the browser's context."""
    contexts = []

    def opening(graph: Graph, fragment: str = "", *, before: str = "", **settings: Any) -> Opened:
        path = tmp_path / "graph.html"
        path.write_bytes(rendered(graph))
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        opened = Opened.within(context, before=before)
        opened.tab.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        if settings.get("java_script_enabled", True):
            opened.tab.wait_for_selector(READY, state="attached")
        return opened

    yield opening
    for context in contexts:
        context.close()
