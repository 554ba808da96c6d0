"""The page in a browser: graphs to show, and a tab that notes everything it asks for or complains about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.analyst import render_page

from .. import browsing
from ..page.conftest import HOSTILE, hostile, large, river

__all__ = ["HOSTILE", "hostile", "large", "river"]

# The policy of the page forbids the evaluation that `wait_for_function` repeats.
READY = "html[data-ready]"


class Opened(browsing.Opened):
    """The page an analyst works in."""

    def view(self, name: str) -> Any:
        """Go to a view by its tab, and return it."""
        self.tab.locator(f"#tab-{name}").click()
        return self.tab.locator(f"#view-{name}")

    def sight(self) -> str:
        """How much is in sight, in words."""
        return str(self.tab.locator(".in-sight").inner_text())

    def fragment(self) -> str:
        return str(self.tab.evaluate("location.hash"))

    def taken(self, label: str) -> bytes:
        """What an entry of the export menu downloads."""
        self.tab.locator(".menu > summary").click()
        with self.tab.expect_download() as download:
            self.tab.locator(".menu-list button", has_text=label).click()
        return Path(download.value.path()).read_bytes()


type OpenPage = Callable[..., Opened]


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
