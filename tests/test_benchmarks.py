"""The evaluation command: what it says without the annotated texts, and what it finds with them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def test_without_the_annotated_texts_it_says_what_to_do(tmp_path: Path) -> None:
    """In a checkout with no `shared` beside it, one line names the folder; the status is 2."""
    script = tmp_path / "clone" / "benchmarks" / "quality.py"
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "benchmarks" / "quality.py", script)
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert str(tmp_path / "shared" / "eval" / "texts") in line
    assert "Put the folder" in line


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason=f"the annotated texts are not at {SHARED}")
def test_the_extraction_is_far_better_than_a_list_of_verbs() -> None:
    """Entities, subject-verb-object and a verb list reach 0.19 for actors and 0.05 for statements."""
    script = ROOT / "benchmarks" / "quality.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    scores = {
        name: float(f1) for name, f1 in re.findall(r"^(\w+) +\S+ +\S+ +(\d\.\d+)", done.stdout, re.MULTILINE)
    }
    assert scores["Actor"] >= 0.60
    assert scores["statements"] >= 0.15


def test_the_table_of_results_has_a_figure_in_every_column() -> None:
    """Each row of benchmarks/quality.md fits its header."""
    lines = (ROOT / "benchmarks" / "quality.md").read_text(encoding="utf-8").splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    assert len(table) > 2
    assert all(len(row) == len(table[0]) for row in table)
    assert all(cell.strip() for row in table for cell in row)
