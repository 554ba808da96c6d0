"""Options say what is wrong with them, and what is missing is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import parleygraph as pg
import pytest
from parleygraph.extractors.llm import LlmOptions

from .conftest import KEY, TEXT


@pytest.mark.parametrize("bad", [{"key": KEY + "\nX-Other: 1"}, {"key": f"{KEY}é"}, {"timeout": KEY}])
def test_an_error_about_an_option_does_not_show_its_value(bad: dict[str, str]) -> None:
    """A key with a line end or an accent, or in the wrong option, is refused without being printed."""
    with pytest.raises(pg.ExtractorError, match=next(iter(bad))) as caught:
        LlmOptions.read({"url": "http://localhost/v1", "model": "tiny", **bad})
    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs the option 'url': set PARLEYGRAPH_LLM_URL"),
        ({"url": "http://localhost/v1"}, "needs the option 'model': set PARLEYGRAPH_LLM_MODEL"),
        ({"url": "localhost:8080", "model": "m"}, "'url'.*begins with http"),
        ({"url": "http://me:pw@localhost/v1", "model": "m"}, "'url'.*no password"),
        (
            {"url": "http://localhost/v1", "model": "m", "wings": "2"},
            "takes no option 'wings': it takes url, model",
        ),
        ({"url": "http://localhost/v1", "model": "m", "retries": "many"}, "'retries'.*integer"),
        ({"url": "http://localhost/v1", "model": "m", "overlap": "5000"}, "at most half of 'chunk'"),
    ],
)
def test_wrong_options_are_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], message: str
) -> None:
    """The message names the option, what is wrong with it, and how to set it."""
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"PARLEYGRAPH_LLM_{name}", raising=False)
    with pytest.raises(pg.ExtractorError, match=message):
        LlmOptions.read(given)


@pytest.mark.parametrize("url", ["http://h/v1", "http://h/v1/", "http://h/v1/chat/completions"])
def test_the_address_may_be_given_with_or_without_its_end(url: str) -> None:
    """What the documentation of an endpoint calls its base address will do, and so will the full one."""
    assert LlmOptions.read({"url": url, "model": "m"}).url == "http://h/v1/chat/completions"


def test_without_the_extra_the_line_that_installs_it_is_printed(tmp_path: Path) -> None:
    """One line on standard error says what is missing and how to get it."""
    code = (
        "import sys; sys.modules['httpx'] = None\n"
        "from parleygraph.cli import run\n"
        f"sys.exit(run(['build', '-', '--extractor', 'llm', '--out', {str(tmp_path / 'out')!r}]))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=TEXT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert 'python -m pip install "parleygraph[llm]"' in done.stderr
    assert len(done.stderr.splitlines()) == 1
