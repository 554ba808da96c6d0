"""A service that takes decisions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import append, propose

from .served import Served

TOKEN = "a word for these tests".replace(" ", "-")


class Desk:
    """A service that takes decisions, asked by somebody who knows its token."""

    def __init__(self, served: Served, folder: Path) -> None:
        self.served, self.folder = served, folder

    def graph(self) -> dict[str, Any]:
        """The data of the page."""
        return dict(self.served.client.get("/api/graph").raise_for_status().json())

    def head(self) -> str:
        return str(self.graph()["live"]["head"])

    def post(
        self, action: str, *, who: str = "R. Lind", head: str | None = None, **more: Any
    ) -> httpx.Response:
        """Decide, on what the graph shows now unless another head is given."""
        record = {"action": action, "who": who, "head": self.head() if head is None else head, **more}
        return self.send(json.dumps(record))

    def send(self, body: str, **headers: str) -> httpx.Response:
        known = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.served.client.post(
            "/api/decisions", content=body, headers={k: v for k, v in {**known, **given}.items() if v}
        )

    def statement(self, subject: str, relation: str, object_: str) -> str:
        """The identifier of a statement, by the labels of its ends."""
        data = self.graph()
        names = [row[2] for row in data["nodes"]]
        relations = [term["id"] for term in data["vocabulary"]["relations"]]
        return next(
            str(row[0])
            for row in data["statements"]
            if (names[row[1]], relations[row[2]], names[row[3]]) == (subject, relation, object_)
        )

    def state(self, statement: str) -> str | None:
        """The state of a statement; None where there is no such statement."""
        for row in self.graph()["statements"]:
            if row[0] == statement:
                return str(row[16]) if len(row) > 16 else "unreviewed"
        return None

    def labels(self) -> dict[str, str]:
        return {row[0]: row[2] for row in self.graph()["nodes"]}


type Serving = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="module")
def desk(small_graph: Graph, serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A service on a dossier of its own; its tests decide on different things."""
    folder = tmp_path_factory.mktemp("review")
    small_graph.save(folder / "fish")
    # A decision that a service before wrote and was killed.
    renamed = propose.rename(small_graph.decided, "actor/gazette", "The Gazette", who="R. Lind")
    append(folder / "fish" / "decisions.jsonl", renamed)
    (folder / "token").write_text(TOKEN)
    options = ("--review", "--token-file", str(folder / "token"), "--workers", "1")
    with serving(folder / "fish", folder / "log", *options) as served:
        yield Desk(served, folder / "fish")
