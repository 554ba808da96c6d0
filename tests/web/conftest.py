"""The page in a browser: graphs to show, and a tab that notes everything it asks for or complains about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.service.page import render_page

from ..page.conftest import HOSTILE, chromium, hostile, large, river

__all__ = ["HOSTILE", "chromium", "hostile", "large", "river"]

ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
WATCH = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
# The policy of the page forbids the evaluation that `wait_for_function` repeats.
READY = "html[data-ready]"


@dataclass
class Opened:
    """A page in a tab, with everything it asked for or complained about."""

    tab: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[str]:
        """What the content security policy refused."""
        return list(self.tab.evaluate("violations"))

    def view(self, name: str) -> Any:
        """Go to a view by its tab, and return it."""
        self.tab.locator(f"#tab-{name}").click()
        return self.tab.locator(f"#view-{name}")

    def panel(self) -> str:
        return str(self.tab.locator("#panel").inner_text())

    def sight(self) -> str:
        """How much is in sight, in words."""
        return str(self.tab.locator(".in-sight").inner_text())

    def fragment(self) -> str:
        return str(self.tab.evaluate("location.hash"))

    def picture(self, name: str, **settings: Any) -> None:
        """Write a screenshot for people to look at."""
        ARTIFACTS.mkdir(exist_ok=True)
        self.tab.screenshot(path=ARTIFACTS / f"{name}.png", **settings)

    def taken(self, label: str) -> bytes:
        """What an entry of the export menu downloads."""
        self.tab.locator(".menu > summary").click()
        with self.tab.expect_download() as download:
            self.tab.locator(".menu-list button", has_text=label).click()
        return Path(download.value.path()).read_bytes()

    def sound(self) -> bool:
        """Whether nothing was refused, complained of, asked for, or said in a dialog."""
        return not (self.violations or self.complaints or self.dialogs or self.requests[1:])


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """A headless Chromium for all the tests of a process."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


type OpenPage = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[OpenPage]:
    """Write the page of a graph into a file and open it; keywords go to the browser's context."""
    contexts = []

    def opening(graph: Graph, fragment: str = "", *, before: str = "", **settings: Any) -> Opened:
        path = tmp_path / "graph.html"
        path.write_bytes(render_page(graph).encode())
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        contexts.append(context)
        context.add_init_script(WATCH + before)
        opened = Opened(context.new_page())
        opened.tab.on("request", lambda request: opened.requests.append(request.url))
        opened.tab.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.tab.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.tab.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        opened.tab.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        if settings.get("java_script_enabled", True):
            opened.tab.wait_for_selector(READY, state="attached")
        return opened

    yield opening
    for context in contexts:
        context.close()
