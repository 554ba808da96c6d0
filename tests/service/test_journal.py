"""The changes of a dossier on disk: what a killed process leaves, what is needed, and what is damaged."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph.errors import DossierError
from parleygraph.service.changes import Change, Content, needed
from parleygraph.service.journal import Journal, problems

UPDATE = Change("update", "INSERT DATA { <urn:x:a> <urn:x:b> <urn:x:c> }")
DELETE = Change("delete", graph="urn:x:g")


def put(folder: Path, text: bytes, what: str = "put", graph: str | None = "urn:x:g") -> Change:
    """A change whose content is in its place."""
    digest = hashlib.sha256(text).hexdigest()
    (folder / "updates").mkdir(exist_ok=True)
    (folder / "updates" / digest).write_bytes(text)
    return Change(what, graph=graph, contents=(Content(digest, "turtle"),))  # type: ignore[arg-type]


def test_changes_are_read_as_they_were_written(tmp_path: Path) -> None:
    """By the process that wrote them and by later ones, and who only reads cannot add any."""
    journal = Journal(tmp_path, writes=True)
    changes = [UPDATE, put(tmp_path, b"one"), put(tmp_path, b"two", "post", None), DELETE]
    for change in changes:
        journal.add(change)
    reader = Journal(tmp_path, writes=False)
    assert reader.changes() == journal.changes() == needed(changes)
    with pytest.raises(DossierError, match="another service takes updates already"):
        Journal(tmp_path, writes=True)
    with pytest.raises(PermissionError):
        reader.add(UPDATE)


def test_what_a_later_change_makes_up_for_is_not_needed(tmp_path: Path) -> None:
    """Unless a SPARQL update may have read it."""
    one, two = put(tmp_path, b"one"), put(tmp_path, b"two")
    more, other = put(tmp_path, b"more", "post"), put(tmp_path, b"one", graph="urn:x:other")
    assert needed([one, more, other, two]) == [other, two]
    assert needed([one, more]) == [one, more]
    assert needed([more, DELETE]) == [DELETE]
    assert needed([one, UPDATE, two]) == [one, UPDATE, two]
    assert needed([one, UPDATE, more, DELETE]) == [one, UPDATE, DELETE]


def test_a_line_that_was_cut_short_is_no_change(tmp_path: Path) -> None:
    """Nobody was told that it was kept; the next change takes a line of its own."""
    path = tmp_path / "updates.jsonl"
    Journal(tmp_path, writes=True).add(UPDATE)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:-9])
    assert Journal(tmp_path, writes=False).changes() == [UPDATE]
    Journal(tmp_path, writes=True).add(DELETE)
    assert Journal(tmp_path, writes=False).changes() == [UPDATE, DELETE]
    # By hand, the last line may have been written without its end.
    path.write_bytes(path.read_bytes().rstrip())
    Journal(tmp_path, writes=True).add(UPDATE)
    assert Journal(tmp_path, writes=False).changes() == [UPDATE, DELETE, UPDATE]


def test_content_that_is_not_needed_is_let_go_of(tmp_path: Path) -> None:
    """By the next service that takes changes; other files stay."""
    journal = Journal(tmp_path, writes=True)
    journal.add(put(tmp_path, b"one"))
    journal.add(put(tmp_path, b"two"))
    left = tmp_path / "updates" / ".incoming-999999999-left"
    note = tmp_path / "updates" / "README"
    for path in (left, note):
        path.write_text("x")
    del journal
    Journal(tmp_path, writes=False)
    assert left.exists()
    assert [change.what for change in Journal(tmp_path, writes=True).changes()] == ["put"]
    assert {path.read_bytes() for path in (tmp_path / "updates").iterdir()} == {b"two", b"x"}
    assert note.exists()
    assert not left.exists()


@pytest.mark.parametrize(
    "record",
    [
        {"put": "urn:x:g", "content": [["../../dossier.json", "turtle"]]},
        {"put": "urn:x:g", "content": [["0" * 63 + "/", "turtle"]]},
        {"put": "urn:x:g", "content": [["0" * 64, "csv"]]},
        {"put": "urn:x:g", "content": [["0" * 64]]},
        {"say": "x"},
        ["update"],
        7,
    ],
)
def test_what_is_damaged_is_named(tmp_path: Path, record: object) -> None:
    """With the line; content is found by its digest, and by nothing else."""
    (tmp_path / "updates.jsonl").write_text(json.dumps(record) + "\n\n")
    with pytest.raises(DossierError, match=r"updates.jsonl, line 1: damaged .*mend or remove the line"):
        Journal(tmp_path, writes=False)


def test_damage_is_listed_by_info(tmp_path: Path, make_graph: Any) -> None:
    """With --check: a line that cannot be read, and content that is another or gone."""
    text = "Utopia attacked Arcadia."
    nodes = "utopia State Utopia\narcadia State Arcadia"
    folder = make_graph(text, nodes, f"text: utopia attacks arcadia | {text}").save(tmp_path / "dossier")
    journal = Journal(folder, writes=True)
    changes = [put(folder, b"one"), put(folder, b"two", graph="urn:x:other"), UPDATE]
    for change in changes:
        journal.add(change)
    assert list(problems(folder)) == []
    paths = [journal.file(change.contents[0]) for change in changes[:2]]
    paths[0].write_bytes(b"another")
    paths[1].unlink()
    told = {problem.partition(":")[0]: problem for problem in problems(folder)}
    assert "was changed; restore it from a copy" in told[str(paths[0])]
    assert "cannot be read (No such file or directory); restore it" in told[str(paths[1])]
    command = [sys.executable, "-m", "parleygraph", "info", str(folder)]
    checked = subprocess.run([*command, "--check"], capture_output=True, text=True, timeout=60, check=False)
    assert checked.returncode == 1
    assert "3 updates beside what was extracted" in checked.stdout
    assert str(paths[0]) in checked.stdout
    (folder / "updates.jsonl").write_text("x\n\n")
    assert "updates.jsonl, line 1: damaged" in next(iter(problems(folder)))
    broken = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert broken.returncode == 0
    assert "updates beside what was extracted cannot be read" in broken.stdout


def test_missing_content_is_named(tmp_path: Path) -> None:
    """With what to do."""
    journal = Journal(tmp_path, writes=True)
    change = put(tmp_path, b"one")
    journal.add(change)
    (tmp_path / "updates" / change.contents[0].sha256).unlink()
    with pytest.raises(DossierError, match=r"is missing; restore it from a copy, or remove the lines"):
        Journal(tmp_path, writes=False)
