"""The controls of the page in a browser: legend, filters, search and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.graph import Graph

from .opened import Opened

pytestmark = pytest.mark.browser
FOCUS = """(({ id, value, className }) => id || value || className)(document.activeElement)"""


def test_the_legend_filters_the_picture_and_the_table(river: Graph, open_page: Callable[..., Opened]) -> None:
    """A class, a family, a polarity or a certainty that is switched off is gone from both."""
    opened = open_page(river)
    rows = opened.tab.locator("tbody tr:visible")
    everything = len(opened.shown("edges"))
    assert rows.count() == len(river.statements)
    for group, value, kept in (
        ("certainty", "uncertain", lambda st: st.certainty.value != "uncertain"),
        ("polarity", "negative", lambda st: st.polarity.value != "negative"),
        ("family", "support", lambda st: st.relation.family != "support"),
        ("class", "Interest", lambda st: "interest/" not in st.subject + st.object),
    ):
        box = opened.tab.locator(f'input[data-group="{group}"][value="{value}"]')
        box.focus()
        opened.tab.keyboard.press("Space")
        assert rows.count() == sum(map(kept, river.statements)) < len(river.statements)
        assert len(opened.shown("edges")) < everything
        if group == "class":
            assert len(opened.shown("nodes")) == sum(
                node.node_class.value != "Interest" for node in river.nodes
            )
        opened.tab.keyboard.press("Space")
        assert len(opened.shown("edges")) == everything


def test_nodes_without_a_line_can_be_hidden(river: Graph, open_page: Callable[..., Opened]) -> None:
    """With one family left, only the ends of its lines stay."""
    opened = open_page(river)
    for box in opened.tab.locator('input[data-group="family"]').all():
        box.set_checked(box.input_value() == "mediation")
    assert len(opened.shown("nodes")) == len(river.nodes)
    opened.tab.locator("#unlinked").check()
    ends = {
        end for st in river.statements if st.relation.family == "mediation" for end in (st.subject, st.object)
    }
    assert len(opened.shown("nodes")) == len(ends)
    opened.picture("filtered")


def test_the_best_linked_nodes_can_be_asked_for(river: Graph, open_page: Callable[..., Opened]) -> None:
    """Ten nodes are shown in a picture of their own, and then all of them where they were."""
    opened = open_page(river)
    place = "parleygraph.nodeFrame(parleygraph.network.body.data.nodes.get().find((n) => !n.hidden).id)"
    before = opened.tab.evaluate(place)
    opened.tab.select_option("#limit", "10")
    assert len(opened.shown("nodes")) == 10
    assert "10 nodes of 42" in opened.tab.locator("#status").inner_text()
    opened.tab.select_option("#limit", "")
    assert len(opened.shown("nodes")) == 42
    assert opened.tab.evaluate(place) == before


def test_what_the_picture_hides_can_be_chosen_and_shown(
    large: Graph, open_page: Callable[..., Opened]
) -> None:
    """A node that is not among the best linked is found all the same, and one press shows it."""
    opened = open_page(large)
    hidden = next(number for number in range(500) if number not in opened.shown("nodes"))
    opened.tab.fill("#search", large.nodes[hidden].label)
    opened.tab.keyboard.press("Enter")
    assert "Not in the picture now" in opened.panel()
    opened.tab.locator("#panel button", has_text="Show everything").click()
    assert len(opened.shown("nodes")) == 500
    assert "Not in the picture now" not in opened.panel()


def test_arrow_keys_move_the_picture(river: Graph, open_page: Callable[..., Opened]) -> None:
    """With the focus on the picture, and only then."""
    opened = open_page(river)
    before = opened.tab.evaluate("parleygraph.network.getViewPosition()")
    opened.tab.keyboard.press("ArrowRight")
    assert opened.tab.evaluate("parleygraph.network.getViewPosition()") == before
    opened.tab.locator(".vis-network").focus()
    opened.tab.keyboard.down("ArrowRight")
    opened.tab.wait_for_timeout(200)
    opened.tab.keyboard.up("ArrowRight")
    assert opened.tab.evaluate("parleygraph.network.getViewPosition()")["x"] > before["x"]


def test_search_finds_labels_and_aliases_and_enter_goes_on(
    river: Graph, open_page: Callable[..., Opened]
) -> None:
    """Without accents and capitals; Enter goes round the matches, Shift and Enter back."""
    opened = open_page(river)
    opened.tab.fill("#search", "markovic")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == "Lena Marković"
    opened.tab.fill("#search", "ostravan delegation")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == "Ostrava Republic"
    opened.tab.fill("#search", "union")
    seen = []
    for _ in range(4):
        opened.tab.keyboard.press("Enter")
        seen.append(opened.tab.locator("#panel h2").inner_text())
    assert len(set(seen)) >= 2
    assert seen[0] in seen[2:]
    opened.tab.keyboard.press("Shift+Enter")
    assert opened.tab.locator("#panel h2").inner_text() == seen[2]
    opened.tab.fill("#search", "zebra")
    assert "Nothing" in opened.tab.locator("#found").inner_text()


def test_every_control_is_reached_by_keyboard(river: Graph, open_page: Callable[..., Opened]) -> None:
    """The tab key passes search, filters, choices, picture and buttons, and leaves the picture again."""
    opened = open_page(river)
    reached = []
    for _ in range(60):
        opened.tab.keyboard.press("Tab")
        reached.append(opened.tab.evaluate(FOCUS))
    for control in ("search", "State", "structure", "negative", "uncertain", "limit", "names", "unlinked"):
        assert control in reached
    assert reached.index("vis-network") < reached.index("closer") < reached.index("fit")
