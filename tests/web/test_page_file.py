"""The page as a file: its policy, its data, its size, and that equal graphs give equal pages."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.analyst import page_data, render_page
from parleygraph.graph.analyst.layout import layouts
from parleygraph.graph.embedding import csp_hash
from parleygraph.graph.exports import EXPORTS
from parleygraph.ontology import Relation

from ..page.elements import Elements


def policy(page: str) -> dict[str, list[str]]:
    (text,) = [given["content"] or "" for tag, given in Elements(page).found if "http-equiv" in given]
    return {words[0]: words[1:] for words in (part.split() for part in text.split(";"))}


def data_of(page: str) -> Any:
    (text,) = Elements(page).text_of("script", "application/json")
    return json.loads(text)


def test_the_policy_admits_the_one_script_and_style_and_no_connection(small_graph: Graph) -> None:
    """Default is nothing; script and style are named by their hashes; no address, no wildcard."""
    page = render_page(small_graph)
    elements, allowed = Elements(page), policy(page)
    assert allowed["default-src"] == allowed["connect-src"] == ["'none'"]
    assert allowed["script-src"] == [csp_hash(text) for text in elements.text_of("script")]
    assert allowed["style-src"] == [csp_hash(text) for text in elements.text_of("style")]
    assert allowed["require-trusted-types-for"] == ["'script'"]
    assert not [word for words in allowed.values() for word in words if "unsafe" in word or "*" in word]


@pytest.mark.parametrize("name", ["river", "hostile", "small_graph"])
def test_nothing_in_the_file_loads_or_runs(name: str, request: pytest.FixtureRequest) -> None:
    """No element refers to another file, no attribute is a handler, whatever the texts hold."""
    page = render_page(request.getfixturevalue(name))
    for tag, attributes in Elements(page).found:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "svg", "form"}
        assert not {"src", "srcdoc", "action", "style"} & set(attributes)
        assert not any(attribute.startswith("on") for attribute in attributes)


def test_the_data_hold_the_graph(small_graph: Graph) -> None:
    """Every document with its text, every node, every statement, with offsets that quote the text."""
    data = data_of(render_page(small_graph))
    assert [row["text"] for row in data["documents"]] == [document.text for document in small_graph.documents]
    assert [row[0] for row in data["nodes"]] == [node.id for node in small_graph.nodes]
    for row, statement in zip(data["statements"], small_graph.statements, strict=True):
        assert row[0] == statement.id
        assert data["documents"][row[7]]["text"][row[8] : row[9]] == statement.evidence.quotation
        assert data["vocabulary"]["relations"][row[2]]["id"] == statement.relation.value
        assert [data["nodes"][node][0] for node in row[6]] == list(statement.sources)


def test_the_state_of_a_review_is_in_the_data(small_graph: Graph) -> None:
    """A reviewed statement says so; the others say nothing."""
    reviewed = small_graph.statements[2].id
    rows = page_data(small_graph, review={reviewed: "accepted"})["statements"]
    assert rows[2][-1] == "accepted"
    assert all(len(row) == len(rows[0]) for number, row in enumerate(rows) if number != 2)


def test_equal_graphs_give_equal_pages(make_graph: Callable[..., Graph], under_hash_seeds: Any) -> None:
    """Communities, positions and all: the page is the same byte for byte, under any hash seed."""
    program = (
        "import hashlib, sys; sys.path.insert(0, 'benchmarks'); import page\n"
        "print(hashlib.sha256(page.render_page(page.made(320, 700)).encode()).hexdigest())"
    )
    one, other = under_hash_seeds(program)
    assert one == other


def test_a_page_of_fifty_articles_is_small_enough_to_send() -> None:
    """As many nodes and statements as 60 articles gave, with their texts: less than 5 MB."""
    made = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "page.py"))["made"]
    assert len(render_page(made(3_000, 7_500)).encode()) < 5_000_000


def test_communities_hold_every_node_once(large: Graph) -> None:
    """Each node has a community and a place; the largest is the first."""
    found = layouts(large)["communities"]
    assert len(found["of"]) == len(large.nodes)
    assert len(found["places"]) == 2 * len(large.nodes)
    sizes = [found["of"].count(number) for number in range(len(found["centres"]) // 2)]
    assert all(sizes)
    assert sum(sizes) == len(large.nodes)


def test_a_relation_is_for_or_against_as_the_ontology_has_it(small_graph: Graph) -> None:
    """The page learns the sides from the vocabulary, so that a new relation needs no change in it."""
    relations = page_data(small_graph)["vocabulary"]["relations"]
    assert {one["id"]: one["stance"] for one in relations} == {r.value: r.stance for r in Relation}


@pytest.mark.parametrize("name", ["river", "hostile"])
def test_the_simple_page_stays_and_is_as_inert(name: str, request: pytest.FixtureRequest) -> None:
    """`--format pyvis` gives the page with the network alone: one file, hashed scripts, no handler."""
    page = EXPORTS["pyvis"].content(request.getfixturevalue(name)).decode()
    assert [csp_hash(text) for text in Elements(page).text_of("script")] == policy(page)["script-src"]
    for tag, attributes in Elements(page).found:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base"}
        assert not any(attribute.startswith("on") or attribute == "src" for attribute in attributes)


def test_without_javascript_the_statements_are_listed(small_graph: Graph) -> None:
    """The page without its program still names every statement."""
    page = render_page(small_graph)
    bare = page[page.index("<noscript>") : page.index("</noscript>")]
    assert bare.count("<tr>") == len(small_graph.statements) + 1
    assert not re.search(r"<script", bare)
