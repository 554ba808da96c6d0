"""`parleygraph push`: what it prints and what its status is; the sending itself is tested in tests/push."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest

from .conftest import Command, Outcome

URL = "http://127.0.0.1:9/store"


@pytest.fixture
def mine(dossier: Path, tmp_path: Path) -> Path:
    """A dossier to write into."""
    return Path(shutil.copytree(dossier, tmp_path / "dossier"))


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """What is sent to a service that takes everything, but refuses the third request."""
    seen: list[httpx.Request] = []

    def handle(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(403 if len(seen) == 3 else 204)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    return seen


def test_a_push_that_is_cut_short_is_partly_done_and_goes_on(
    parley: Command, mine: Path, requests: list[httpx.Request], tmp_path: Path
) -> None:
    """Status 1 and the refusal; then the rest, and then nothing."""
    (tmp_path / "token").write_text("t0k3n\n")
    push = ("push", mine, URL, "--token-file", tmp_path / "token")
    cut = parley(*push)
    assert (cut.status, cut.out) == (1, "2 sent, 0 unchanged, 0 deleted graphs\n")
    assert "did not take" in cut.err
    assert "403" in cut.err
    assert parley(*push, "--json").json == {"sent": 2, "unchanged": 2, "deleted": 0}
    assert parley(*push) == Outcome(0, "0 sent, 4 unchanged, 0 deleted graphs\n", "")
    assert parley(*push, "--again", "--quiet") == Outcome(0, "", "")
    assert {request.headers["Authorization"] for request in requests} == {"Bearer t0k3n"}


def test_where_nothing_was_sent_the_status_is_3(
    parley: Command, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the refusal on one line."""
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: httpx.Response(405))
    outcome = parley("push", mine, URL)
    assert (outcome.status, outcome.out, outcome.err.count("\n")) == (3, "", 1)


@pytest.mark.parametrize(
    ("content", "url"), [("two words\n", URL), ("", URL), ("é", URL), ("fine", "ftp://x.example/")]
)
def test_a_wrong_token_or_address_is_a_wrong_command_line(
    parley: Command, mine: Path, tmp_path: Path, content: str, url: str
) -> None:
    """Status 2; a token is never printed."""
    (tmp_path / "token").write_text(content, encoding="utf-8")
    outcome = parley("push", mine, url, "--token-file", tmp_path / "token")
    assert outcome.status == 2
    assert not content.strip() or content.strip() not in outcome.err


def test_a_dossier_that_is_not_up_to_date_is_not_pushed(parley: Command, mine: Path) -> None:
    """The line says how to bring it up to date."""
    shutil.rmtree(mine / "generations")
    outcome = parley("push", mine, URL)
    assert outcome.status == 3
    assert f"run `parleygraph rebuild {mine}`" in outcome.err
