"""docs/sparql.md says how to ask and what the limits are, and that is how it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from parleygraph.service import server
from parleygraph.service.context import DEFAULT_PORT, Limits
from parleygraph.service.formats import GRAPHS, RESULTS
from parleygraph.service.parameters import SLOWEST

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sparql.md").read_text(encoding="utf-8")


def test_the_python_of_the_page_asks_a_service(served: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The example runs as it stands, but for the port."""
    (block,) = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    exec(compile(block.replace(str(DEFAULT_PORT), str(served.port)), "sparql.md", "exec"), {})  # noqa: S102
    assert "{'who': 'Tessland', 'what': 'shared quota'}" in capsys.readouterr().out


def test_the_limits_of_the_page_are_those_of_the_service() -> None:
    """Each number of the table."""
    limits = Limits()
    for text in (
        f"time of a query | {limits.seconds:g} s |",
        f"memory of a query | {limits.memory >> 20:,} MiB |",
        f"rows or triples of an answer | {limits.rows:,} |",
        f"bytes of an answer | {limits.answer_bytes >> 20} MiB |",
        f"queries at once | {limits.workers} | `--workers` | the next {limits.waiting} wait for up to "
        f"{limits.waiting_seconds:g} s",
        f"answers that clients have not read yet | {limits.unsent} | | the next queries get 503; "
        f"a client that reads nothing for {server.READ_SECONDS:g} s",
        f"length of a query | {limits.query_bytes:,} bytes |",
        f"body of a request | {limits.body_bytes >> 20} MiB, in {limits.body_seconds:g} s |",
        f"graph that is written | {limits.graph_bytes >> 20} MiB, in {limits.body_seconds:g} s; as any body, "
        f"a second more for each {SLOWEST >> 10} KiB",
        f"head of a request | {server.HEAD_BYTES >> 10} KiB, in {server.HEAD_SECONDS:g} s |",
        f"connections | {server.CONNECTIONS} |",
    ):
        assert f"| {text}" in PAGE
    assert f"From {limits.tables_from:,} statements on" in PAGE


def test_every_form_of_answer_is_listed() -> None:
    """By its media type."""
    for offer in (*RESULTS.values(), *GRAPHS.values()):
        assert f"`{offer.types[0].partition(';')[0]}`" in PAGE
