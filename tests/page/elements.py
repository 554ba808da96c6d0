"""The page taken apart: its elements, its policy, and the data in it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.page import render


class Elements(HTMLParser):
    """Every element with its attributes and the text up to its first child or its end."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")
        self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data

    def text_of(self, tag: str, kind: str | None = None) -> list[str]:
        """The texts of the elements of that name, and of that `type`."""
        return [
            text
            for (name, attributes), text in zip(self.found, self.texts, strict=True)
            if name == tag and attributes.get("type") == kind
        ]


@pytest.fixture(scope="module")
def page(river: Graph) -> str:
    return render(river)


def content(page: str) -> Any:
    (text,) = Elements(page).text_of("script", "application/json")
    return json.loads(text)
