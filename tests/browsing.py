"""One headless Chromium for all the tests, and tabs that note what a page asks for and complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

ARTIFACTS = Path(__file__).parents[1] / "test-artifacts"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization")
WITHOUT_GPU = ("--disable-gpu",)
WATCH = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class Opened:
    """A page in a tab, with everything it asked for or complained about."""

    tab: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @classmethod
    def within(cls, context: Any, *, before: str = "") -> Self:
        """An empty tab of the context, watched from now on; `before` runs first in each of its pages."""
        context.add_init_script(WATCH + before)
        opened = cls(context.new_page())
        opened.tab.on("request", lambda request: opened.requests.append(request.url))
        opened.tab.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.tab.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.tab.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        return opened

    @property
    def violations(self) -> list[str]:
        """What the content security policy refused."""
        return list(self.tab.evaluate("violations"))

    def panel(self) -> str:
        """The words of the evidence panel."""
        return str(self.tab.locator("#panel").inner_text())

    def picture(self, name: str, **settings: Any) -> None:
        """Write a screenshot for people to look at."""
        ARTIFACTS.mkdir(exist_ok=True)
        self.tab.screenshot(path=ARTIFACTS / f"{name}.png", **settings)

    def sound(self) -> bool:
        """Whether nothing was refused, complained of, asked for, or said in a dialog."""
        return not (self.violations or self.complaints or self.dialogs or self.requests[1:])


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one, the test is skipped."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("PARLEYGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("no Chromium: install one, or give its path in PARLEYGRAPH_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def launch(chromium: str) -> Iterator[Callable[..., Any]]:
    """Start a headless Chromium with these arguments, once for all the tests of a process."""
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install playwright"
    )
    with sync_api.sync_playwright() as playwright:

        @cache
        def started(*arguments: str) -> Any:
            return playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *arguments])

        yield started


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Any]) -> Any:
    """A Chromium that draws by WebGL, without a graphics card."""
    return launch(*WEBGL)
