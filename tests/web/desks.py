"""The live page of a real service, in a real browser, with people who decide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph

from ..service.served import Served, serving
from .opened import Opened

TOKEN = "a word for these tests".replace(" ", "-")


class Desk:
    """A service that takes decisions, the dossier that it serves, and its pages."""

    def __init__(self, served: Served, folder: Path, browser: Any) -> None:
        self.served, self.folder, self._browser = served, folder, browser
        self.contexts: list[Any] = []

    def open(
        self,
        fragment: str = "",
        *,
        who: str | None = "R. Lind",
        mark: str = TOKEN,
        before: str = "",
        **settings: Any,
    ) -> Opened:
        """The page in a browser of its own, whose reviewer has that name; `before` runs first in it."""
        context = self._browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        self.contexts.append(context)
        name = f"localStorage.setItem('parleygraph-reviewer', {json.dumps(who)});" if who else ""
        opened = Opened.within(context, before=name + before)
        parts = [f"token={mark}"] if mark else []
        opened.tab.goto(f"{self.served.url}/#{'&'.join([*parts, *([fragment] if fragment else [])])}")
        ready(opened)
        return opened

    def graph(self) -> Graph:
        """The graph as the next reader of the folder has it."""
        return Graph.load(self.folder)

    def statement(self, subject: str, relation: str, object_: str) -> str:
        """The identifier of a statement, by the ends of its identifiers."""
        found = self.graph()
        ends = ((*found.statements, *found.decided.rejected), (subject, relation, object_))
        return next(
            st.id
            for st in ends[0]
            if (st.subject.split("/")[1], st.relation.value, st.object.split("/")[1]) == ends[1]
        )

    def state(self, statement: str) -> str | None:
        """What people decided on a statement; None where nobody did."""
        state = self.graph().decided.review.get(statement)
        return state.state if state else None


def ready(opened: Opened) -> None:
    """Wait until the page is loaded, which the policy forbids to ask by evaluation."""
    opened.tab.wait_for_selector("html[data-ready]", state="attached")


def reloaded(opened: Opened, act: Callable[[], Any]) -> None:
    """Do what loads the page anew, and wait for it."""
    opened.tab.evaluate("document.documentElement.dataset.before = 'true'")
    act()
    opened.tab.wait_for_selector("html[data-ready]:not([data-before])", state="attached")


def sound(opened: Opened, desk: Desk) -> bool:
    """Whether nothing was refused or complained of, and only the service was asked."""
    foreign = [url for url in opened.requests if not url.startswith((desk.served.url, "data:,"))]
    return not (opened.violations or opened.complaints or opened.dialogs or foreign)


def review(opened: Opened) -> str:
    """The first card of the panel."""
    return str(opened.tab.locator("#panel .card").first.inner_text())


@pytest.fixture(scope="module")
def service(small_graph: Graph, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A service on the dispute over fish; the tests decide on different things in it."""
    folder = tmp_path_factory.mktemp("review")
    small_graph.save(folder / "fish")
    (folder / "token").write_text(TOKEN)
    options = ("--review", "--token-file", str(folder / "token"), "--workers", "1")
    with serving(folder / "fish", folder / "log", *options) as served:
        yield Desk(served, folder / "fish", browser)


@pytest.fixture
def desk(service: Desk) -> Iterator[Desk]:
    """The service, whose pages are closed after each test."""
    yield service
    for context in service.contexts:
        context.close()
    service.contexts.clear()
