"""The words on the page: hostile ones stay words, addresses become links, titles name it."""

from __future__ import annotations

from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.contents import web_address
from parleygraph.graph.labels import plain
from parleygraph.graph.page import render

from .elements import Elements, content


def test_hostile_words_add_no_element_and_no_attribute(hostile: Graph, river: Graph) -> None:
    """The page of the hostile document is built of the elements and attributes of any other page."""
    usual, found = Elements(render(river)), Elements(render(hostile))
    names = {(tag, name) for tag, attributes in usual.found for name in (None, *attributes)}
    assert {(tag, name) for tag, attributes in found.found for name in (None, *attributes)} <= names
    assert [tag for tag, _ in found.found].count("script") == 3


def test_hostile_words_are_all_there(hostile: Graph) -> None:
    """Nothing is cut out of a quotation: what is inert need not be removed."""
    page = render(hostile)
    details = content(page)["details"]
    assert [node["label"] for node in details["nodes"]] == [node.label for node in hostile.nodes]
    assert "&lt;img src=x onerror=alert(2)&gt;" in page
    assert page.encode("utf-8")


def test_only_web_addresses_become_links(hostile: Graph, river: Graph) -> None:
    """The address of a document is a link for http and https; of others not even the text is kept."""
    for graph, count in ((river, 1), (hostile, 0)):
        elements = Elements(render(graph))
        links = [attributes["href"] or "" for tag, attributes in elements.found if tag == "a"]
        assert sum(not link.startswith("#") for link in links) == count
    assert "javascript:alert(7)" not in render(hostile)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://courier.example/a?b=c#d", True),
        ("HTTP://courier.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://courier.example", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//courier.example", False),
        ("https://", False),
        ("https://[broken", False),
        ("no address", False),
        ("", False),
        (None, False),
    ],
)
def test_a_web_address_is_http_or_https_with_a_host(address: str | None, kept: bool) -> None:
    """Anything else, and anything with a blank or control character, is no address to follow."""
    assert web_address(address) == (address if kept else None)


def test_the_title_can_be_given(river: Graph) -> None:
    """It stands in the title and the heading, as text."""
    page = render(river, title="Rivers & <b>dams</b>")
    assert "<title>Rivers &amp; &lt;b&gt;dams&lt;/b&gt;</title>" in page
    assert Elements(page).text_of("h1") == ["Rivers & <b>dams</b>"]


def test_a_page_without_a_title_names_its_documents(river: Graph, small_graph: Graph) -> None:
    """One document gives its title; of more, the first three are named."""
    assert "<title>Four governments, one river</title>" in render(river)
    (title,) = Elements(render(small_graph)).text_of("title")
    names = [plain(document.title or document.name) for document in small_graph.documents]
    assert title == " · ".join(names)


def test_an_empty_graph_has_a_page(make_graph: Any) -> None:
    """It says that nothing was found, and has no picture to fill."""
    page = render(make_graph([], "", ""))
    assert content(page)["nodes"] == []
    assert "No statement was found." in page
