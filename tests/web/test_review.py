"""Review in the live page: a real service, a real browser, decisions by keyboard, and several people."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import parleygraph as pg
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import read_decisions

from ..service.conftest import Served, serving
from .conftest import Opened
from .test_accessibility import NAMED_KEYS, violations

pytestmark = pytest.mark.browser

TOKEN = "a word for these tests".replace(" ", "-")


class Desk:
    """A service that takes decisions, the dossier that it serves, and its pages."""

    def __init__(self, served: Served, folder: Path, browser: Any) -> None:
        self.served, self.folder, self._browser = served, folder, browser
        self.contexts: list[Any] = []

    def open(
        self, fragment: str = "", *, who: str | None = "R. Lind", mark: str = TOKEN, **settings: Any
    ) -> Opened:
        """The page in a browser of its own, whose reviewer has that name."""
        context = self._browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        self.contexts.append(context)
        name = f"localStorage.setItem('parleygraph-reviewer', {json.dumps(who)});" if who else ""
        opened = Opened.within(context, before=name)
        parts = [f"token={mark}"] if mark else []
        opened.tab.goto(f"{self.served.url}/#{'&'.join([*parts, *([fragment] if fragment else [])])}")
        ready(opened)
        return opened

    def graph(self) -> Graph:
        """The graph as the next reader of the folder has it."""
        return Graph.load(self.folder)

    def statement(self, subject: str, relation: str, object_: str) -> str:
        """The identifier of a statement, by the ends of its identifiers."""
        found = self.graph()
        ends = ((*found.statements, *found.decided.rejected), (subject, relation, object_))
        return next(
            st.id
            for st in ends[0]
            if (st.subject.split("/")[1], st.relation.value, st.object.split("/")[1]) == ends[1]
        )

    def state(self, statement: str) -> str | None:
        """What people decided on a statement; None where nobody did."""
        state = self.graph().decided.review.get(statement)
        return state.state if state else None


def ready(opened: Opened) -> None:
    """Wait until the page is loaded, which the policy forbids to ask by evaluation."""
    opened.tab.wait_for_selector("html[data-ready]", state="attached")


def reloaded(opened: Opened, act: Callable[[], Any]) -> None:
    """Do what loads the page anew, and wait for it."""
    opened.tab.evaluate("document.documentElement.dataset.before = 'true'")
    act()
    opened.tab.wait_for_selector("html[data-ready]:not([data-before])", state="attached")


def sound(opened: Opened, desk: Desk) -> bool:
    """Whether nothing was refused or complained of, and only the service was asked."""
    foreign = [url for url in opened.requests if not url.startswith((desk.served.url, "data:,"))]
    return not (opened.violations or opened.complaints or opened.dialogs or foreign)


def review(opened: Opened) -> str:
    """The first card of the panel."""
    return str(opened.tab.locator("#panel .card").first.inner_text())


@pytest.fixture(scope="module")
def service(small_graph: Graph, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A service on the dispute over fish; the tests decide on different things in it."""
    folder = tmp_path_factory.mktemp("review")
    small_graph.save(folder / "fish")
    (folder / "token").write_text(TOKEN)
    options = ("--review", "--token-file", str(folder / "token"), "--workers", "1")
    with serving(folder / "fish", folder / "log", *options) as served:
        yield Desk(served, folder / "fish", browser)


@pytest.fixture
def desk(service: Desk) -> Iterator[Desk]:
    """The service, whose pages are closed after each test."""
    yield service
    for context in service.contexts:
        context.close()
    service.contexts.clear()


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


def test_two_people_do_not_overwrite_each_other(desk: Desk) -> None:
    """The second one is told who decided what, and sees it after loading the page anew."""
    statement = desk.statement("marovia", "demands", "ban")
    one, other = (desk.open(f"statement={statement}", who=who) for who in ("A. Berg", "B. Dahl"))
    one.tab.keyboard.press("a")
    one.tab.locator("#panel .decided", has_text="Accepted by A. Berg").wait_for()
    other.tab.keyboard.press("r")
    told = other.tab.locator("dialog", has_text="Somebody else has decided")
    told.wait_for()
    assert "A. Berg" in told.inner_text()
    assert desk.state(statement) == "accepted"
    other.picture("review-conflict")
    reloaded(other, told.get_by_role("button", name="Load the page anew").click)
    assert "Accepted by A. Berg" in review(other)
    other.tab.keyboard.press("r")
    other.tab.locator("#panel .decided", has_text="Rejected by B. Dahl").wait_for()
    assert [entry.who for entry in desk.graph().decided.review[statement].decisions] == ["A. Berg", "B. Dahl"]


