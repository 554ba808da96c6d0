"""`add`, `remove`, `list` and `info`: only what changed is read, and it is said what was done."""

from __future__ import annotations

from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import open_dossier

from .conftest import Command, Toy, contents, done, names, quads, write


def test_only_what_is_added_is_read(parley: Command, toy: Toy, dossier: Path, notes: Path) -> None:
    """A folder of which two documents are known costs the reading of the third."""
    toy.texts.clear()
    outcome = parley("add", dossier, notes, "--json")
    assert outcome.status == 0
    assert done(outcome.json) == {"added": ["three"], "kept": ["one", "two"]}
    assert toy.texts == [(notes / "three.txt").read_text()]
    assert names(dossier) == ["one", "three", "two"]
    assert outcome.json["statements"] == len(Graph.load(dossier).statements) == 5


def test_adding_a_document_again_changes_nothing_and_is_said(
    parley: Command, toy: Toy, dossier: Path, notes: Path
) -> None:
    """Neither the file nor the same text under another name is a new document."""
    write(notes, "copy", (notes / "one.txt").read_text())
    before = contents(dossier)
    toy.texts.clear()
    outcome = parley("add", dossier, notes / "one.txt", notes / "copy.txt")
    assert outcome.status == 0
    assert "one: its file has not changed" in outcome.out
    assert "copy has the same text" in outcome.out
    assert toy.texts == []
    assert contents(dossier) == before


def test_a_changed_file_replaces_its_document(parley: Command, dossier: Path, notes: Path) -> None:
    """The new text has the old name; nothing of the old text is left."""
    write(notes, "one", "Marovia opposes the quota.")
    outcome = parley("add", dossier, notes / "one.txt", "--json")
    assert done(outcome.json) == {"replaced": ["one"]}
    assert names(dossier) == ["one", "two"]
    assert not any(b"Marovia supports the quota" in content for content in contents(dossier).values())
    assert len(list((dossier / "documents").iterdir())) == 2


