"""The benchmark of large graphs: what it generates, what it measures, and what its report says."""

from __future__ import annotations

import argparse
import importlib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from parleygraph.graph import Graph

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """How to import a script of the benchmarks."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module


def test_the_graphs_have_the_size_and_the_shape_that_is_stated(module: Any) -> None:
    """As many statements as asked for, in documents of some hundred; few actors are named often."""
    graph: Graph = module("corpus").graph(3000)
    assert len(graph.statements) == 3000
    assert 20 <= len(graph.documents) <= 40
    assert {statement.relation for statement in graph.statements} >= set(module("corpus_shares").RELATIONS)
    ends = Counter(end for st in graph.statements for end in (st.subject, st.object) if end[:5] == "actor")
    most = ends.most_common()
    assert most[0][1] > 30 * most[len(most) // 2][1]
    labels = Counter(node.label for node in graph.nodes if not node.node_class.is_actor)
    assert labels.most_common()[0][1] > 1


def test_the_same_seed_gives_the_same_graph(module: Any) -> None:
    """And another seed another one."""
    corpus = module("corpus")
    first = corpus.graph(500).statements
    assert first == corpus.graph(500).statements
    assert first != corpus.graph(500, seed=2).statements


@pytest.fixture
def measured(module: Any, tmp_path: Path) -> dict[str, Any]:
    """What the steps measure on a small graph; the questions of the store in this process, to be quick."""
    store: ModuleType = module("store")
    options = argparse.Namespace(rounds=1, limit=20)
    (tmp_path / "size").write_text("500")
    steps = ("tables", "trig", "store", "nquads", "memory", "disk", "load rdflib")
    found = {step: store.STEPS[step](tmp_path, options) for step in steps}
    found["ask duckdb"] = store.STEPS["ask duckdb"](tmp_path, options)
    asked = {name: store.STEPS[f"question {name}"](tmp_path, options) for name in store.NAMES}
    return found | {"ask oxigraph": asked, "ask rdflib": found["load rdflib"] | dict.fromkeys(asked)}


def test_two_engines_find_the_same_number_of_rows(measured: dict[str, Any]) -> None:
    """For every question."""
    rows = {engine: {name: cost["rows"] for name, cost in measured[f"ask {engine}"].items()}
            for engine in ("duckdb", "oxigraph")}  # fmt: skip
    assert rows["duckdb"] == rows["oxigraph"]
    assert sum(map(bool, rows["duckdb"].values())) > 15


def test_the_report_has_every_question_and_every_load(module: Any, measured: dict[str, Any]) -> None:
    """What was given up is more than the limit, and what was not asked is a dash."""
    report = module("store_report").report({500: measured, 9000: {"tables": measured["tables"]}}, 20)
    table = [line.strip("| ").split(" | ") for line in report.splitlines() if line.startswith("| `")]
    assert len(table) == 2 * len(module("store").NAMES)
    assert {row[4] for row in table[: len(table) // 2]} == {"> 20000"}
    assert {row[4] for row in table[len(table) // 2 :]} == {"–"}
    assert report.count("| 500 |") == 7
    assert report.count("| 9,000 |") == 1


def test_the_page_of_results_fits_the_questions(module: Any) -> None:
    """benchmarks/store.md was made with the questions that there are."""
    text = (ROOT / "benchmarks" / "store.md").read_text(encoding="utf-8")
    for name in module("store").NAMES:
        assert f"| `{name}` |" in text


def test_a_million_statements_go_without_the_quads(module: Any) -> None:
    """They are loaded into the store and asked there; what reads the N-Quads stops at its own limit."""
    options = argparse.Namespace(oxigraph=1_000_000, quads=100_000, rdflib=2_000, rdflib_load=10_000)
    steps = {size: module("store")._steps(size, options) for size in (10_000, 100_000, 1_000_000, 2_000_000)}
    stored = ["tables", "ask duckdb", "trig", "store", "ask oxigraph"]
    assert steps[1_000_000] == stored
    assert steps[100_000] == [*stored, "nquads", "memory", "disk"]
    assert steps[10_000] == [*stored, "nquads", "memory", "disk", "load rdflib"]
    assert steps[2_000_000] == stored[:2]
