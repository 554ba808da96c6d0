"""The timeline: statements by their dates, brushed and played, and those without a date not forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.model import Document

from .conftest import Opened, OpenPage

pytestmark = pytest.mark.browser

NODES = """
arland State Arland
cedon State Cedon
toll Proposal toll
ferry Proposal ferry
quiet Interest quiet roads
"""


@pytest.fixture(scope="module")
def months(make_graph: Callable[..., Graph]) -> Graph:
    """Five months of a dispute, of which two say nothing; two statements have no date that can be read."""
    dated = Document("Arland speaks. Cedon answers.", name="dated", title="In March", date="2031-03-09")
    bare = Document("Cedon answers, and Arland speaks.", name="bare", title="Some day", date="next spring")
    statements = """
dated: arland supports toll date=2031-01-15 | Arland speaks
dated: cedon opposes toll date=2031-01-20 | Cedon answers
dated: arland supports ferry date=2031-01 | Arland speaks
dated: cedon supports ferry | Cedon answers
dated: cedon mediates toll | Cedon answers
dated: arland opposes ferry date=2031-05-02T10:00:00 | Arland speaks
dated: arland seeks quiet date=2031 | Arland speaks
bare: cedon seeks quiet | Cedon answers
"""
    return make_graph([dated, bare], NODES, statements)


def bars(opened: Opened) -> list[str]:
    """The bars that can be chosen, as they are said."""
    return [
        str(one.get_attribute("aria-label")) for one in opened.tab.locator("#view-timeline [data-bin]").all()
    ]


def listed(opened: Opened, which: int = 0) -> list[str]:
    rows = opened.tab.locator("#view-timeline .when-list").nth(which).locator("[data-row]")
    return [" ".join(text.split()) for text in rows.all_inner_texts()]


def note(opened: Opened) -> str:
    return str(opened.tab.locator("#view-timeline .bar .hint").inner_text())


def handle(opened: Opened, side: str) -> Any:
    return opened.tab.locator(f'#view-timeline [data-handle="{side}"]')


def in_sight(opened: Opened) -> tuple[str, str]:
    return tuple(str(handle(opened, side).get_attribute("aria-valuetext")) for side in ("from", "to"))  # type: ignore[return-value]


def drag(opened: Opened, one: float, other: float) -> None:
    """From one place to the other over the bars, as shares of their width."""
    box = opened.tab.locator("#view-timeline .chart svg").bounding_box()
    left, width = box["x"] + 40, box["width"] - 56
    opened.tab.mouse.move(left + one * width, box["y"] + 80)
    opened.tab.mouse.down()
    opened.tab.mouse.move(left + (one + other) / 2 * width, box["y"] + 90, steps=3)
    opened.tab.mouse.move(left + other * width, box["y"] + 80, steps=3)
    opened.tab.mouse.up()


def test_a_bar_a_month_with_the_date_of_the_statement_or_of_its_document(
    months: Graph, open_page: OpenPage
) -> None:
    """For, against and neither are counted; what is dated too coarsely or not at all is listed below."""
    opened = open_page(months, "view=timeline")
    assert bars(opened) == [
        "2031-01: 3 statements, 2 for, 1 against",
        "2031-03: 2 statements, 1 for, 0 against",
        "2031-05: 1 statement, 0 for, 1 against",
    ]
    assert "as suits the dates: month" in opened.tab.locator("#grain").inner_text()
    assert listed(opened)[0].startswith("2031-05-02 Arland opposes ferry")
    assert len(listed(opened)) == 6
    assert sorted(listed(opened, 1)) == [
        "2031 Arland seeks quiet roads",
        "next spring Cedon seeks quiet roads",
    ]
    assert "2 statements without a date, listed last" in note(opened)
    opened.picture("timeline-months")


def test_a_bar_can_be_a_day_or_a_year(months: Graph, open_page: OpenPage) -> None:
    """By year nothing is too coarse; by day the months are; the link keeps the choice."""
    opened = open_page(months, "view=timeline")
    opened.tab.locator("#grain").select_option("year")
    assert bars(opened) == ["2031: 7 statements, 4 for, 2 against"]
    assert listed(opened, 1) == ["next spring Cedon seeks quiet roads"]
    again = open_page(months, opened.fragment().lstrip("#"))
    assert bars(again) == bars(opened)
    opened.tab.locator("#grain").select_option("day")
    assert [text[:10] for text in bars(opened)] == ["2031-01-15", "2031-01-20", "2031-03-09", "2031-05-02"]


def test_every_dated_statement_stands_in_a_bar(river: Graph, open_page: OpenPage) -> None:
    """As many in each bar as the graph has with that date, or from a document of that date."""
    opened = open_page(river, "view=timeline")
    wanted = Counter((st.date or st.evidence.document.date)[:10] for st in river.statements)
    assert {text[:10]: int(text[12:].split()[0]) for text in bars(opened)} == wanted


def test_brushing_limits_the_dates_of_every_view(months: Graph, open_page: OpenPage) -> None:
    """A drag over the bars leaves those months; the link, the filters and the table have them too."""
    opened = open_page(months, "view=timeline")
    drag(opened, 0.5, 0.9)
    assert in_sight(opened) == ("2031-03", "2031-05")
    assert "from=2031-03" in opened.fragment()
    assert opened.tab.locator("#from").input_value() == "2031-03"
    assert len(listed(opened)) == 3
    assert listed(opened, 1) == ["2031 Arland seeks quiet roads"]
    assert "1 statement without a date, not in sight while the dates are limited" in note(opened)
    # What lies outside is still there to be brushed.
    assert len(bars(opened)) == 3
    opened.picture("timeline-brushed")
    again = open_page(months, opened.fragment().lstrip("#"))
    assert in_sight(again) == ("2031-03", "2031-05")
    assert opened.view("table").locator("tbody tr").count() == 4
    opened.view("timeline")
    opened.tab.get_by_role("button", name="All dates").click()
    assert in_sight(opened) == ("2031-01", "2031-05")
    assert opened.fragment() == "#view=timeline"


def test_the_handles_answer_mouse_and_keys(months: Graph, open_page: OpenPage) -> None:
    """Each end is a slider; neither can be moved beyond the other."""
    opened = open_page(months, "view=timeline")
    handle(opened, "from").focus()
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        opened.tab.keyboard.press(key)
        seen.append(in_sight(opened)[0])
    assert seen == ["2031-02", "2031-03", "2031-02", "2031-05", "2031-01"]
    assert opened.tab.evaluate("document.activeElement.dataset.handle") == "from"
    drag(opened, 1.0, 0.3)
    assert in_sight(opened) == ("2031-01", "2031-02")
    handle(opened, "to").focus()
    opened.tab.keyboard.press("PageDown")
    assert in_sight(opened) == ("2031-01", "2031-01")


def test_a_bar_opens_its_statements_by_click_and_by_key(months: Graph, open_page: OpenPage) -> None:
    """And what is chosen elsewhere is marked in the bars and in the list."""
    opened = open_page(months, "view=timeline")
    opened.tab.locator("#view-timeline [data-bin]").first.click()
    assert opened.tab.locator("#panel mark").count() == 3
    assert opened.tab.locator("#view-timeline [data-row].chosen").count() == 3
    opened.tab.locator('#view-timeline [data-bin][tabindex="0"]').focus()
    opened.tab.keyboard.press("ArrowRight")
    opened.tab.keyboard.press("Enter")
    assert opened.tab.locator("#panel mark").count() == 2
    opened.view("table").locator("button.link", has_text="Cedon").first.click()
    opened.view("timeline")
    assert opened.tab.locator("#view-timeline .chosen-bin").count() == 2


def test_playing_shows_one_month_after_the_other_in_every_view(months: Graph, open_page: OpenPage) -> None:
    """The end of the dates moves on, also while another view is in sight; whoever filters stops it."""
    opened = open_page(months, "view=timeline")
    opened.tab.clock.install(time=0)
    opened.tab.clock.pause_at(60)
    opened.tab.get_by_role("button", name="Play").click()
    assert in_sight(opened) == ("2031-01", "2031-01")
    assert opened.tab.get_by_role("button", name="Stop").get_attribute("aria-pressed") == "true"
    opened.view("network")
    assert "4 of 8 statements" in opened.sight()
    opened.tab.clock.run_for(1000)
    assert "to=2031-03" in opened.fragment()
    assert "6 of 8 statements" in opened.sight()
    opened.tab.locator('input[data-facet="polarity"][value="negative"]').uncheck()
    opened.tab.clock.run_for(5000)
    assert "to=2031-03" in opened.fragment()
    opened.view("timeline")
    opened.tab.get_by_role("button", name="Play").click()
    assert in_sight(opened) == ("2031-01", "2031-05")


def test_a_brush_is_played_as_it_is_long(months: Graph, open_page: OpenPage) -> None:
    """A window of two months moves on, and keeps its length."""
    opened = open_page(months, "view=timeline&from=2031-02&to=2031-03")
    opened.tab.get_by_role("button", name="Play").click()
    assert in_sight(opened) == ("2031-04", "2031-05")


def test_the_filters_are_respected(months: Graph, open_page: OpenPage) -> None:
    """Without *opposes* the last month goes, and with every date a sentence stands in its place."""
    opened = open_page(months, "view=timeline")
    opened.tab.locator('input[data-facet="relation"][value="opposes"]').uncheck()
    assert [text[:7] for text in bars(opened)] == ["2031-01", "2031-03"]
    dated = months.documents[0 if months.documents[0].name == "dated" else 1].id
    opened.tab.locator(f'input[data-facet="document"][value="{dated}"]').uncheck()
    assert "No statement in sight has a date." in opened.tab.locator("#view-timeline .chart").inner_text()
    assert listed(opened, 1) == ["next spring Cedon seeks quiet roads"]


def test_narrow_and_on_paper(months: Graph, open_page: OpenPage) -> None:
    """At 400 pixels the bars are as wide as the window; the paper has no controls."""
    opened = open_page(months, "view=timeline", viewport={"width": 400, "height": 800})
    opened.picture("timeline-400", full_page=True)
    box = opened.tab.locator("#view-timeline .chart svg").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400
    opened.tab.emulate_media(media="print")
    assert not opened.tab.get_by_role("button", name="All dates").is_visible()
    assert not handle(opened, "from").is_visible()
    assert opened.sound()


def test_years_far_apart_leave_out_those_between(
    make_graph: Callable[..., Graph], open_page: OpenPage
) -> None:
    """From the year 800 to 2031 only the years that occur are drawn, and that is said."""
    statements = "\n".join(
        f"text: arland supports toll date={year} | Arland" for year in ("0800", "1648", "1649", "2031")
    )
    opened = open_page(make_graph("Arland and the toll.", NODES, statements), "view=timeline")
    assert [text[:4] for text in bars(opened)] == ["0800", "1648", "1649", "2031"]
    assert "years without a statement are left out" in note(opened)


def test_a_date_cannot_turn_the_words_around(hostile: Graph, open_page: OpenPage) -> None:
    """What stands in the place of a date is shown without control and direction characters."""
    opened = open_page(hostile, "view=timeline")
    times = "".join(opened.tab.locator("#view-timeline time").all_text_contents())
    assert "gnirts" in times
    assert not set("\u202e\u202c\u0000\u2028") & set(times)
    assert "0 statements" not in opened.tab.locator("#view-timeline").inner_text()
