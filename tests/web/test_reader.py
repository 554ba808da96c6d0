"""The reader: the text as it is, every mention and statement marked at its offsets, and the ends drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.model import Document

from .conftest import Opened, OpenPage

pytestmark = pytest.mark.browser

PARAGRAPHS = "paragraphs => paragraphs.map((one) => one.textContent)"
FAMILY = "👩‍👩‍👧‍👦"


@pytest.fixture(scope="module")
def astral(make_graph: Callable[..., Graph]) -> Graph:
    """Two documents; characters of two units of UTF-16 stand before, in and after what is marked."""
    first = Document(
        f"{FAMILY} 𝔘𝔫𝔦𝔬𝔫 News 🐟\n\nThe Kelp 🐟 Union backs the 𝔫𝔢𝔱 rule, if 🦀 is spared. "
        "Harbour Nord rejects it 🛑 and the Kelp 🐟 Union hit back.\n"
        "According to Harbour Nord, the Kelp 🐟 Union wants calm 🌊 seas.",
        name="first",
        title="Fish 🐟 first",
        date="2031-05-04",
        author="R. Lind",
    )
    second = Document("Harbour Nord trusts the Kelp 🐟 Union again.", name="second", title="Second thoughts")
    nodes = """
kelp Organization Kelp 🐟 Union
nord Organization Harbour Nord
rule Proposal 𝔫𝔢𝔱 rule
calm Interest calm 🌊 seas
"""
    statements = """
