"""Review in the live page: decisions by keyboard, edits, and where the reader stays."""

from __future__ import annotations

import json
import re

import pytest

from .desks import Desk, reloaded, review, sound
from .test_accessibility import NAMED_KEYS, violations

pytestmark = pytest.mark.browser


def test_accept_reject_and_undo_by_keyboard(desk: Desk) -> None:
    """The name is asked for once; the state is shown in place; a rejected statement goes out of sight."""
    opened = desk.open("view=table", who=None)
    keyboard = opened.tab.keyboard
    assert "token" not in opened.fragment()
    keyboard.press("n")
    keyboard.press("a")
    keyboard.type("R. Lind")
    keyboard.press("Enter")
    opened.tab.locator("#panel .decided", has_text="Accepted by R. Lind").wait_for()
    first = opened.fragment()
    assert "1 of 28" in opened.tab.locator(".review-bar").inner_text()
    keyboard.press("n")
    assert opened.fragment() != first
    keyboard.press("r")
    opened.tab.locator("#panel .decided", has_text="Rejected by R. Lind").wait_for()
    assert "27 of 28 statements" in opened.sight()
    opened.tab.locator('input[data-facet="review"][value="rejected"]').check()
    assert "28 of 28 statements" in opened.sight()
    assert len(desk.graph().statements) == 27
    keyboard.press("u")
    opened.tab.locator("#panel .decided").wait_for(state="detached")
    assert len(desk.graph().statements) == 28
    again = desk.open(first.lstrip("#"), who=None)
    assert "Accepted by R. Lind" in again.panel()
    page = json.loads(
        re.findall(r'id="data">(.*?)</script>', desk.graph().serialize("html").decode(), re.DOTALL)[0]
    )
    assert [row[16:] for row in page["statements"]].count(["accepted"]) == 1
    assert sound(opened, desk)
    opened.picture("review-table")


def test_edit_by_keyboard(desk: Desk) -> None:
    """The form offers the relations that the ends allow; the page then shows the statement as it is now."""
    statement = desk.statement("quota", "advances", "nets")
    opened = desk.open(f"view=reader&statement={statement}")
    opened.tab.keyboard.press("e")
    relations = opened.tab.locator("dialog select").first
    assert relations.locator("option:checked").inner_text() == "advances"
    labels = relations.locator("option").all_inner_texts()
    assert "threatens" in labels
    assert "ally of" not in labels
    opened.picture("review-edit")
    relations.select_option("threatens")
    opened.tab.get_by_label("Why").fill("it is the other way round")
    reloaded(opened, lambda: opened.tab.keyboard.press("Enter"))
    assert "threatens" in opened.tab.locator("#panel h2").inner_text()
    assert "it is the other way round" in review(opened)
    reloaded(opened, lambda: opened.tab.keyboard.press("u"))
    assert opened.fragment().endswith(f"statement={statement}")
    assert desk.state(statement) is None
    assert sound(opened, desk)


def test_sources_date_and_condition_are_edited(desk: Desk) -> None:
    """What the document does not say is refused in the form; the rest is in the graph, and can be undone."""
    statement = desk.statement("quill", "criticizes", "marovia")
    opened = desk.open(f"statement={statement}")
    opened.tab.keyboard.press("e")
    dialog = opened.tab.locator("dialog[open]")
    assert "the author of the document" in dialog.locator(".chain").inner_text()
    dialog.get_by_label("According to: add a source").last.fill("tern gazette")
    opened.tab.keyboard.press("Enter")
    dialog.get_by_label("According to: add a source").last.fill("edda")
    opened.tab.keyboard.press("Enter")
    assert "citing Edda Brook" in dialog.locator(".chain").inner_text()
    date, condition = dialog.get_by_label("Date, if"), dialog.get_by_label("Condition: the words")
    save = dialog.get_by_role("button", name="Save")
    for field, wrong, right in (
        (date, "June", "2031-06"),
        (condition, "if pigs fly", "if diesel  is cheap"),
    ):
        field.fill(wrong)
        save.click()
        dialog.locator("[role=alert] .trouble").wait_for()
        field.fill(right)
    opened.picture("review-edit-all")
    reloaded(opened, save.click)
    card = review(opened)
    assert all(part in card for part in ("citing", "2031-06", "On condition: ", "if diesel is cheap"))
    (edited,) = [
        st for st in desk.graph().statements if st.evidence.quotation == "Quill Island blamed Marovia"
    ]
    assert [source.split("/")[1] for source in edited.sources] == ["gazette", "brook"]
    assert edited.condition is not None
    assert (edited.date, edited.condition.quotation) == ("2031-06", "if diesel is cheap")
    reloaded(opened, lambda: opened.tab.keyboard.press("u"))
    assert desk.state(statement) is None
    assert sound(opened, desk)


