"""`rebuild` reads what has changed, by file, extractor or settings, and mends what is damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.columns import names_of_questions, question
from parleygraph.graph.dossiers import open_dossier

from .conftest import Command, Toy, contents, done, names, quads, write


def test_a_rebuild_of_what_has_not_changed_reads_and_writes_nothing(
    parley: Command, toy: Toy, dossier: Path
) -> None:
    """It says that all was kept."""
    before = contents(dossier)
    toy.texts.clear()
    outcome = parley("rebuild", dossier)
    assert "kept  2 as they were" in outcome.out
    assert toy.texts == []
    assert contents(dossier) == before


def test_a_rebuild_reads_the_file_that_changed(parley: Command, toy: Toy, dossier: Path, notes: Path) -> None:
    """The other one is kept."""
    write(notes, "two", "Tessland proposes the toll.")
    toy.texts.clear()
    outcome = parley("rebuild", dossier, "--json")
    assert done(outcome.json) == {"replaced": ["two"], "kept": ["one"]}
    assert outcome.json["replaced"][0]["why"] == "its file has changed"
    assert toy.texts == ["Tessland proposes the toll."]


def test_a_rebuild_by_a_newer_extractor_reads_all(
    parley: Command, toy: Toy, dossier: Path, notes: Path
) -> None:
    """It says what was and what is; a file that is gone is read from its text."""
    (notes / "two.txt").unlink()
    toy.version = "2"
    outcome = parley("rebuild", dossier, "--json")
    assert done(outcome.json) == {"read_again": ["one", "two"]}
    assert "extractor_version was 1, is 2" in outcome.json["read_again"][0]["why"]
    assert any("two" in note and "is gone" in note for note in outcome.json["notes"])
    (run,) = open_dossier(dossier).manifest.runs
    assert run.settings["extractor_version"] == "2"


def test_what_a_newer_extractor_adds_is_told_from_what_was_there(
    parley: Command, toy: Toy, dossier: Path, notes: Path
) -> None:
    """Each document keeps its run; the command advises to rebuild, which unites them."""
    toy.version = "2"
    outcome = parley("add", dossier, notes / "three.txt", "--json")
    assert any("extractor_version was 1, is 2" in note for note in outcome.json["notes"])
    versions = {entry.name: entry.extractor_version for entry in open_dossier(dossier).manifest.documents}
    assert versions == {"one": "1", "two": "1", "three": "2"}
    outcome = parley("rebuild", dossier, "--json")
    assert done(outcome.json) == {"read_again": ["one", "two"], "kept": ["three"]}


def test_settings_can_be_changed_and_are_kept(parley: Command, toy: Toy, dossier: Path, notes: Path) -> None:
    """All is read again once, and what comes later is read with them too."""
    outcome = parley("rebuild", dossier, "--min-confidence", "0.5", "--json")
    assert done(outcome.json) == {"read_again": ["one", "two"]}
    assert outcome.json["read_again"][0]["why"] == "min_confidence was not set, is 0.5"
    assert done(parley("rebuild", dossier, "--json").json) == {"kept": ["one", "two"]}
    outcome = parley("add", dossier, notes / "three.txt", "--json")
    assert outcome.json["notes"] == []
    assert toy.settings == {"min_confidence": 0.5}
    parley("rebuild", dossier, "--extractor", "other", "--rules-only", "-q")
    assert (toy.name, toy.settings) == ("other", {"learned": False})
    parley("rebuild", dossier, "--learned", "-q")
    assert (toy.name, toy.settings) == ("other", {})


def test_all_are_read_again_where_that_is_asked_for(parley: Command, toy: Toy, dossier: Path) -> None:
    """`--all` gives the same graph, in a new generation."""
    before, generation = quads(dossier), open_dossier(dossier).manifest.generation
    toy.texts.clear()
    assert done(parley("rebuild", dossier, "--all", "--json").json) == {"read_again": ["one", "two"]}
    assert len(toy.texts) == 2
    assert quads(dossier) == before
    assert open_dossier(dossier).manifest.generation == generation + 1


def test_a_document_that_cannot_be_read_again_stays(parley: Command, dossier: Path, notes: Path) -> None:
    """It is named, with status 1, and nothing that was found in it is lost."""
    before = quads(dossier)
    write(notes, "two", "")
    outcome = parley("rebuild", dossier, "--json")
    assert outcome.status == 1
    assert "two.txt" in outcome.err
    assert quads(dossier) == before


def test_a_damaged_document_is_read_from_its_file(parley: Command, dossier: Path, notes: Path) -> None:
    """`add` refuses with the file and the way out, `info --check` lists it, `rebuild` mends it."""
    before = contents(dossier)
    path = dossier / open_dossier(dossier).manifest.documents[0].file
    path.write_bytes(path.read_bytes()[:-20])
    outcome = parley("add", dossier, notes / "three.txt")
    assert outcome.status == 3
    assert str(path) in outcome.err
    assert "parleygraph rebuild" in outcome.err
    checked = parley("info", dossier, "--check", "--json")
    assert checked.status == 1
    assert len(checked.json["problems"]) == 1
    assert done(parley("rebuild", dossier, "--json").json) == {"read_again": ["one"], "kept": ["two"]}
    after = contents(dossier)
    assert {name for name in before if "generations" not in name and after[name] != before[name]} == {
        "dossier.json"
    }


def test_a_damaged_document_without_its_file_can_be_given_up(
    parley: Command, dossier: Path, notes: Path
) -> None:
    """It is never dropped by itself."""
    path = dossier / open_dossier(dossier).manifest.documents[0].file
    path.unlink()
    (notes / "one.txt").unlink()
    outcome = parley("rebuild", dossier)
    assert outcome.status == 3
    assert str(path) in outcome.err
    assert parley("remove", dossier, "one").status == 0
    assert names(dossier) == ["two"]


@pytest.mark.parametrize("lost", ["store", "store/CURRENT", "statements.parquet", "graphs.json", ""])
def test_what_can_be_made_from_the_documents_is_made_again(
    parley: Command, dossier: Path, notes: Path, lost: str
) -> None:
    """A store, a table or all of a generation that is gone costs no reading."""
    before = quads(dossier)
    path = dossier / "generations" / "1" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert len(Graph.load(dossier).documents) == 2
    outcome = parley("rebuild", dossier, "--json")
    assert done(outcome.json) == {"kept": ["one", "two"]}
    assert quads(dossier) == before
    assert parley("info", dossier, "--check").status == 0


def test_a_table_that_cannot_be_read_is_made_again(parley: Command, dossier: Path) -> None:
    """The page of a dossier that holds all of it is made from its tables, so that they must be sound."""
    (dossier / "generations" / "1" / "nodes.parquet").write_bytes(b"no table")
    assert parley("rebuild", dossier).status == 0
    assert parley("rebuild", dossier).status == 0
    assert [path.name for path in (dossier / "generations").iterdir()] == ["2"]
    for name in names_of_questions():
        question(dossier / "generations" / "2", name)