first: kelp supports rule | The Kelp 🐟 Union backs the 𝔫𝔢𝔱 rule | if 🦀 is spared
first: nord opposes rule | Harbour Nord rejects it
first: kelp criticizes nord ? | the Kelp 🐟 Union hit back
first: kelp seeks calm @nord | the Kelp 🐟 Union wants calm 🌊 seas
second: nord allyOf kelp | Harbour Nord trusts the Kelp 🐟 Union again
"""
    return make_graph([first, second], nodes, statements)


def words(opened: Opened, selector: str) -> str:
    return "".join(opened.tab.locator(f"#view-reader .text {selector}").all_text_contents())


def of_statement(number: int) -> str:
    return f'[data-statements~="{number}"]'


def stating(graph: Graph, relation: str) -> int:
    """The number of the statement with that relation in the graph."""
    return next(number for number, st in enumerate(graph.statements) if st.relation.value == relation)


def piece(opened: Opened, number: int) -> Any:
    return opened.tab.locator(f"#view-reader .text {of_statement(number)}").first


def test_the_text_is_shown_as_it_is(river: Graph, astral: Graph, open_page: OpenPage) -> None:
    """Paragraph by paragraph the words of the document, each with its place in units of UTF-16."""
    for graph in (river, astral):
        opened = open_page(graph, "view=reader")
        document = opened.tab.evaluate("document.querySelector('#document')?.selectedIndex ?? 0")
        text = graph.documents[document].text
        paragraphs = opened.tab.locator("#view-reader [data-start]")
        assert paragraphs.evaluate_all(PARAGRAPHS) == [line for line in text.split("\n") if line]
        starts = [int(one) for one in paragraphs.evaluate_all("all => all.map((one) => one.dataset.start)")]
        units = text.encode("utf-16-le")
        assert all(start == 0 or units[2 * start - 2 : 2 * start] == b"\n\0" for start in starts)


def test_every_mention_and_statement_is_marked_at_its_code_points(astral: Graph, open_page: OpenPage) -> None:
    """Also behind characters of two units: the marked words are the quotations, exactly."""
    opened = open_page(astral, "view=reader")
    for document in range(len(astral.documents)):
        opened.tab.locator("#document").select_option(str(document))
        for number, statement in enumerate(astral.statements):
            here = statement.evidence.document is astral.documents[document]
            assert words(opened, of_statement(number)) == (statement.evidence.quotation if here else "")
        for number, node in enumerate(astral.nodes):
            wanted = [m.quotation for m in node.mentions if m.document is astral.documents[document]]
            assert words(opened, f'[data-node="{number}"]') == "".join(wanted)


def test_pointing_at_a_statement_draws_its_ends(astral: Graph, open_page: OpenPage) -> None:
    """Subject, object, voice, words and condition are marked, and a line has the relation for a label."""
    opened = open_page(astral, "view=reader")
    piece(opened, stating(astral, "supports")).hover()
    assert words(opened, ".subject") == "Kelp 🐟 Union"
    assert words(opened, ".object") == "𝔫𝔢𝔱 rule"
    assert words(opened, ".quoted") == "The Kelp 🐟 Union backs the 𝔫𝔢𝔱 rule"
    assert words(opened, ".condition-part") == "if 🦀 is spared"
    assert opened.tab.locator("#view-reader .ends text").text_content() == "supports"
    assert opened.tab.locator("#view-reader .ends.favours path").count() == 2
    piece(opened, stating(astral, "seeks")).focus()
    assert words(opened, ".voice") == "Harbour Nord"
    assert words(opened, ".object") == "calm 🌊 seas"
    opened.picture("reader-ends")
    piece(opened, stating(astral, "criticizes")).focus()
    assert opened.tab.locator("#view-reader .ends text").text_content() == "criticizes (uncertain)"
    opened.tab.mouse.move(5, 5)
    opened.tab.locator("#document").focus()
    assert not words(opened, ".subject, .object, .quoted, .voice")


def test_the_line_goes_from_the_subject_to_the_object(river: Graph, open_page: OpenPage) -> None:
    """Its ends lie above the two mentions, wherever in the page they stand, and the label on the page."""
    opened = open_page(river, "view=reader")
    for number in range(0, len(river.statements), 24):
        piece(opened, number).focus()
        at = opened.tab.evaluate(
            """() => {
              const reader = document.querySelector("#view-reader");
              const box = (name) => [name, reader.querySelector(`.${name}`)?.getClientRects()[0]?.toJSON()];
              return Object.fromEntries(["subject", "object", "curve", "head", "plate", "page"].map(box));
            }"""
        )
        assert at["plate"]["left"] >= at["page"]["left"] - 1
        assert at["plate"]["right"] <= at["page"]["right"] + 1
        if not at["curve"]:
            continue
        tip = (at["head"]["left"] + at["head"]["right"]) / 2
        assert at["object"]["left"] <= tip <= at["object"]["right"]
        assert 0 <= at["object"]["top"] - at["head"]["bottom"] + 1 <= 3
        ends = sorted(
            (at["subject"]["left"] + at["subject"]["right"], at["object"]["left"] + at["object"]["right"])
        )
        assert ends[0] / 2 == pytest.approx(at["curve"]["left"], abs=2)
        assert ends[1] / 2 == pytest.approx(at["curve"]["right"], abs=2)


def test_the_keys_step_through_the_statements_in_the_order_of_the_text(
    astral: Graph, open_page: OpenPage
) -> None:
    """j, k, arrows, Home and End choose; the words of each are marked, counted and have the focus."""
    opened = open_page(astral, "view=reader")
    here = [n for n, st in enumerate(astral.statements) if st.evidence.document is astral.documents[0]]
    order = sorted(here, key=lambda n: astral.statements[n].evidence.start)
    for key, place in (
        ("j", 0),
        ("j", 1),
        ("k", 0),
        ("ArrowRight", 1),
        ("End", 3),
        ("ArrowLeft", 2),
        ("Home", 0),
    ):
        opened.tab.keyboard.press(key)
        quotation = astral.statements[order[place]].evidence.quotation
        assert opened.tab.locator("#panel mark").all_inner_texts() == [quotation]
        assert words(opened, ".chosen") == quotation
        assert (
            f"statement {place + 1} of {len(order)}" in opened.tab.locator("#view-reader .bar").inner_text()
        )
        first = "document.activeElement.matches('[role=mark][aria-current=true]')"
        assert opened.tab.evaluate(first)
    assert opened.tab.evaluate("document.activeElement.getAttribute('aria-description')") == (
        "Kelp 🐟 Union supports 𝔫𝔢𝔱 rule"
    )


def test_a_click_on_a_mark_chooses_in_all_views(astral: Graph, open_page: OpenPage) -> None:
    """The statement first, on a second click the node under the pointer; the table has the same row."""
    opened = open_page(astral, "view=reader")
    mention = opened.tab.locator("#view-reader .text .mention.actor").first
    mention.click()
    assert opened.tab.locator("#panel mark").inner_text() == "The Kelp 🐟 Union backs the 𝔫𝔢𝔱 rule"
    assert "statement=" in opened.fragment()
    assert opened.view("table").locator("tr.chosen").count() == 1
    opened.view("reader")
    mention.click()
    assert opened.tab.locator("#panel h2").inner_text() == "Kelp 🐟 Union"
    assert words(opened, ".chosen") == "Kelp 🐟 Union" * 3


def test_what_is_chosen_elsewhere_is_found_in_its_document(astral: Graph, open_page: OpenPage) -> None:
    """A row of the table that rests on the second document opens it; the link keeps it."""
    opened = open_page(astral, "view=table")
    row = opened.tab.locator("#view-table button.relation", has_text="ally of")
    row.click()
    opened.view("reader")
    assert "Second thoughts" in opened.tab.locator("#view-reader .text h2").inner_text()
    assert words(opened, ".chosen") == "Harbour Nord trusts the Kelp 🐟 Union again"
    assert f"document={astral.documents[1].id}" in opened.fragment()
    again = open_page(astral, opened.fragment().lstrip("#"))
    assert words(again, ".chosen") == words(opened, ".chosen")
    assert again.tab.locator("#document option").all_inner_texts() == [
        "Fish 🐟 first (4)",
        "Second thoughts (1)",
    ]


def test_the_filters_leave_marks_of_what_is_in_sight(astral: Graph, open_page: OpenPage) -> None:
    """A relation or a class that is left out is plain text, and the text itself stays whole."""
    opened = open_page(astral, "view=reader")
    before = opened.tab.locator("#view-reader [data-start]").evaluate_all(PARAGRAPHS)
    opened.tab.locator('input[data-facet="relation"][value="seeks"]').uncheck()
    assert not words(opened, of_statement(stating(astral, "seeks")))
    assert "3 statements" in opened.tab.locator("#view-reader .bar").inner_text()
    opened.tab.locator('input[data-facet="class"][value="Interest"]').uncheck()
    assert not words(opened, ".mention.interest")
    assert opened.tab.locator("#view-reader [data-start]").evaluate_all(PARAGRAPHS) == before


def test_narrow_enlarged_and_on_paper(river: Graph, open_page: OpenPage) -> None:
    """At 400 pixels no line runs out of the window, and the paper gets the whole text without controls."""
    opened = open_page(river, "view=reader", viewport={"width": 400, "height": 800})
    opened.tab.keyboard.press("j")
    opened.picture("reader-400", full_page=True)
    box = opened.tab.locator("#view-reader .text").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400
    opened.tab.emulate_media(media="print")
    assert not opened.tab.locator("#view-reader .bar").is_visible()
    height = "(one) => one.clientHeight"
    scroll, page = (
        opened.tab.locator(f"#view-reader {one}").evaluate(height) for one in (".scroll", ".page")
    )
    assert scroll >= page
    assert opened.sound()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_reader(scheme: str, river: Graph, open_page: OpenPage) -> None:
    """For people to look at: a statement with its ends, in both colour schemes."""
    opened = open_page(river, "view=reader", color_scheme=scheme)
    for _ in range(3):
        opened.tab.keyboard.press("j")
    opened.picture(f"reader-{scheme}")
    assert opened.sound()