def test_the_place_is_kept_where_nodes_change(desk: Desk) -> None:
    """View, filters, zoom, scrolling and focus are after a renaming what they were before."""
    fragment = "node=actor/tessland&hide-polarity=negative"
    opened = desk.open(fragment, reduced_motion="reduce")
    opened.tab.locator("#view-network .stage").press("+")
    opened.tab.locator("#view-network .stage").press("+")
    opened.tab.wait_for_timeout(600)
    opened.tab.locator("#panel").evaluate("(panel) => { panel.scrollTop = 150; }")
    opened.tab.locator("#filters").evaluate("(filters) => { filters.scrollTop = 90; }")
    places = "[1, 2].map((node) => parleygraph.dot(node)).map(({ x, y }) => [Math.round(x), Math.round(y)])"
    before = opened.tab.evaluate(places), set(opened.fragment().strip("#").split("&"))
    opened.tab.locator("#panel").get_by_role("button", name="Rename").press("Enter")
    opened.tab.keyboard.type("The Tessland")
    at = opened.tab.locator("#panel").evaluate("(panel) => panel.scrollTop")
    reloaded(opened, lambda: opened.tab.keyboard.press("Enter"))
    assert opened.tab.locator("#panel h2").inner_text() == "The Tessland"
    assert (opened.tab.evaluate(places), set(opened.fragment().strip("#").split("&"))) == before
    assert opened.tab.evaluate("document.activeElement.textContent") == "Rename"
    assert opened.tab.locator("#panel").evaluate("(panel) => panel.scrollTop") == at
    assert opened.tab.locator("#filters").evaluate("(filters) => filters.scrollTop") == 90
    reloaded(opened, lambda: opened.tab.locator("#panel").get_by_role("button", name="Undo").press("Enter"))
    assert opened.tab.locator("#panel h2").inner_text() == "Tessland"


def test_the_keys_of_the_review_are_listed(desk: Desk) -> None:
    """`?` lists those that the buttons name, where decisions are taken; and no key is two things."""
    opened = desk.open(f"view=reader&statement={desk.statement('marovia', 'seeks', 'nets')}")
    opened.tab.keyboard.press("?")
    listed = opened.tab.locator("dialog[open]")
    assert listed.get_by_role("heading", name="Review").count() == 1
    keys = listed.locator("kbd").all_inner_texts()
    letters = [key for key in keys if key.isalpha() and len(key) == 1]
    assert sorted(letters) == sorted({"n", "a", "r", "e", "s", "u", "j", "k"})
    opened.tab.keyboard.press("Escape")
    named = opened.tab.evaluate(NAMED_KEYS)
    assert set(letters) - {"u"} <= set(named)
    reader = desk.open(f"statement={desk.statement('marovia', 'seeks', 'nets')}", mark="")
    reader.tab.keyboard.press("?")
    assert reader.tab.locator("dialog[open]").get_by_role("heading", name="Review").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_does_not_violate_the_guidelines(scheme: str, desk: Desk) -> None:
    """Bar, buttons and dialogs: axe-core sees nothing against WCAG 2.1 AA; a narrow screen holds all."""
    statement = desk.statement("tessland", "pressures", "marovia")
    opened = desk.open(f"statement={statement}", color_scheme=scheme)
    assert violations(opened.tab) == []
    for key in ("e", "s"):
        opened.tab.keyboard.press(key)
        opened.tab.locator("dialog[open]").wait_for()
        assert violations(opened.tab) == []
        opened.tab.keyboard.press("Escape")
        opened.tab.locator("dialog[open]").wait_for(state="detached")
    for button in ("Decisions", "Reviewing as R. Lind"):
        opened.tab.get_by_role("button", name=button).click()
        assert violations(opened.tab) == []
        opened.tab.locator("dialog[open] button:text-matches('^(Cancel|Close)$')").last.click()
        opened.tab.locator("dialog[open]").wait_for(state="detached")
    opened = desk.open(f"statement={statement}", viewport={"width": 400, "height": 800})
    opened.tab.wait_for_timeout(150)
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= 400
