"""The page in a browser: it opens alone, answers clicks with quotations, and runs no foreign word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.model import Statement

from .opened import Opened

pytestmark = pytest.mark.browser
EDGE_OF = """(number) => parleygraph.network.body.data.edges.get()
  .find(({ statements }) => statements.includes(number)).id"""
TEXT = "(found) => found.textContent"


def number_of(graph: Graph, label: str) -> int:
    return next(number for number, node in enumerate(graph.nodes) if node.label == label)


def edge_of(opened: Opened, statement: int) -> int:
    """The line that the statement is part of."""
    return int(opened.tab.evaluate(EDGE_OF, statement))


def test_the_page_opens_alone_and_without_complaint(river: Graph, open_page: Callable[..., Opened]) -> None:
    """One request, for the file itself; no error, no warning, nothing refused."""
    opened = open_page(river)
    opened.picture("page")
    assert len(opened.requests) == 1
    assert opened.requests[0].startswith("file://")
    assert opened.complaints == []
    assert opened.violations == []


def test_the_policy_stops_what_somebody_might_add(river: Graph, open_page: Callable[..., Opened]) -> None:
    """A foreign picture, an inline script, a connection and markup from text are all refused."""
    opened = open_page(river)
    refused = opened.tab.evaluate(
        """async () => {
          document.body.append(Object.assign(new Image(), { src: "https://tracker.example/x.png" }));
          const script = document.createElement("script");
          try { script.textContent = "globalThis.ran = true"; document.body.append(script); } catch {}
          const connected = await fetch("https://tracker.example/").then(() => true, () => false);
          let markup = true;
          try { document.body.innerHTML = "<p>"; } catch { markup = false; }
          return [globalThis.ran ?? false, connected, markup];
        }"""
    )
    assert refused == [False, False, False]
    assert {"img-src", "connect-src", "require-trusted-types-for"} <= {
        text.split()[0] for text in opened.violations
    }


def test_a_click_on_a_node_shows_its_statements_and_mentions(
    river: Graph, open_page: Callable[..., Opened]
) -> None:
    """The panel names it, lists what it is an end of, and marks each mention in its sentence."""
    opened, number = open_page(river), number_of(river, "Alpine Union")
    opened.click_node(number)
    node = river.nodes[number]
    assert opened.tab.locator("#panel h2").inner_text() == node.label
    marks = opened.tab.locator("#panel mark").all_inner_texts()
    assert marks == [mention.quotation for mention in node.mentions][:8]
    own = [st for st in river.statements if node.id in (st.subject, st.object)]
    assert f"{len(own)} statements" in opened.panel()
    assert opened.tab.locator("#panel .statements li").count() == len(own)


def expected_facts(river: Graph, statement: Statement) -> list[str]:
    document = statement.evidence.document
    return [
        river.node(statement.subject).label,
        statement.relation.label,
        river.node(statement.object).label,
        *(river.node(source).label for source in statement.sources or ()),
        "denied" if statement.polarity.sign == "-" else "affirmed",
        statement.certainty.value,
        f"{statement.confidence:.2f}",
        statement.stage,
        *filter(None, (document.title, document.publisher, document.date)),
    ]


def test_a_click_on_a_line_shows_the_exact_quotation(river: Graph, open_page: Callable[..., Opened]) -> None:
    """Marked in its sentence, with voice, polarity, certainty, confidence, stage, document and date."""
    opened = open_page(river)
    clicked = 0
    for statement_number in range(0, len(river.statements), 8):
        statement = river.statements[statement_number]
        if not opened.click_edge(edge_of(opened, statement_number)):
            continue
        clicked += 1
        card = opened.tab.locator(f'#panel [data-statement="{statement_number}"]')
        assert card.locator("mark").inner_text() == statement.evidence.quotation
        assert statement.evidence.sentence_text.strip() in card.locator("blockquote").inner_text()
        for fact in expected_facts(river, statement):
            assert fact in opened.panel()
        opened.tab.keyboard.press("Escape")
    assert clicked >= 6
    opened.click_edge(edge_of(opened, 0))
    opened.picture("line")


def test_a_chain_of_voices_and_a_condition_are_shown(river: Graph, open_page: Callable[..., Opened]) -> None:
    """Who cites whom stands in order, and the clause that a stance depends on is quoted."""
    opened = open_page(river)
    told = next(number for number, st in enumerate(river.statements) if len(st.sources) == 2)
    opened.tab.locator(f'#statements button[data-statement="{told}"]').click()
    assert "Vesna Post, citing Hydra" in opened.panel()
    held = next(number for number, st in enumerate(river.statements) if st.condition)
    opened.tab.locator(f'#statements button[data-statement="{held}"]').click()
    assert "“only if Ostrava Republic does”" in opened.panel()


def test_a_statement_in_the_panel_leads_to_its_line_and_on_to_the_other_end(
    river: Graph, open_page: Callable[..., Opened]
) -> None:
    """From node to line to node, by keyboard alone."""
    opened = open_page(river)
    opened.tab.fill("#search", "Compensation fund")
    opened.tab.keyboard.press("Enter")
    opened.tab.locator("#panel .statements button", has_text="Alpine Union").first.focus()
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel mark").count() == 1
    opened.tab.locator("#panel .triple button", has_text="Alpine Union").focus()
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").inner_text() == "Alpine Union"


@pytest.mark.parametrize("width", [400, 720, 1024])
def test_a_narrow_screen_needs_no_sideways_scrolling(
    river: Graph, open_page: Callable[..., Opened], width: int
) -> None:
    """At 400 pixels, too, everything but the table fits the width, and a click answers in view."""
    opened = open_page(river, viewport={"width": width, "height": 800})
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
    opened.tab.fill("#search", "alpine")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel h2").is_visible()
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
    if width == 400:
        opened.picture("narrow", full_page=True)


def test_dark_and_print_have_their_own_colours(river: Graph, open_page: Callable[..., Opened]) -> None:
    """The picture follows the scheme of the reader's system, and is light on paper."""
    opened = open_page(river, color_scheme="dark")
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    dark = opened.tab.evaluate(paper)
    opened.picture("dark")
    opened.tab.emulate_media(color_scheme="light")
    light = opened.tab.evaluate(paper)
    assert dark != light == "#ffffff"
    opened.tab.emulate_media(color_scheme="dark", media="print")
    assert opened.tab.evaluate(paper) == light


