"""The page for everybody: no violation of WCAG 2.1 AA seen by axe-core, all by keyboard, large or narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph

from .conftest import OpenPage

axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

pytestmark = pytest.mark.browser

RULES = Path(axe.__path__[0]) / "axe.min.js"
CHECK = """async () => (await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)"""
VIEWS = ("network", "matrix", "reader", "timeline", "table", "questions")
NAMED_KEYS = """[...document.querySelectorAll("[aria-keyshortcuts]")]
  .map((one) => one.getAttribute("aria-keyshortcuts"))"""
FOCUS = "(({ id, textContent, tagName }) => id || textContent || tagName)(document.activeElement)"


def violations(tab: Any) -> list[str]:
    """What axe-core objects to on the page as it stands."""
    tab.evaluate(RULES.read_text(encoding="utf-8"))
    return list(tab.evaluate(CHECK))


@pytest.mark.parametrize(("scheme", "graph"), [("light", "river"), ("dark", "small_graph")])
def test_no_view_violates_the_guidelines(
    scheme: str, graph: str, open_page: OpenPage, request: pytest.FixtureRequest
) -> None:
    """Every view with something chosen, in light and dark: zero violations."""
    opened = open_page(request.getfixturevalue(graph), color_scheme=scheme)
    opened.tab.evaluate(RULES.read_text(encoding="utf-8"))
    for name in VIEWS:
        opened.view(name)
        opened.tab.wait_for_timeout(100)
        assert opened.tab.evaluate(CHECK) == []
        if name == "network":
            opened.tab.locator("#view-network .stage").press("ArrowRight")
        opened.picture(f"{scheme}-{name}")


def test_dialogs_and_menus_do_not_either(small_graph: Graph, open_page: OpenPage) -> None:
    """The search with its list, the export menu and the dialogs."""
    opened = open_page(small_graph, "view=table")
    opened.tab.locator("#search").fill("mar")
    assert violations(opened.tab) == []
    opened.tab.locator(".menu > summary").click()
    assert violations(opened.tab) == []
    opened.tab.keyboard.press("Escape")
    opened.tab.get_by_role("button", name="About").click()
    assert violations(opened.tab) == []
    opened.tab.keyboard.press("Escape")
    opened.tab.get_by_role("button", name="Keys").click()
    assert violations(opened.tab) == []


def test_a_key_lists_the_keys(small_graph: Graph, open_page: OpenPage) -> None:
    """`?` opens the list: every key that a button names, and none of the review; Escape closes it."""
    opened = open_page(small_graph, "view=reader")
    opened.tab.keyboard.press("?")
    listed = opened.tab.locator("dialog[open]")
    keys = set(listed.locator("kbd").all_inner_texts())
    named = opened.tab.evaluate(NAMED_KEYS)
    assert {"?", "j", "k"} <= set(named) <= keys
    assert listed.get_by_role("heading", name="Review").count() == 0
    opened.picture("keys")
    opened.tab.keyboard.press("Escape")
    assert listed.count() == 0
    opened.tab.keyboard.press("/")
    opened.tab.keyboard.type("?")
    assert listed.count() == 0


def test_a_path_from_the_search_to_the_quotation_by_keyboard(river: Graph, open_page: OpenPage) -> None:
    """Find a name, choose it, go to the panel, open a statement, come back: no mouse."""
    opened = open_page(river)
    opened.tab.keyboard.press("/")
    assert opened.tab.evaluate(FOCUS) == "search"
    opened.tab.keyboard.type("alpine")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == "Alpine Union"
    opened.tab.locator("#panel .statements button").first.press("Enter")
    assert opened.tab.locator("#panel mark").count() == 1
    opened.tab.keyboard.press("Escape")
    assert "Choose a node" in opened.panel()


def test_tabs_and_network_answer_the_arrow_keys(river: Graph, open_page: OpenPage) -> None:
    """From tab to tab, from node to node, and from cell to cell of the matrix."""
    opened = open_page(river)
    opened.tab.locator("#tab-network").focus()
    opened.tab.keyboard.press("ArrowRight")
    assert opened.tab.locator("#view-matrix").is_visible()
    cell = opened.tab.locator('[data-cell][tabindex="0"]')
    cell.focus()
    opened.tab.keyboard.press("ArrowRight")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel mark").count() >= 1
    opened.tab.locator("#tab-matrix").focus()
    opened.tab.keyboard.press("ArrowLeft")
    opened.tab.locator("#view-network .stage").focus()
    seen = set()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp"):
        opened.tab.keyboard.press(key)
        seen.add(opened.tab.locator("#panel h2").inner_text())
    assert len(seen) >= 3


def test_every_control_can_be_reached_by_tab(small_graph: Graph, open_page: OpenPage) -> None:
    """Going on with the tab key passes every link, button, field and summary in sight that takes part."""
    opened = open_page(small_graph, "view=table")
    wanted = opened.tab.evaluate(
        """() => {
          const kinds = "a[href], button, input, select, summary, [tabindex='0']";
          const all = [...document.querySelectorAll(kinds)]
            .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
          all.forEach((one, at) => one.dataset.stop = at);
          document.activeElement.blur();
          return all.length;
        }"""
    )
    reached = set()
    for _ in range(wanted + 5):
        opened.tab.keyboard.press("Tab")
        reached.add(opened.tab.evaluate("document.activeElement.dataset.stop ?? null"))
    assert len(reached - {None}) == wanted


@pytest.mark.parametrize(("width", "height", "scale"), [(400, 800, 1), (720, 450, 2)], ids=["400px", "200%"])
def test_it_can_be_used_narrow_and_enlarged(
    width: int, height: int, scale: int, river: Graph, open_page: OpenPage
) -> None:
    """At 400 pixels, and at 200 % of a small screen, nothing runs out of the window to the side."""
    opened = open_page(river, viewport={"width": width, "height": height}, device_scale_factor=scale)
    for name in VIEWS:
        opened.view(name)
        opened.tab.wait_for_timeout(150)
        assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
        opened.picture(f"{width}px-{name}", full_page=True)
    opened.view("table")
    opened.tab.locator("#view-table tbody button.relation").first.click()
    assert opened.tab.locator("#panel mark").first.is_visible()
    assert violations(opened.tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_chosen_violates_nothing_either(scheme: str, river: Graph, open_page: OpenPage) -> None:
    """A cell with the focus, a statement with its ends drawn, and brushed dates."""
    opened = open_page(river, "view=matrix", color_scheme=scheme)
    opened.tab.locator("#view-matrix td.cell").nth(2).click()
    assert violations(opened.tab) == []
    opened.view("reader")
    opened.tab.keyboard.press("j")
    assert opened.tab.locator("#view-reader .ends text").count() == 1
    assert violations(opened.tab) == []
    opened.view("timeline").locator('[data-handle="from"]').focus()
    opened.tab.keyboard.press("ArrowRight")
    assert "from=" in opened.fragment()
    assert violations(opened.tab) == []