def test_files_of_one_name_in_two_folders_are_two_documents(
    parley: Command, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What you call a file depends on where you stand: the place is what counts."""
    for week in ("first", "second"):
        (tmp_path / week).mkdir()
        monkeypatch.chdir(tmp_path / week)
        write(Path(), "minutes", f"Quill proposes the {week}.")
        assert parley("add", dossier, "minutes.txt", "-q").status == 0
    assert names(dossier) == ["minutes", "minutes-2", "one", "two"]
    sources = {entry.name: entry.source for entry in open_dossier(dossier).manifest.documents}
    assert sources["minutes-2"] == "../second/minutes.txt"
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "first", "minutes", "Quill opposes the first.")
    assert done(parley("rebuild", dossier, "--json").json)["replaced"] == ["minutes"]


def test_two_documents_that_become_one_text_are_one(parley: Command, dossier: Path, notes: Path) -> None:
    """The file that has the text of another now is said to be gone into it."""
    write(notes, "two", (notes / "one.txt").read_text())
    outcome = parley("add", dossier, notes / "two.txt", "--json")
    assert done(outcome.json) == {"removed": ["two"], "kept": ["one"]}
    assert names(dossier) == ["one"]


def test_what_cannot_be_read_is_named_and_the_others_are_added(
    parley: Command, dossier: Path, notes: Path
) -> None:
    """Status 1 beside good files, 3 alone; the note on it goes when it can be read."""
    write(notes, "empty", "")
    assert parley("add", dossier, notes / "empty.txt").status == 3
    outcome = parley("add", dossier, notes / "empty.txt", notes / "three.txt", "--json")
    assert outcome.status == 1
    assert "empty.txt" in outcome.err
    assert any("empty.txt" in note for note in open_dossier(dossier).manifest.skipped)
    write(notes, "empty", "Quill opposes the toll.")
    assert parley("add", dossier, notes / "empty.txt").status == 0
    assert not any("empty.txt" in note for note in open_dossier(dossier).manifest.skipped)


def test_the_dossier_does_not_read_itself(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """Its page, which lies in the folder that is added or built, is no document; a text beside it is one."""
    write(dossier, "own", "Quill opposes the toll.")
    outcome = parley("add", dossier, tmp_path, "--json")
    assert done(outcome.json) == {"added": ["own", "three"], "kept": ["one", "two"]}
    assert any("graph.html" in note for note in outcome.json["notes"])
    assert parley("build", tmp_path, "--extractor", "toy", "-o", dossier, "-q").status == 0
    assert names(dossier) == ["one", "own", "three", "two"]


@pytest.mark.parametrize("by", ["name", "identifier", "file"])
def test_a_document_is_removed_with_all_that_it_gave(
    parley: Command, toy: Toy, dossier: Path, notes: Path, by: str
) -> None:
    """No other document is read for it, and what they say stays."""
    entry = open_dossier(dossier).manifest.documents[1]
    toy.texts.clear()
    given = {"name": "two", "identifier": entry.id, "file": notes / "two.txt"}[by]
    outcome = parley("remove", dossier, given, "--json")
    assert done(outcome.json) == {"removed": ["two"]}
    assert toy.texts == []
    graph = Graph.load(dossier)
    assert {node.label for node in graph.nodes} == {"Marovia", "Tessland", "quota"}
    assert not any(entry.id.encode() in line for line in quads(dossier))


def test_a_misspelt_document_removes_nothing(parley: Command, dossier: Path) -> None:
    """The nearest name is shown, the right name beside it is left alone, and the status is 2."""
    before = contents(dossier)
    outcome = parley("remove", dossier, "one", "tow")
    assert outcome.status == 2
    assert "'tow'" in outcome.err
    assert "did you mean 'two'" in outcome.err
    assert contents(dossier) == before


def test_the_last_document_can_go(parley: Command, dossier: Path, notes: Path) -> None:
    """An empty dossier is one, and can be added to."""
    assert parley("remove", dossier, "one", "two").status == 0
    assert names(dossier) == []
    assert parley("add", dossier, notes / "three.txt").status == 0
    assert names(dossier) == ["three"]


@pytest.mark.parametrize("command", [["add", "{notes}"], ["remove", "one"], ["rebuild"], ["list"], ["info"]])
def test_a_folder_without_a_dossier_is_named_and_not_made(
    parley: Command, notes: Path, tmp_path: Path, command: list[str]
) -> None:
    """One line, status 3, and nothing is left behind."""
    name, *rest = (part.format(notes=notes) for part in command)
    outcome = parley(name, tmp_path / "nowhere", *rest)
    assert outcome.status == 3
    assert "holds no graph" in outcome.err
    assert not (tmp_path / "nowhere").exists()


def test_the_documents_are_listed(parley: Command, dossier: Path, notes: Path) -> None:
    """With what was found in them and where they came from."""
    listed = parley("list", dossier, "--json").json
    assert [(entry["name"], entry["counts"]["statements"]) for entry in listed] == [("one", 2), ("two", 2)]
    assert [entry["source"] for entry in listed] == [str(notes / "one.txt"), str(notes / "two.txt")]
    table = parley("list", dossier).out
    assert all(entry["id"] in table for entry in listed)


def test_a_dossier_says_what_it_is(parley: Command, dossier: Path) -> None:
    """Versions, settings, counts and sizes; whether it is whole where that is asked."""
    facts = parley("info", dossier, "--check", "--json").json
    assert (facts["format"], facts["generation"], facts["documents"], facts["statements"]) == (2, 1, 2, 4)
    assert facts["settings"] == {"extractor": "toy", "extractor_version": "1"}
    assert facts["bytes"]["store"] > 0
    assert (facts["current"], facts["problems"]) == (True, [])
    assert "every file is as it was written" in parley("info", dossier, "--check").out