def test_without_scripts_the_table_says_everything(river: Graph, open_page: Callable[..., Opened]) -> None:
    """A reader who switched scripts off is told, and finds each statement in the table."""
    opened = open_page(river, java_script_enabled=False)
    assert opened.tab.locator("noscript p").is_visible()
    assert opened.tab.locator("tbody tr").count() == len(river.statements)


def test_hostile_words_are_shown_and_do_nothing(hostile: Graph, open_page: Callable[..., Opened]) -> None:
    """No dialog, no element of theirs, no request, nothing to refuse, in any panel of any node or line."""
    opened = open_page(hostile)
    usual = "'img, iframe, object, embed, b, svg:not(.glyph), [onload], [onerror], [style*=expression]'"
    for number in range(len(hostile.nodes)):
        opened.tab.evaluate("(node) => parleygraph.select({ node })", number)
        assert opened.tab.locator("#panel h2").evaluate(TEXT) == hostile.nodes[number].label
    for number in range(opened.tab.evaluate("parleygraph.network.body.data.edges.length")):
        opened.tab.evaluate("(edge) => parleygraph.select({ edge })", number)
        assert opened.tab.locator("#panel mark").count() >= 1
    assert opened.tab.evaluate(f"document.querySelectorAll({usual}).length") == 0
    assert opened.tab.evaluate("[...document.links].filter((a) => !/^https?:|#/.test(a.href)).length") == 0
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= 1440
    opened.tab.wait_for_timeout(300)
    opened.picture("hostile")
    assert opened.dialogs == []
    assert opened.complaints == []
    assert opened.violations == []
    assert len(opened.requests) == 1


def test_a_quotation_survives_the_way_into_the_page(
    make_graph: Any, open_page: Callable[..., Opened]
) -> None:
    """Emoji, combining marks and right-to-left words are marked as exactly the quoted code points."""
    words = "👩‍👩‍👧 cafe\u0323\u0302 says הצעה טובה 🇳🇴"
    graph = make_graph(
        f"😀 Before. {words} backs the toll 😀. After 😀.",
        f"voice Group {words}\ntoll Proposal toll",
        f"text: voice supports toll | {unicodedata.normalize('NFC', words)} backs the toll 😀",
    )
    opened = open_page(graph)
    opened.tab.locator("#statements button[data-statement='0']").click()
    marked = opened.tab.locator("#panel mark").evaluate(TEXT)
    assert marked == graph.statements[0].evidence.quotation


def test_500_nodes_are_usable_in_three_seconds(large: Graph, open_page: Callable[..., Opened]) -> None:
    """From opening the file to the answer to the first choice; the best of three, as machines are shared."""
    times = []
    for _ in range(3):
        opened = open_page(large)
        opened.tab.evaluate("parleygraph.select({ node: 0 })")
        times.append(opened.tab.evaluate("performance.now()"))
        assert opened.tab.locator("#panel h2").inner_text() == large.nodes[0].label
        if times[-1] < 3_000:
            break
    opened.picture("large")
    assert min(times) < 3_000
    opened.tab.select_option("#limit", "")
    assert len(opened.shown("nodes")) == 500
    opened.tab.wait_for_timeout(500)
    opened.picture("large-all")
