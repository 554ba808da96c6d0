"""The page in a browser: it opens alone, shows everything, and every choice opens its quotations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.graph import Graph

from .conftest import Opened, OpenPage

pytestmark = pytest.mark.browser


def number_of(graph: Graph, label: str) -> int:
    return next(number for number, node in enumerate(graph.nodes) if node.label == label)


def test_the_page_opens_alone_and_without_complaint(river: Graph, open_page: OpenPage) -> None:
    """One request, for the file itself; no error, no warning, nothing refused, in any view."""
    opened = open_page(river)
    for name in ("network", "matrix", "reader", "timeline", "table", "questions"):
        opened.view(name)
        opened.tab.wait_for_timeout(150)
        opened.picture(f"page-{name}")
    assert opened.sound()
    assert opened.requests[0].startswith("file://")


def test_a_node_opens_its_statements_and_mentions(river: Graph, open_page: OpenPage) -> None:
    """A click in the network names it, lists what it is an end of, and marks each mention."""
    opened, number = open_page(river), number_of(river, "Alpine Union")
    click_in_network(opened, f"parleygraph.dot({number})")
    node = river.nodes[number]
    assert opened.tab.locator("#panel h2").inner_text() == node.label
    marks = opened.tab.locator("#panel mark").all_inner_texts()
    assert marks == [mention.quotation for mention in node.mentions][:5]
    own = [st for st in river.statements if node.id in (st.subject, st.object)]
    assert f"{len(own)} statements" in opened.panel()
    opened.picture("page-node")


def test_a_line_opens_its_statements(river: Graph, open_page: OpenPage) -> None:
    """A click on the middle of a line, straight or bent, opens the quotations of what it stands for."""
    opened = open_page(river)
    kinds = {node.id: node.node_class.kind for node in river.nodes}
    between = [n for n, st in enumerate(river.statements) if kinds[st.subject] != kinds[st.object]]
    inside = [n for n, st in enumerate(river.statements) if kinds[st.subject] == kinds[st.object]]
    for numbers in (between, inside):
        found = set()
        for number in numbers[:8]:
            click_in_network(opened, f"parleygraph.line({number})")
            found.add(opened.tab.locator(f'#panel [data-statement="{number}"]').count())
            opened.tab.keyboard.press("Escape")
        # Names and other lines may cover the middle of some.
        assert 1 in found


def click_in_network(opened: Opened, expression: str) -> None:
    opened.tab.wait_for_timeout(300)
    point = opened.tab.evaluate(expression)
    box = opened.tab.locator("#view-network .stage").bounding_box()
    opened.tab.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    opened.tab.wait_for_timeout(400)


def test_a_link_opens_the_same_again(river: Graph, open_page: OpenPage) -> None:
    """View, selection and filters stand in the fragment, and a page opened with it shows them."""
    opened = open_page(river)
    opened.view("table")
    opened.tab.locator('input[data-facet="relation"][value="supports"]').uncheck()
    opened.tab.locator("#view-table tbody button.relation").first.click()
    again = open_page(river, opened.fragment().lstrip("#"))
    assert again.sight() == opened.sight()
    assert again.panel() == opened.panel()
    assert again.tab.locator("#view-table").is_visible()


def test_a_row_of_the_table_opens_the_exact_quotation(river: Graph, open_page: OpenPage) -> None:
    """Marked in its paragraph, with voice, polarity, certainty, confidence, stage, document and date."""
    opened = open_page(river, "view=table")
    for number in range(0, len(river.statements), 19):
        statement = river.statements[number]
        opened.tab.locator(f'#view-table button[data-statement="{number}"]').click()
        card = opened.tab.locator(f'#panel [data-statement="{number}"]')
        assert card.locator("mark").inner_text() == statement.evidence.quotation
        assert statement.evidence.sentence_text.strip() in card.locator("blockquote").inner_text()
        for fact in facts(river, number):
            assert fact in opened.panel()


def facts(graph: Graph, number: int) -> list[str]:
    statement = graph.statements[number]
    document = statement.evidence.document
    return [
        graph.node(statement.subject).label,
        statement.relation.label,
        graph.node(statement.object).label,
        *(graph.node(source).label for source in statement.sources),
        statement.polarity.value,
        statement.certainty.value,
        f"{statement.confidence:.2f}",
        statement.stage,
        *filter(None, (document.title, document.publisher, document.date)),
    ]


@pytest.mark.parametrize("name", ["network", "matrix", "reader", "timeline", "table", "questions"])
def test_hostile_words_stay_words(name: str, hostile: Graph, open_page: Callable[..., Opened]) -> None:
    """Markup, scripts, addresses, reversed and endless words are shown and never run."""
    opened = open_page(hostile, f"view={name}")
    opened.tab.wait_for_timeout(200)
    opened.picture(f"hostile-{name}")
    assert opened.tab.evaluate("document.querySelectorAll('img, iframe, a[href^=javascript]').length") == 0
    assert opened.sound()
