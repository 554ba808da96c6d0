"""What a reader chooses: filters, search, neighbourhoods, paths, dates, links; and every view follows."""

from __future__ import annotations

import itertools
import math
import re

import networkx as nx
import pytest
from parleygraph.graph import Graph
from parleygraph.ontology import Polarity, Relation

from .conftest import OpenPage

pytestmark = pytest.mark.browser


def test_each_entry_of_the_legend_counts_and_filters(river: Graph, open_page: OpenPage) -> None:
    """What is unchecked leaves the table, and the count beside it was right, for every facet."""
    opened = open_page(river, "view=table")
    count = opened.tab.locator("#view-table .bar [role=status]")
    for facet, value, left in (
        ("relation", "supports", sum(st.relation is not Relation.SUPPORTS for st in river.statements)),
        ("polarity", "negative", sum(st.polarity is not Polarity.NEGATIVE for st in river.statements)),
        ("certainty", "uncertain", sum(st.certainty.value != "uncertain" for st in river.statements)),
    ):
        entry = opened.tab.locator(
            "label.entry", has=opened.tab.locator(f'[data-facet="{facet}"][value="{value}"]')
        )
        assert int(entry.locator(".number").inner_text()) == len(river.statements) - left
        entry.locator("input").uncheck()
        assert count.inner_text() == f"{left} statements"
        entry.locator("input").check()
    opened.tab.locator('[data-facet="class"][value="Interest"]').uncheck()
    assert "42 nodes" not in opened.sight().split(" of ")[0]
    opened.tab.get_by_role("button", name="Reset the filters").click()
    assert count.inner_text() == f"{len(river.statements)} statements"


def test_confidence_and_dates_filter(small_graph: Graph, open_page: OpenPage) -> None:
    """The least confidence and a range of dates leave fewer statements, and both stand in the link."""
    opened = open_page(small_graph, "view=table")
    opened.tab.locator("#least").fill("0.9")
    sure = sum(statement.confidence >= 0.9 for statement in small_graph.statements)
    assert f"{sure} of {len(small_graph.statements)} statements" in opened.sight()
    opened.tab.locator("#from").fill("2031-05-04")
    opened.tab.locator("#from").press("Enter")
    assert "least=0.9" in opened.fragment()
    assert "from=2031-05-04" in opened.fragment()
    assert int(opened.sight().split("nodes, ")[1].split()[0]) < sure


def test_sources_and_documents_filter(small_graph: Graph, open_page: OpenPage) -> None:
    """Who says so first, and the document: what is unchecked leaves, and the count beside it was right."""
    opened = open_page(small_graph, "view=table")
    document = small_graph.statements[0].evidence.document.id
    for facet, value, own in (
        ("source", "author", [st for st in small_graph.statements if not st.sources]),
        ("document", document, [st for st in small_graph.statements if st.evidence.document.id == document]),
    ):
        box = opened.tab.locator(f'[data-facet="{facet}"][value="{value}"]')
        entry = opened.tab.locator("label.entry", has=box)
        assert int(entry.locator(".number").inner_text()) == len(own)
        box.uncheck()
        assert f", {len(small_graph.statements) - len(own)} of" in opened.sight()
        assert f"hide-{facet}=" in opened.fragment()
        box.check()
    assert f", {len(small_graph.statements)} of" in opened.sight()


def test_each_layout_places_every_node(river: Graph, open_page: OpenPage) -> None:
    """Three columns by kind, what is linked together, or a circle; the link keeps which."""
    opened = open_page(river)
    places = f"Array.from({{ length: {len(river.nodes)} }}, (_, node) => parleygraph.dot(node))"
    seen = {}
    for layout in ("columns", "force", "circle"):
        opened.tab.locator("#layout").select_option(layout)
        seen[layout] = [(round(at["x"]), round(at["y"])) for at in opened.tab.evaluate(places)]
        assert len(set(seen[layout])) == len(river.nodes)
        assert ("layout=" not in opened.fragment()) == (layout == "columns")
    of_kind = {node.node_class.kind: x for node, (x, _) in zip(river.nodes, seen["columns"], strict=True)}
    assert sorted(of_kind, key=of_kind.__getitem__) == ["Actor", "Proposal", "Interest"]
    assert {x for x, _ in seen["columns"]} == set(of_kind.values())
    x, y = (sum(of) / len(river.nodes) for of in zip(*seen["circle"], strict=True))
    far = [math.hypot(one - x, other - y) for one, other in seen["circle"]]
    assert max(far) - min(far) < 3
    assert len(set(seen["force"]) & set(seen["circle"])) < 3


