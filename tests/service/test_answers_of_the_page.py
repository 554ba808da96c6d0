"""The questions of the live page are answered from the tables where these hold the graph, else from it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.analyst.questions import answers
from parleygraph.graph.decisions import propose
from parleygraph.graph.dossiers import refresh
from parleygraph.service import api
from parleygraph.service.api_desk import Desk
from parleygraph.service.api_shown import Reviewed, shown
from parleygraph.service.context import Context
from parleygraph.service.source import DossierSource
from starlette.applications import Starlette


def reject(desk: Desk, graph: Graph) -> Graph:
    """The graph when a person has rejected the first statement."""
    made = propose.reject(graph.decided, graph.statements[0].id, who="R. Lind")
    return desk.decide(lambda _: made, "")[1]


@pytest.fixture
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No graph answers a question itself."""

    def asked(*_: Any) -> None:
        raise AssertionError("the graph was asked")

    monkeypatch.setattr(Graph, "ask_question", asked)


def test_the_tables_answer_as_the_graph_does(folder: Path, request: pytest.FixtureRequest) -> None:
    """Every question, with the same rows; also after a decision that has come into the files."""
    desk = Desk(folder)
    reject(desk, desk.graph())
    refresh(folder)
    graph = desk.graph()
    expected = answers(Reviewed(graph))
    assert sum(item["total"] for item in expected) > 20
    request.getfixturevalue("no_store")
    assert shown(graph, desk.dossier_of(graph))["questions"] == expected


def test_tables_without_the_last_decision_are_not_asked(folder: Path) -> None:
    """Nor those of another state of the graph; when the files have followed, they are."""
    desk = Desk(folder)
    before = desk.graph()
    assert desk.dossier_of(before) is not None
    after = reject(desk, before)
    assert desk.dossier_of(before) is desk.dossier_of(after) is None
    refresh(folder)
    assert desk.graph() is after
    assert desk.dossier_of(after) is not None
    assert desk.dossier_of(before) is None


@pytest.mark.parametrize("content", [b"not a table", None])
def test_damaged_tables_are_passed_over(content: bytes | None, folder: Path) -> None:
    """The graph answers then."""
    desk = Desk(folder)
    graph = desk.graph()
    (table,) = folder.glob("generations/*/statements.parquet")
    table.unlink()
    if content is not None:
        table.write_bytes(content)
    assert shown(graph, desk.dossier_of(graph))["questions"] == answers(Reviewed(graph))


@pytest.mark.usefixtures("no_store")
def test_the_service_asks_the_tables(folder: Path) -> None:
    """`/api/graph` has the answers though no graph was asked."""
    context = Context(folder, DossierSource(folder), "http://fish.example", frozenset())
    transport = httpx.ASGITransport(Starlette(routes=api.routes(context)))

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url=context.base_url) as client:
            return await client.get("/api/graph")

    found = {item["name"]: item["total"] for item in asyncio.run(asked()).json()["questions"]}
    assert found["stances"] > 0
    assert found["demands"] > 0
