"""Review in the live page: statements from selected words, and nodes renamed, merged and split."""

from __future__ import annotations

import pytest

from .desks import Desk, reloaded, review, sound

pytestmark = pytest.mark.browser


SELECT = """([words]) => {
  const text = document.querySelector("#view-reader .text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const all = [];
  let whole = "";
  while (walker.nextNode()) {
    all.push([walker.currentNode, whole.length]);
    whole += walker.currentNode.data;
  }
  const start = whole.indexOf(words);
  const range = document.createRange();
  const at = (place) => {
    const [node, first] = all.findLast(([, first]) => first <= place);
    return [node, place - first];
  };
  range.setStart(...at(start));
  range.setEnd(...at(start + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_a_statement_is_added_from_selected_words(desk: Desk) -> None:
    """After signs that are two units of JavaScript, over the bounds of marks; ends found and new."""
    words = "boats want it"
    hostile = next(document for document in desk.graph().documents if document.name == "hostile")
    opened = desk.open(f"view=reader&document={hostile.id}")
    opened.tab.evaluate(SELECT, [words])
    opened.tab.keyboard.press("s")
    assert opened.tab.locator("dialog textarea").first.input_value() == words
    keyboard = opened.tab.keyboard
    keyboard.press("Tab")
    keyboard.type("-5 boats")
    keyboard.press("Enter")
    opened.tab.locator("dialog fieldset", has_text="Object").get_by_label("a new one").check()
    opened.tab.get_by_label("Object: class of the new node").select_option("Interest")
    opened.tab.get_by_label("Object: name of the new node").fill("it")
    opened.tab.locator("dialog[open] > form > label", has_text="Relation").locator("select").select_option(
        "seeks"
    )
    opened.picture("review-add")
    reloaded(opened, lambda: opened.tab.get_by_role("button", name="Add", exact=True).press("Enter"))
    assert "Added by R. Lind" in review(opened)
    assert opened.tab.locator("#panel mark").first.inner_text() == words
    (added,) = [st for st in desk.graph().statements if st.stage == "manual"]
    assert (added.evidence.quotation, added.relation.value) == (words, "seeks")
    assert sound(opened, desk)


def test_words_that_are_not_there_are_refused_in_the_form(desk: Desk) -> None:
    """The dialog says why and stays open; Escape leaves the selection as it was."""
    statement = desk.statement("tessland", "fears", "empty")
    opened = desk.open(f"statement={statement}")
    opened.tab.keyboard.press("s")
    opened.tab.locator("dialog textarea").first.fill("Tessland fears nothing")
    opened.tab.get_by_role("button", name="Add", exact=True).click()
    assert "do not stand in the document" in opened.tab.locator("dialog [role=alert]").inner_text()
    opened.tab.keyboard.press("Escape")
    assert opened.tab.locator("#panel mark").count() == 1


def test_nodes_are_renamed_merged_and_split(desk: Desk) -> None:
    """From the panel of a node; the graph on disk has it, and undoing brings the old names back."""
    opened = desk.open("node=actor/guild")
    opened.tab.get_by_role("button", name="Rename").press("Enter")
    opened.tab.keyboard.type("<b>Menders</b>")
    reloaded(opened, lambda: opened.tab.keyboard.press("Enter"))
    assert opened.tab.locator("#panel h2").inner_text() == "<b>Menders</b>"
    opened.tab.get_by_role("button", name="Merge with …").press("Enter")
    opened.tab.keyboard.type("dockers")
    opened.tab.keyboard.press("Enter")
    reloaded(opened, lambda: opened.tab.get_by_role("button", name="Merge", exact=True).press("Enter"))
    assert "actor/dockers" not in {node.id for node in desk.graph().nodes}
    before = len(desk.graph().node("actor/guild").mentions)
    opened.tab.get_by_role("button", name="Split").press("Enter")
    opened.tab.locator("dialog .split-mentions input").first.check()
    opened.tab.get_by_label("Name of the other node").fill("others")
    opened.picture("review-split")
    reloaded(opened, opened.tab.get_by_role("button", name="Split", exact=True).last.click)
    assert opened.tab.locator("#panel h2").inner_text() == "others"
    assert len(desk.graph().node("actor/guild").mentions) == before - 1
    opened.tab.get_by_role("button", name="Decisions").click()
    opened.picture("review-decisions")
    for _ in range(3):
        if not opened.tab.locator("dialog[open]").count():
            opened.tab.get_by_role("button", name="Decisions").click()
        reloaded(opened, opened.tab.locator("dialog [data-undo]").first.click)
    labels = {node.id: node.label for node in desk.graph().nodes}
    assert (labels["actor/guild"], labels["actor/dockers"]) == ("Net Menders' Guild", "dockers")
    assert sound(opened, desk)