def test_neighbours_and_paths_narrow_the_graph(river: Graph, open_page: OpenPage) -> None:
    """A node and its neighbours; two nodes and a shortest path between them; and back."""
    opened = open_page(river, "view=table&node=actor/norland")
    near = {st.object if st.subject == "actor/norland" else st.subject
            for st in river.statements if "actor/norland" in (st.subject, st.object)}  # fmt: skip
    opened.tab.get_by_label("Neighbourhood").select_option("1")
    assert opened.sight().startswith(f"{len(near) + 1} of 42 nodes")
    opened.tab.get_by_role("button", name="Path to").click()
    opened.tab.locator("#path-to").fill("blackouts")
    opened.tab.keyboard.press("Enter")
    assert "path" in opened.sight()
    links = nx.Graph((st.subject, st.object) for st in river.statements)
    goal = next(node.id for node in river.nodes if "blackouts" in (node.label, *node.aliases))
    steps = nx.shortest_path_length(links, "actor/norland", goal)
    assert opened.sight().startswith(f"{steps + 1} of 42 nodes")
    opened.tab.get_by_role("button", name="Remove: path").click()
    assert opened.sight().startswith("42 of 42 nodes")


def test_search_finds_names_and_aliases(small_graph: Graph, open_page: OpenPage) -> None:
    """The start of a name, an alias, and a name with a slip of the finger."""
    opened = open_page(small_graph, "view=table")
    node = next(node for node in small_graph.nodes if node.aliases)
    for words, name in ((node.aliases[0], node.label), ("tessl", "Tessland"), ("maroviaa", "Marovia")):
        opened.tab.locator("#search").fill(words)
        assert name in opened.tab.locator("#search-list li").first.inner_text()
    opened.tab.locator("#search").fill("no such thing at all")
    assert "Nothing of that name" in opened.tab.locator("#search-list").inner_text()


def test_one_choice_shows_in_every_view(small_graph: Graph, open_page: OpenPage) -> None:
    """A cell of the matrix marks the rows of the table, the words of the text and the line of the network."""
    opened = open_page(small_graph, "view=matrix")
    opened.tab.locator(".cell.split").first.click()
    chosen = opened.tab.locator("#panel [data-statement]").count()
    assert chosen >= 2
    opened.picture("matrix-contradiction")
    assert opened.view("table").locator("tr.chosen").count() == chosen
    assert opened.view("reader").locator(".stated.chosen").count() >= 1
    opened.tab.locator("#view-reader .scroll").press("j")
    assert opened.tab.locator("#panel mark").count() == 1
    assert opened.tab.locator("#view-reader .ends path").count() == 2
    opened.picture("reader-statement")


def test_reading_steps_and_marks_the_exact_words(small_graph: Graph, open_page: OpenPage) -> None:
    """The marked words of a statement are its quotation, in a text with characters of two units as well."""
    first = small_graph.statements[0]
    opened = open_page(small_graph, f"view=reader&document={first.evidence.document.id}")
    opened.tab.keyboard.press("j")
    marked = "".join(opened.tab.locator("#view-reader .stated.chosen").all_text_contents())
    assert marked.replace("\n", "") == first.evidence.quotation.replace("\n", "")


