"""Review in the live page by several people: who may decide, and what becomes of their words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import parleygraph as pg
import pytest
from parleygraph.graph.decisions import read_decisions

from ..service.conftest import serving
from .desks import TOKEN, Desk, reloaded, review, sound

pytestmark = pytest.mark.browser


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
