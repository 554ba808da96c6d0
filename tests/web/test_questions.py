"""Questions in the live page that its data hold no answer to: the service is asked, and answers the same."""

from __future__ import annotations

from typing import Any

import pytest

from .desks import Desk, sound

pytestmark = pytest.mark.browser

# Data of a graph that is too large for answers in advance, and a service that has no time for a question.
WITHOUT_ANSWERS = """const given = fetch;
let busy = true;
globalThis.fetch = async (address, options) => {
  if (busy && String(address).endsWith("/questions/demands")) {
    busy = false;
    return new Response("it took too long\\n", { status: 503 });
  }
  const reply = await given(address, options);
  if (!String(address).endsWith("/graph")) return reply;
  const data = await reply.json();
  for (const question of data.questions) Object.assign(question, { columns: [], total: 0, rows: null });
  return new Response(JSON.stringify(data));
};"""


def answer(page: Any) -> str:
    """What the view says to the question that is chosen, when it is there."""
    page.tab.locator("#view-questions .answer tbody tr").first.wait_for()
    return str(page.tab.locator("#view-questions .answer").inner_text())


@pytest.mark.parametrize("name", ["stances", "uncertain-claims"])
def test_the_service_answers_what_the_data_do_not(name: str, desk: Desk) -> None:
    """The same table, whose names and quotations lead to the evidence; its rows are counted in the list."""
    opened = desk.open(f"view=questions&question={name}", before=WITHOUT_ANSWERS)
    held = desk.open(f"view=questions&question={name}")
    assert answer(opened) == answer(held)
    count = f'#view-questions button[data-question="{name}"] .number'
    assert opened.tab.locator(count).inner_text() == held.tab.locator(count).inner_text() != ""
    assert opened.tab.locator('#view-questions button[data-question="demands"] .number').inner_text() == ""
    opened.tab.locator("#view-questions .answer td button").first.click()
    held.tab.locator("#view-questions .answer td button").first.click()
    assert opened.panel() == held.panel()
    assert [url for url in opened.requests if "/questions/" in url] == [f"{desk.served.url}/questions/{name}"]
    assert not [url for url in held.requests if "/questions/" in url]
    assert sound(opened, desk)


def test_why_there_is_no_answer_is_told_and_it_can_be_asked_again(desk: Desk) -> None:
    """In the words of the service; who chooses the question again asks again."""
    opened = desk.open("view=questions&question=demands", before=WITHOUT_ANSWERS)
    opened.tab.locator("#view-questions [role=alert]", has_text="it took too long").wait_for()
    opened.tab.locator('#view-questions button[data-question="stances"]').click()
    answer(opened)
    opened.tab.locator('#view-questions button[data-question="demands"]').click()
    assert "patrol ban" in answer(opened)
    assert sound(opened, desk)