def test_playing_moves_the_dates_in_every_view(small_graph: Graph, open_page: OpenPage) -> None:
    """Play narrows the end of the dates; a click on a bar opens its statements."""
    opened = open_page(small_graph, "view=timeline")
    opened.tab.locator("#view-timeline [data-bin]").first.click()
    assert opened.tab.locator("#panel mark").count() >= 1
    opened.tab.get_by_role("button", name="Play").click()
    opened.tab.locator(".in-sight .chip").wait_for()
    assert "to=" in opened.fragment()
    opened.tab.get_by_role("button", name="All dates").click()
    assert "to=" not in opened.fragment()


def test_questions_are_answered_in_the_file(small_graph: Graph, open_page: OpenPage) -> None:
    """The rows are those that the graph gives, and a name in them opens its evidence."""
    opened = open_page(small_graph, "view=questions")
    opened.tab.locator('[data-question="stances"]').click()
    expected = small_graph.ask_question("stances").texts()
    table = opened.tab.locator("#view-questions tbody tr")
    assert table.count() == len(expected)
    assert table.first.locator("td").all_inner_texts()[:2] == list(expected[0][:2])
    table.first.locator("button.link").first.click()
    assert opened.tab.locator("#panel h2").inner_text() == expected[0][0]


def test_the_table_is_sorted_by_its_headings(small_graph: Graph, open_page: OpenPage) -> None:
    """One click up, one more down, a third as it was; the figures by size, equal names together."""
    opened = open_page(small_graph, "view=table")
    rows = opened.tab.locator("#view-table tbody tr")
    first = rows.all_inner_texts()
    for heading, place in (("Subject", 0), ("Confidence", 7)):
        head = opened.tab.locator("#view-table thead th").nth(place)
        column = opened.tab.locator(f"#view-table tbody tr > :nth-child({place + 1})")
        runs = []
        for order in ("ascending", "descending"):
            head.get_by_role("button", name=heading).click()
            assert head.get_attribute("aria-sort") == order
            runs.append([value for value, _ in itertools.groupby(column.all_inner_texts())])
            assert len(runs[-1]) == len(set(runs[-1])) > 1
        assert runs[0] == runs[1][::-1]
        if heading == "Confidence":
            assert runs[0] == sorted(runs[0], key=float)
        assert f"sort=-{heading.lower()}" in opened.fragment()
        head.get_by_role("button", name=heading).click()
        assert rows.all_inner_texts() == first
    widths = opened.tab.evaluate(
        "[...document.querySelectorAll('#view-table thead th')].map((one) => one.clientWidth)"
    )
    assert min(widths) > 90
    opened.tab.locator("#words").fill("tessland quota")
    opened.tab.locator(
        "#view-table .bar [role=status]", has_text=re.compile("^[1-9] statements?$")
    ).wait_for()
    found = [row.casefold() for row in rows.all_inner_texts()]
    assert found
    assert all("tessland" in row and "quota" in row for row in found)


COPIED = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { globalThis.copied = text; } } });"""


def test_a_quotation_is_copied_with_where_it_stands(small_graph: Graph, open_page: OpenPage) -> None:
    """The words, then author, title, publisher, date and address of the document, and the characters."""
    number = 0
    evidence = small_graph.statements[number].evidence
    opened = open_page(small_graph, "view=table", before=COPIED)
    opened.tab.locator(f'#view-table button[data-statement="{number}"]').click()
    opened.tab.get_by_role("button", name="Copy as citation").click()
    opened.tab.get_by_role("button", name="Copied").wait_for()
    copied = opened.tab.evaluate("copied")
    assert copied.startswith(f"“{' '.join(evidence.quotation.split())}” (")
    document = evidence.document
    for part in (document.author, document.title, document.publisher, document.date):
        assert not part or part in copied
    assert copied.endswith(f"characters {evidence.start}–{evidence.end})")


def test_paper_shows_the_view_and_its_evidence(small_graph: Graph, open_page: OpenPage) -> None:
    """In print, filters and controls are gone, and the rows of the table are all there."""
    opened = open_page(small_graph, "view=table")
    opened.tab.emulate_media(media="print")
    assert not opened.tab.locator("#filters").is_visible()
    assert not opened.tab.locator("#search").is_visible()
    assert opened.tab.locator("#view-table tbody tr").last.is_visible()
    opened.picture("print", full_page=True)
