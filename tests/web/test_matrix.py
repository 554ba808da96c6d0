"""The stance matrix: who stands how to what, where they contradict themselves, and the words behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.ontology import Relation

from .conftest import Opened, OpenPage

pytestmark = pytest.mark.browser


def cell(opened: Opened, actor: str, aim: str) -> Any:
    return opened.tab.locator(f'#view-matrix td[aria-label^="{actor} on {aim}:"]')


def names(opened: Opened, selector: str) -> list[str]:
    return list(opened.tab.locator(f"#view-matrix {selector}").all_inner_texts())


def test_a_cell_says_for_against_both_or_neither(toll: Graph, open_page: OpenPage) -> None:
    """A denied opposition counts as for, both sides split the cell, what is uncertain is marked."""
    opened = open_page(toll, "view=matrix")
    said = {
        ("Arland", "toll"): ("split", "+1\n−1"),
        ("Cedon", "toll"): ("resists", "−1"),
        ("Dunmar", "toll"): ("favours", "+2"),
        ("Cedon", "ferry"): ("favours unsure", "+1?"),
        ("Dunmar", "ferry"): ("neither", "○1"),
        ("Arland", "quiet roads"): ("favours", "+1"),
    }
    for (actor, aim), (look, text) in said.items():
        one = cell(opened, actor, aim)
        assert re.search(rf"\bcell {look}$", one.get_attribute("class"))
        assert one.inner_text() == text
    label = cell(opened, "Dunmar", "toll").get_attribute("aria-label")
    assert "for (2 statements: supports; not: opposes)" in label
    opened.picture("matrix-stances")


def test_every_stance_of_an_actor_stands_in_its_cell(river: Graph, open_page: OpenPage) -> None:
    """As many statements in the cells as go from an actor to a proposal or an interest, on the right side."""
    opened = open_page(river, "view=matrix")
    wanted: dict[tuple[str, str], list[int]] = {}
    for statement in river.statements:
        ends = river.node(statement.subject), river.node(statement.object)
        if ends[0].node_class.kind != "Actor" or ends[1].node_class.kind == "Actor":
            continue
        sides = wanted.setdefault((ends[0].label, ends[1].label), [0, 0, 0])
        sides[side(statement.relation, statement.polarity.value == "negative")] += 1
    labels = opened.tab.eval_on_selector_all(
        "#view-matrix td.cell", "cells => cells.map((one) => one.getAttribute('aria-label'))"
    )
    found = {}
    for label in labels:
        pair, _, rest = label.partition(": ")
        counts = [
            re.search(rf"(?:^|and ){word} \((\d+)", rest)
            for word in ("neither for nor against", "for", "against")
        ]
        found[tuple(pair.split(" on ", 1))] = [int(one[1]) if one else 0 for one in counts]
    assert found == wanted
    assert f"{sum(map(sum, wanted.values()))} statements from an actor" in opened.view("matrix").inner_text()


def side(relation: Relation, denied: bool) -> int:
    return 0 if relation.stance == 0 else 1 if (relation.stance > 0) != denied else 2


def test_a_cell_opens_its_quotations_and_is_marked_whatever_view_chose_it(
    toll: Graph, open_page: OpenPage
) -> None:
    """A click lists the statements of the pair; a choice in the table marks the cell, a node its row."""
    opened = open_page(toll, "view=matrix")
    cell(opened, "Arland", "toll").click()
    marked = opened.tab.locator("#panel mark").all_inner_texts()
    assert marked == ["Arland backs the toll", "Arland rejects the toll"]
    opened.view("table").locator("button.relation", has_text="mediates").click()
    opened.view("matrix")
    assert names(opened, "td.chosen") == ["○1"]
    assert cell(opened, "Dunmar", "ferry").get_attribute("aria-selected") == "true"
    opened.tab.locator("#view-matrix tbody th", has_text="Cedon").click()
    assert opened.tab.locator("#panel h2").inner_text() == "Cedon"
    assert opened.tab.locator("#view-matrix td.chosen").count() == 4


def test_the_heaviest_come_first_and_the_order_can_be_chosen(toll: Graph, open_page: OpenPage) -> None:
    """By weight, by name, or those who agree side by side; the link keeps the choice."""
    opened = open_page(toll, "view=matrix")
    assert names(opened, "tbody th") == ["Cedon", "Arland", "Dunmar"]
    assert names(opened, "thead th.proposal") == ["toll", "ferry", "ferry line"]
    opened.tab.locator("#order").select_option("name")
    assert names(opened, "tbody th") == ["Arland", "Cedon", "Dunmar"]
    assert names(opened, "thead th.proposal") == ["ferry", "ferry line", "toll"]
    assert "order=name" in opened.fragment()
    again = open_page(toll, opened.fragment().lstrip("#"))
    assert names(again, "tbody th") == ["Arland", "Cedon", "Dunmar"]


def test_those_who_agree_can_stand_side_by_side(
    make_graph: Callable[..., Graph], open_page: OpenPage
) -> None:
    """Two camps that alternate by weight are parted."""
    people = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Fitz"]
    text = " ".join(f"{person} speaks of the dam." for person in people) + " The weir too."
    nodes = (
        "\n".join(f"{person.lower()} Person {person}" for person in people)
        + "\ndam Proposal dam\nweir Proposal weir"
    )
    lines = [
        f"text: {person.lower()} {relation} {plan} | {person} speaks"
        for place, person in enumerate(people)
        for plan, relation in (
            ("dam", "supports" if place % 2 else "opposes"),
            ("weir", "opposes" if place % 2 else "supports"),
        )
    ]
    opened = open_page(make_graph(text, nodes, "\n".join(lines)), "view=matrix")
    assert names(opened, "tbody th") == people
    opened.tab.locator("#order").select_option("alike")
    assert names(opened, "tbody th") == ["Ada", "Cleo", "Eve", "Ben", "Dan", "Fitz"]


def test_the_largest_are_taken_and_the_rest_is_counted(crowd: Graph, open_page: OpenPage) -> None:
    """Of 150 nodes at most 40 rows and columns, both kinds among them; a control shows more."""
    opened = open_page(crowd, "view=matrix&top=all")
    rows, columns = names(opened, "tbody th"), names(opened, "thead th[data-cell]")
    assert len(rows) == 40
    assert len(columns) == 40
    assert opened.tab.locator("#view-matrix thead th.interest").count() == 8
    assert re.search(
        r"40 of 60 actors · 40 of \d\d proposals and interests", opened.view("matrix").inner_text()
    )
    opened.tab.locator("#largest").select_option("80")
    assert len(names(opened, "tbody th")) == 60
    assert "largest=80" in opened.fragment()
    opened.picture("matrix-large")


def test_the_filters_leave_only_what_is_in_sight(toll: Graph, open_page: OpenPage) -> None:
    """Without the uncertain ones a column goes; without proposals interests stay; then a sentence."""
    opened = open_page(toll, "view=matrix")
    opened.tab.locator('input[data-facet="relation"][value="mediates"]').uncheck()
    opened.tab.locator('input[data-facet="certainty"][value="uncertain"]').uncheck()
    assert names(opened, "thead th[data-cell]") == ["toll", "ferry line", "quiet roads"]
    opened.tab.locator('input[data-facet="class"][value="Proposal"]').uncheck()
    assert names(opened, "thead th[data-cell]") == ["quiet roads"]
    opened.tab.locator('input[data-facet="class"][value="Interest"]').uncheck()
    assert "No statement in sight goes from an actor" in opened.view("matrix").inner_text()
