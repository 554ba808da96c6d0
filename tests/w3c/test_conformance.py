"""The service keeps to SPARQL 1.1 as far as docs/sparql-conformance.md says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITE = ROOT.parent / "shared" / "w3c"
PAGE = (ROOT / "docs" / "sparql-conformance.md").read_text(encoding="utf-8")


def rows() -> dict[str, list[int]]:
    """The counts of the page by group: passed, failed, skipped."""
    found = re.findall(r"^\| ([\w-]+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, flags=re.MULTILINE)
    return {group: [int(count) for count in counts] for group, *counts in found}


@pytest.mark.shared
@pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C tests are not beside the checkout (../shared/w3c)")
def test_the_page_says_what_passes() -> None:
    """Run again, the tests of the W3C give the page as it stands."""
    command = [sys.executable, str(ROOT / "tests" / "w3c" / "conformance.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_applies_passes_but_for_what_is_named() -> None:
    """The counts add up, every failure is named with what the store does, and every skip has a reason."""
    counts = rows()
    total = counts.pop("all")
    assert [sum(column) for column in zip(*counts.values(), strict=True)] == total
    passed, failed, skipped = total
    assert passed >= 510
    named = PAGE.partition("## What fails")[2]
    assert len(re.findall(r"^\| [\w-]+/\S+ \| \w", named, flags=re.MULTILINE)) == failed
    assert "another answer is expected" not in named
    reasons = PAGE.partition("## What was skipped")[2].partition("##")[0]
    assert sum(int(count) for count in re.findall(r"^\| (\d+) \| \w", reasons, flags=re.MULTILINE)) == skipped


@pytest.mark.parametrize(
    "group",
    [
        *("protocol", "graph-store-protocol", "service-description", "syntax-query", "construct"),
        *("syntax-update-1", "basic-update", "delete-insert", "delete", "update-silent"),
    ],
)
def test_the_protocol_and_the_grammar_are_whole(group: str) -> None:
    """Nothing of these groups fails."""
    passed, failed, _ = rows()[group]
    assert passed
    assert not failed
