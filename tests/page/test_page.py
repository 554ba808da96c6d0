"""The page as a file: what it may load, and what it holds."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.page import render
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .elements import Elements, content

LOADING = {
    "src",
    "srcset",
    "srcdoc",
    "data",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
}


def policy(page: str) -> dict[str, list[str]]:
    (text,) = [
        attributes["content"] or "" for tag, attributes in Elements(page).found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]  # fmt: skip
    return {words[0]: words[1:] for words in (part.split() for part in text.split(";"))}


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_admits_the_scripts_and_styles_of_the_page_and_nothing_else(page: str) -> None:
    """Default is nothing; scripts and styles are named by their hashes, with no address and no wildcard."""
    elements, allowed = Elements(page), policy(page)
    assert allowed["default-src"] == ["'none'"]
    assert [hashed(text) for text in elements.text_of("script")] == allowed["script-src"]
    assert [hashed(text) for text in elements.text_of("style")] == allowed["style-src"]
    assert allowed["img-src"] == ["data:"]
    assert allowed["require-trusted-types-for"] == ["'script'"]
    assert all(allowed[name] == ["'none'"] for name in ("base-uri", "form-action", "trusted-types"))
    assert len(allowed) == 8


def test_the_policy_comes_before_everything_that_it_governs(page: str) -> None:
    """Only the character set stands before it: a policy does not reach back."""
    assert [tag for tag, _ in Elements(page).found][:4] == ["html", "head", "meta", "meta"]
    assert page.index("Content-Security-Policy") < page.index("<style")


@pytest.mark.parametrize("name", ["river", "hostile"])
def test_nothing_is_loaded_from_anywhere(name: str, request: pytest.FixtureRequest) -> None:
    """No element has an address to load from, and no style imports or refers to one."""
    elements = Elements(render(request.getfixturevalue(name)))
    for tag, attributes in elements.found:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "audio", "video", "source"}
        assert not LOADING & set(attributes)
        assert not any(name.startswith("on") or name in {"style", "xlink:href"} for name in attributes)
        assert "href" not in attributes or tag == "a"
    for style in elements.text_of("style"):
        assert "@import" not in style
        assert "url(" not in style


@pytest.mark.parametrize("name", ["river", "hostile", "large"])
def test_every_quotation_on_the_page_is_the_text_at_its_offsets(
    name: str, request: pytest.FixtureRequest
) -> None:
    """A browser counts UTF-16 units; cut that way, each passage gives exactly the quotation."""
    graph: Graph = request.getfixturevalue(name)
    details = content(render(graph))["details"]

    def cut(place: list[int]) -> tuple[str, str]:
        text = details["passages"][place[0]][1].encode("utf-16-le", "surrogatepass")
        quotation, sentence = text[2 * place[1] : 2 * place[2]], text[2 * place[3] : 2 * place[4]]
        return quotation.decode("utf-16-le", "surrogatepass"), sentence.decode("utf-16-le", "surrogatepass")

    for shown, statement in zip(details["statements"], graph.statements, strict=True):
        quotation, sentence = cut(shown["quote"])
        assert quotation == statement.evidence.quotation
        assert quotation in sentence
        assert statement.evidence.sentence_text.startswith(sentence[:1]) or len(sentence) > 300
        assert shown["quote"][5:] == [statement.evidence.start, statement.evidence.end]
        if statement.condition:
            assert cut(shown["condition"])[0] == statement.condition.quotation
    for shown, node in zip(details["nodes"], graph.nodes, strict=True):
        assert [cut(place)[0] for place in shown["mentions"]] == [
            mention.quotation for mention in node.mentions
        ]


def test_a_quotation_in_a_long_paragraph_is_shown_with_its_surroundings_only(make_graph: Any) -> None:
    """One line of 100,000 words does not come along with each quotation; the cut is said."""
    text = "Word " * 50_000 + "Aland backs the toll. " + "word " * 50_000
    graph = make_graph(
        text, "aland State Aland\ntoll Proposal toll", "text: aland supports toll | Aland backs the toll"
    )
    details = content(render(graph))["details"]
    assert all(len(text) < 3_000 for _, text, *_ in details["passages"])
    assert details["passages"][details["statements"][0]["quote"][0]][2:] == [True, True]


def test_statements_that_say_the_same_are_one_line_with_all_quotations(make_graph: Any) -> None:
    """Said twice, a stance is one wider line; denied or doubted, it is another."""
    graph = make_graph(
        "Aland backs the toll. Aland votes for the toll. Aland may back the toll. Aland never backed it.",
        "aland State Aland\ntoll Proposal toll",
        "text: aland supports toll | Aland backs the toll\n"
        "text: aland supports toll | Aland votes for the toll\n"
        "text: aland supports toll ? | Aland may back the toll\n"
        "text: aland supports toll - | Aland never backed it",
    )
    edges = content(render(graph))["edges"]
    assert sorted(len(edge["statements"]) for edge in edges) == [1, 1, 2]
    (double,) = [edge for edge in edges if len(edge["statements"]) == 2]
    assert all(double["width"] > edge["width"] for edge in edges if edge is not double)


def test_dashes_say_uncertain_and_a_bar_says_denied(river: Graph, page: str) -> None:
    """Certainty is in the dashes and polarity in the head of the arrow; a symmetric relation has two."""
    for edge in content(page)["edges"]:
        statement = river.statements[edge["statements"][0]]
        assert bool(edge["dashes"]) == (statement.certainty is Certainty.UNCERTAIN)
        assert (edge["arrows"]["to"]["type"] == "bar") == (statement.polarity is Polarity.NEGATIVE)
        assert ("from" in edge["arrows"]) == statement.relation.symmetric


def test_colours_names_and_filters_are_those_of_the_ontology(river: Graph, page: str) -> None:
    """Every class, family, polarity and certainty has a filter, with its colour and its count."""
    boxes = [
        attributes
        for tag, attributes in Elements(page).found
        if tag == "input" and "data-group" in attributes
    ]
    groups = {
        group: [box["value"] for box in boxes if box["data-group"] == group]
        for group in ("class", "family", "polarity", "certainty")
    }
    assert groups == {
        "class": [c.value for c in NodeClass],
        "family": list(dict.fromkeys(relation.family for relation in Relation)),
        "polarity": [p.value for p in Polarity],
        "certainty": [c.value for c in Certainty],
    }
    details = content(page)["details"]
    assert {name: c["color"] for name, c in details["classes"].items()} == {
        c.value: c.color for c in NodeClass
    }
    assert {name: r["color"] for name, r in details["relations"].items()} == {
        r.value: r.color for r in Relation
    }
    denied = sum(statement.polarity is Polarity.NEGATIVE for statement in river.statements)
    assert re.search(rf'value="negative".*?class="number">{denied}<', page, re.DOTALL)


def test_the_table_holds_every_statement_without_a_script(river: Graph, page: str) -> None:
    """A row a statement: ends, relation, voice and quotation, for readers who do not see the picture."""
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = table.split("<tr ")[1:]
    assert len(rows) == len(river.statements)
    for row, statement in zip(rows, river.statements, strict=True):
        text = " ".join(" ".join(words.split()) for words in Elements(f"<table><tr {row}").texts)
        assert river.node(statement.subject).label in text
        assert river.node(statement.object).label in text
        assert statement.evidence.quotation in text
        assert (f"not: {statement.relation.label}" in text) == (statement.polarity is Polarity.NEGATIVE)
        assert ("uncertain" in text) == (statement.certainty is Certainty.UNCERTAIN)


def test_the_page_says_what_made_it_and_what_was_skipped(river: Graph, page: str) -> None:
    """Version, model and settings, and every note of what was not placed."""
    about = page[page.index('id="about"') :]
    for words in (river.run.version, f"{river.run.model} {river.run.model_version}", river.run.settings_hash):
        assert words in about
    assert river.skipped
    assert all(note in about for note in river.skipped)


def test_a_large_graph_opens_with_the_best_linked_and_offers_all(large: Graph, page: str) -> None:
    """50 of 500 are chosen at first, with places of their own; a small graph shows all."""
    crowded = render(large)
    assert '<option value="50" selected>' in crowded
    views = content(crowded)["views"]
    assert {int(limit): len(view) for limit, view in views.items()} == {
        10: 10,
        25: 25,
        50: 50,
        100: 100,
        250: 250,
    }
    assert " selected>" not in page


def test_the_same_graph_gives_the_same_bytes(
    river: Graph, page: str, under_hash_seeds: Callable[[str], list[str]]
) -> None:
    """Rendered again, and in another process with another hash seed, the page is the same."""
    assert render(river) == page
    program = (
        "import hashlib\n"
        "from parleygraph.graph import Graph, Run\n"
        "from parleygraph.graph.page import render\n"
        "from parleygraph.model import Document, Extraction, Node, Statement\n"
        "from parleygraph.ontology import NodeClass, Relation\n"
        "d = Document('Aland backs the toll.')\n"
        "n = [Node('actor/a', NodeClass.STATE, 'Aland', (d.quote(0, 5),)),\n"
        "     Node('proposal/t', NodeClass.PROPOSAL, 'toll', (d.quote(16, 20),))]\n"
        "s = [Statement('actor/a', r, 'proposal/t', d.quote(0, 20))\n"
        "     for r in Relation if r.allows(NodeClass.STATE, NodeClass.PROPOSAL)]\n"
        "g = Graph([Extraction(d, tuple(n), tuple(s))], run=Run('1', 'm', '1'))\n"
        "print(hashlib.sha256(render(g).encode()).hexdigest())\n"
    )
    digests = set(under_hash_seeds(program))
    assert len(digests) == 1
