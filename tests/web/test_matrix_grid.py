"""The stance matrix as a grid: its keys, its focus, its names that stay in sight, and its pictures."""

from __future__ import annotations

import re

import pytest
from parleygraph.graph import Graph

from .conftest import OpenPage

pytestmark = pytest.mark.browser


def test_the_keys_go_to_every_cell_and_heading(toll: Graph, open_page: OpenPage) -> None:
    """One stop for the tab key; arrows, Home and End move; Enter opens; an empty cell says so."""
    opened = open_page(toll, "view=matrix")
    grid = opened.tab.get_by_role("grid")
    assert grid.get_by_role("gridcell").count() >= 12
    assert opened.tab.locator('#view-matrix table [tabindex="0"]').count() == 1
    here = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
    opened.tab.locator('#view-matrix [data-cell][tabindex="0"]').focus()
    seen = []
    for key in (
        "ArrowDown",
        "ArrowRight",
        "Control+End",
        "Control+Home",
        "ArrowLeft",
        "ArrowUp",
        "ArrowDown",
        "ArrowRight",
        "ArrowUp",
    ):
        opened.tab.keyboard.press(key)
        seen.append(opened.tab.evaluate(here))
    assert [text.partition(":")[0] for text in seen[:4]] == [
        "Arland on toll",
        "Arland on ferry",
        "Dunmar on quiet roads",
        "Cedon on toll",
    ]
    assert seen[4:7] == ["Cedon", "Cedon", "Arland"]
    assert [text.partition(":")[0] for text in seen[7:]] == ["Arland on toll", "Cedon on toll"]
    assert seen[1].endswith("nothing in sight")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel mark").all_inner_texts() == ["Cedon rejects the toll"]
    opened.tab.keyboard.press("ArrowUp")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == "toll"


def test_the_focus_stays_where_the_grid_is_drawn_again(crowd: Graph, open_page: OpenPage) -> None:
    """A choice in a graph of which only the best linked are shown leaves the reader in the grid."""
    opened = open_page(crowd, "view=matrix&top=50")
    opened.tab.locator('#view-matrix [data-cell][tabindex="0"]').focus()
    opened.tab.keyboard.press("ArrowLeft")
    label = opened.tab.evaluate("document.activeElement.title")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == label
    assert opened.tab.evaluate("document.activeElement.title") == label


@pytest.mark.parametrize(("width", "height"), [(1440, 600), (400, 800)])
def test_the_names_stay_in_sight(width: int, height: int, crowd: Graph, open_page: OpenPage) -> None:
    """Wherever the matrix is scrolled to, row and column of a cell can be read, and no focus is covered."""
    opened = open_page(crowd, "view=matrix&top=all", viewport={"width": width, "height": height})
    opened.tab.locator('#view-matrix [data-cell][tabindex="0"]').focus()
    for key in ("Control+End", "ArrowUp", "ArrowLeft", "PageUp", "PageUp", "Home"):
        opened.tab.keyboard.press(key)
        boxes = opened.tab.evaluate(
            """() => {
              const cell = document.activeElement, [y, x] = cell.dataset.cell.split(",");
              const box = (one) => one.getBoundingClientRect().toJSON();
              const at = (place) => box(document.querySelector(`[data-cell="${place}"]`));
              return { cell: box(cell), row: at(`${y},-1`), column: at(`-1,${x}`),
                scroll: box(document.querySelector("#view-matrix .scroll")) };
            }"""
        )
        assert boxes["scroll"]["top"] - 1 <= boxes["column"]["top"]
        assert boxes["column"]["bottom"] <= boxes["cell"]["top"] + 1
        assert boxes["row"]["left"] == pytest.approx(boxes["scroll"]["left"], abs=3)
        assert boxes["row"]["right"] <= boxes["cell"]["left"] + 1
        assert boxes["cell"]["right"] <= boxes["scroll"]["right"] + 1
        assert boxes["cell"]["bottom"] <= boxes["scroll"]["bottom"] + 1
    opened.picture(f"matrix-scrolled-{width}")


def test_the_picture_holds_every_cell(toll: Graph, open_page: OpenPage) -> None:
    """The SVG names every actor and aim, and has the counts of both sides of a contradiction."""
    drawn = open_page(toll, "view=matrix").taken("Picture (SVG)").decode()
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert {"Arland", "Cedon", "Dunmar", "toll", "ferry", "ferry line", "quiet roads"} <= set(texts)
    assert sorted(one for one in texts if re.match("[+−○]", one)) == [
        "+1",
        "+1",
        "+1",
        "+1",
        "+1?",
        "+2",
        "−1",
        "−1",
        "○1",
    ]


def test_on_paper_nothing_is_cut_off_below(crowd: Graph, open_page: OpenPage) -> None:
    """The print style lets the matrix run over the pages, instead of showing what fits the window."""
    opened = open_page(crowd, "view=matrix&top=all")
    opened.tab.emulate_media(media="print")
    height = "document.querySelector('#view-matrix .scroll').clientHeight"
    assert opened.tab.evaluate(height) >= opened.tab.evaluate(
        "document.querySelector('.matrix-table').offsetHeight"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_matrix(scheme: str, river: Graph, small_graph: Graph, open_page: OpenPage) -> None:
    """For people to look at: with a row chosen, in both colour schemes."""
    opened = open_page(river, "view=matrix", color_scheme=scheme)
    opened.tab.locator("#view-matrix tbody th").nth(1).click()
    opened.picture(f"matrix-{scheme}")
    assert opened.sound()
