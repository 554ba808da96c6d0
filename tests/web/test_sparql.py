"""SPARQL in the live page: an editor under the policy of the page, and answers that open the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph

from ..service.conftest import serving
from .conftest import Opened, OpenPage
from .desks import Desk, sound
from .test_accessibility import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(small_graph: Graph, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A service that only reads."""
    folder = tmp_path_factory.mktemp("sparql")
    small_graph.save(folder / "fish")
    with serving(folder / "fish", folder / "log", "--workers", "1") as served:
        yield Desk(served, folder / "fish", browser)


@pytest.fixture
def opened(desk: Desk) -> Iterator[Opened]:
    """The view with its editor."""
    page = desk.open("view=sparql", mark="")
    page.tab.locator(".sparql-view[data-editor]").wait_for()
    yield page
    desk.contexts.pop().close()


def written(opened: Opened) -> str:
    return "\n".join(opened.tab.locator(".CodeMirror-line").all_inner_texts())


def test_a_query_is_written_completed_and_answered(opened: Opened, desk: Desk) -> None:
    """By keyboard alone; a name in the answer opens its evidence, and all of it can be downloaded."""
    tab = opened.tab
    tab.get_by_label("SPARQL query").focus()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("SELECT ?a ?p { ?a parley:propose")
    # The list follows what is typed: only one word is left of it.
    tab.locator(".CodeMirror-hints li:only-child", has_text="parley:proposes").wait_for()
    tab.keyboard.press("Enter")
    tab.keyboard.type(" ?p }")
    assert "parley:proposes" in written(opened)
    tab.keyboard.press("Control+Enter")
    row = tab.locator(".query-answer tbody tr", has_text="Marovia")
    row.wait_for()
    row.get_by_role("button", name="Marovia").click()
    assert tab.locator("#panel h2").inner_text() == "Marovia"
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download CSV").click()
    lines = Path(download.value.path()).read_text().splitlines()
    assert lines == ["a,p", f"{desk.graph().base}actor/marovia,{desk.graph().base}proposal/quota"]
    opened.picture("sparql")
    assert sound(opened, desk)


def test_the_questions_are_examples(opened: Opened) -> None:
    """Each fills the editor, and has its answer."""
    opened.tab.get_by_label("Examples").select_option("stances")
    assert "SELECT" in written(opened)
    opened.tab.get_by_role("button", name="Run").click()
    opened.tab.locator(".query-answer tbody tr").first.wait_for()
    assert "rows" in opened.tab.locator(".query-answer [role=status]").inner_text()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT {", "the query ends too early"),
        ("ASK { ?s ?p ?o }", "Yes."),
        ("CONSTRUCT { ?s a parley:Actor } WHERE { ?s a parley:State }", "parley:Actor"),
        ("SELECT (?no AS ?x) ('=1+1' AS ?y) {}", "=1+1"),
    ],
)
def test_every_kind_of_answer_is_shown(query: str, words: str, opened: Opened) -> None:
    """An error in the service's words, yes or no, a graph as Turtle, and a row."""
    opened.tab.get_by_label("SPARQL query").focus()
    opened.tab.keyboard.press("Control+a")
    opened.tab.keyboard.insert_text(query)
    opened.tab.keyboard.press("Control+Enter")
    opened.tab.locator(".query-answer", has_text=words).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_does_not_violate_the_guidelines(scheme: str, desk: Desk) -> None:
    """Nothing that axe-core sees, and the tab key leaves the editor."""
    page = desk.open("view=sparql", mark="", color_scheme=scheme)
    page.tab.locator(".sparql-view[data-editor]").wait_for()
    assert violations(page.tab) == []
    page.tab.get_by_label("SPARQL query").focus()
    page.tab.keyboard.press("Tab")
    assert not page.tab.evaluate("document.activeElement.closest('.CodeMirror') !== null")
    desk.contexts.pop().close()


def test_the_page_in_a_file_has_no_such_view(small_graph: Graph, open_page: OpenPage) -> None:
    """It has no service to ask: a link to the view opens another one."""
    page = open_page(small_graph, "view=sparql")
    assert page.tab.locator("#tab-sparql").count() == 0
    assert page.tab.locator("#view-network").is_visible()