def test_who_has_no_token_may_look_and_not_decide(desk: Desk) -> None:
    """No button, no key; and a token that is not the right one is refused by the service."""
    statement = desk.statement("marovia", "seeks", "nets")
    before = len(read_decisions(desk.folder / "decisions.jsonl"))
    opened = desk.open(f"statement={statement}", mark="")
    opened.tab.keyboard.press("a")
    assert opened.tab.locator(".review-tools").count() == 0
    assert "open the address that parleygraph serve printed" in opened.tab.locator(".review-bar").inner_text()
    wrong = desk.open(f"statement={statement}", mark="another")
    wrong.tab.keyboard.press("a")
    assert "deciding needs the token" in wrong.tab.locator("dialog[open]").inner_text()
    assert len(read_decisions(desk.folder / "decisions.jsonl")) == before


def test_a_page_of_another_site_decides_nothing(desk: Desk) -> None:
    """Even where it knows the token, its requests are refused before they are read."""
    before = len(read_decisions(desk.folder / "decisions.jsonl"))
    opened = desk.open()
    tab = opened.tab.context.new_page()
    tab.goto("data:text/html,<title>elsewhere</title>")
    request = {"action": "undo", "who": "Stranger", "head": "", "decision": "x"}
    for mode, headers in (("no-cors", {}), ("cors", {"Authorization": f"Bearer {TOKEN}"})):
        answer = tab.evaluate(
            """([url, mode, headers, body]) => fetch(url, { method: "POST", mode, headers, body }).then(
                 (answer) => answer.type, (error) => String(error))""",
            [f"{desk.served.url}/api/decisions", mode, headers, json.dumps(request)],
        )
        assert answer in {"opaque", "TypeError: Failed to fetch"}
    assert len(read_decisions(desk.folder / "decisions.jsonl")) == before


HOSTILE = "<img src=x onerror=alert(1)>"


def test_hostile_words_of_reviewers_stay_words(desk: Desk) -> None:
    """Names, reasons and labels are shown as they are, in every place that shows them."""
    head = desk.served.client.get("/api/graph").json()["live"]["head"]
    record = {"action": "rename", "node": "proposal/mesh", "label": HOSTILE, "who": HOSTILE, "why": HOSTILE}
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = desk.served.client.post("/api/decisions", json={**record, "head": head}, headers=headers)
    assert answer.status_code == 201
    opened = desk.open("node=proposal/mesh")
    assert opened.panel().count(HOSTILE) >= 3
    opened.tab.get_by_role("button", name="Decisions").click()
    assert HOSTILE in opened.tab.locator("dialog[open]").inner_text()
    opened.tab.keyboard.press("Escape")
    for name in ("matrix", "reader", "timeline", "table", "questions", "network"):
        opened.view(name)
    assert opened.tab.evaluate("document.querySelectorAll('img, iframe').length") == 0
    assert sound(opened, desk)


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


def test_decisions_survive_reading_the_documents_again(browser: Any, tmp_path: Path) -> None:
    """After `parleygraph rebuild --all` the page of the running service shows what was decided before."""
    folder = tmp_path / "treaty"
    pg.build([pg.Document("Norway supports the treaty. France opposes the treaty.", name="treaty")]).save(
        folder
    )
    (tmp_path / "token").write_text(TOKEN)
    options = ("--review", "--token-file", str(tmp_path / "token"), "--workers", "1")
    with serving(folder, tmp_path / "log", *options) as served:
        desk = Desk(served, folder, browser)
        opened = desk.open("view=table")
        opened.tab.keyboard.press("n")
        opened.tab.keyboard.press("r")
        opened.tab.locator("#panel .decided", has_text="Rejected by R. Lind").wait_for()
        command = [sys.executable, "-m", "parleygraph", "rebuild", str(folder), "--all"]
        for _ in range(20):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if "another process is writing" not in done.stderr:
                break
        assert done.returncode == 0, done.stderr
        reloaded(opened, opened.tab.reload)
        assert "Rejected by R. Lind" in review(opened)
        assert len(desk.graph().decided.rejected) == 1
        desk.contexts[0].close()
