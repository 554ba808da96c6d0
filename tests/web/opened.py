"""The page an analyst works in, opened in a tab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .. import browsing


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
