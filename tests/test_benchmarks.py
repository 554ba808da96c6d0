"""The evaluation command: what it says without the annotated texts, and what it finds with them."""

from __future__ import annotations

import json
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


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason=f"the scorer is not at {SHARED}")
def test_errors_are_counted_by_their_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong relation, an invented actor and an overlooked interest are three kinds of error."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    monkeypatch.syspath_prepend(SHARED / "eval")
    import errors
    import score

    text = "Chile backed the pact. Peru feared floods."
    chile = {"id": "a", "class": "State", "label": "Chile", "mentions": ["Chile"]}
    peru = {"id": "b", "class": "State", "label": "Peru", "mentions": ["Peru"]}
    pact = {"id": "c", "class": "Proposal", "label": "the pact", "mentions": ["the pact"]}
    floods = {"id": "d", "class": "Interest", "label": "floods", "mentions": ["floods"]}
    other = {"id": "e", "class": "Group", "label": "backed", "mentions": ["backed"]}

    def statement(subject: str, relation: str, obj: str) -> dict[str, str]:
        qualifiers = {"polarity": "+", "certainty": "asserted", "source": "author", "evidence": text}
        return {"s": subject, "r": relation, "o": obj, **qualifiers}

    documents = {
        "gold": {
            "nodes": [chile, peru, pact, floods],
            "statements": [statement("a", "supports", "c"), statement("b", "fears", "d")],
        },
        "ours": {
            "nodes": [chile, peru, pact, other],
            "statements": [statement("a", "opposes", "c"), statement("e", "supports", "c")],
        },
    }
    for name, document in documents.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.json").write_text(json.dumps({"doc": "x", **document}), encoding="utf-8")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    found = errors.analyse(score, tmp_path / "ours", tmp_path / "gold", tmp_path)
    assert {kind: count for kind, count in found.kinds.items() if count} == {
        "written: another relation is annotated between the ends": 1,
        "written: an actor that is not annotated": 1,
        "missed: another relation is written between the ends": 1,
        "missed: a proposal or an interest that is not found": 1,
    }
    assert found.confusions == {("opposes", "supports"): 1}
    assert found.relations["supports"] == [0, 1, 0, 1]


def test_the_table_of_results_has_a_figure_in_every_column() -> None:
    """Each row of benchmarks/quality.md fits its header."""
    text, _, _ = (ROOT / "benchmarks" / "quality.md").read_text(encoding="utf-8").partition("\n## ")
    lines = text.splitlines()
    table = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    assert len(table) > 2
    assert all(len(row) == len(table[0]) for row in table)
    assert all(cell.strip() for row in table for cell in row)
