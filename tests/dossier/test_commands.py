"""`add`, `remove`, `rebuild`, `list` and `info`: only what changed is read, and it is said what was done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import open_dossier
from parleygraph.graph.dossiers.lines import to_files
from parleygraph.graph.files import write_files

from .conftest import Command, Toy, contents, names, quads, write


def done(record: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """What was done, to the names of the documents."""
    deeds = ("added", "replaced", "read_again", "removed", "kept")
    return {deed: [outcome["name"] for outcome in record[deed]] for deed in deeds if record[deed]}


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


def test_a_dossier_of_format_1_becomes_one_of_today(
    parley: Command, toy: Toy, dossier: Path, notes: Path, tmp_path: Path
) -> None:
    """Adding to it, removing from it and rebuilding it all do; nothing is read again without need."""
    graph = Graph.load(dossier)
    for command, rest in (("add", [notes / "three.txt"]), ("remove", ["two"]), ("rebuild", [])):
        old = tmp_path / command
        write_files(old, to_files(graph))
        assert "format 1" in parley("list", old).err
        toy.texts.clear()
        assert parley(command, old, *rest, "-q").status == 0
        assert len(toy.texts) == (command == "add")
        assert set(names(old)) == {"one", *({"two"} if command != "remove" else set())} | (
            {"three"} if command == "add" else set()
        )
        assert parley("info", old, "--check").status == 0


def test_a_damaged_dossier_of_format_1_is_refused_and_left_alone(
    parley: Command, dossier: Path, notes: Path, tmp_path: Path
) -> None:
    """The line is named."""
    write_files(tmp_path / "old", to_files(Graph.load(dossier)))
    (tmp_path / "old" / "nodes.jsonl").write_text("{")
    before = contents(tmp_path / "old")
    outcome = parley("add", tmp_path / "old", notes / "three.txt")
    assert outcome.status == 3
    assert "nodes.jsonl, line 1" in outcome.err
    assert contents(tmp_path / "old") == before


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


def test_options_that_may_hold_keys_are_not_kept(parley: Command, notes: Path, tmp_path: Path) -> None:
    """What is given by `--set` is nowhere in the dossier."""
    options = ("--extractor", "toy", "--set", "key=hidden-word", "-q")
    assert parley("build", notes, *options, "-o", tmp_path / "d").status == 0
    assert not any(b"hidden-word" in content for content in contents(tmp_path / "d").values())


def test_paths_that_were_relative_name_no_place_of_the_machine(
    parley: Command, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines with the same folders have the same bytes."""
    trees = []
    for place in ("here", "some/where/else"):
        shutil.copytree(notes, tmp_path / place / "notes")
        monkeypatch.chdir(tmp_path / place)
        assert parley("build", "notes", "--extractor", "toy", "-o", "d", "-q").status == 0
        trees.append(contents(Path("d")))
    assert trees[0] == trees[1]
    assert str(tmp_path).encode() not in b"".join(trees[0].values())
    assert json.loads(trees[0]["dossier.json"])["documents"][0]["source"] == "../notes/one.txt"


def test_a_large_dossier_has_no_files_of_it_all(
    parley: Command, dossier: Path, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a size they would cost more than they give: the summary names the commands that make them."""
    assert (dossier / "graph.html").is_file()
    monkeypatch.setattr("parleygraph.graph.dossiers.contents.EXPORTED", 4)
    assert parley("add", dossier, notes, "-q").status == 0
    assert {path.name for path in dossier.iterdir()} == {
        ".lock",
        "dossier.json",
        "documents",
        "generations",
    }
    assert parley("export", dossier, "--format", "turtle").status == 0
    built = parley("build", notes, "--extractor", "toy", "-o", dossier)
    assert "parleygraph export" in built.out
    assert parley("remove", dossier, "three", "-q").status == 0
    assert (dossier / "graph.ttl").is_file()


def test_the_page_may_be_written_by_view(parley: Command, dossier: Path) -> None:
    """Another page in its place is no damage, and costs no new generation."""
    (dossier / "graph.html").write_text("another page")
    assert parley("info", dossier, "--check").status == 0
    assert parley("rebuild", dossier, "-q").status == 0
    assert open_dossier(dossier).manifest.generation == 1
    (dossier / "graph.ttl").write_text("changed")
    assert parley("info", dossier, "--check").status == 1
    assert parley("rebuild", dossier, "-q").status == 0
    assert parley("info", dossier, "--check").status == 0


def interrupted(parley: Command, toy: Toy, at: str, *arguments: object) -> None:
    """Run a command that is interrupted when it comes to the document of that name."""
    toy.interrupted_at = at
    assert parley(*arguments).status == 130
    toy.interrupted_at = ""


def test_an_interrupted_run_goes_on_where_it_was(
    parley: Command, toy: Toy, dossier: Path, notes: Path
) -> None:
    """What it had read is not read again, and until it is done the dossier is as it was."""
    for name in ("four", "five"):
        write(notes, name, f"Quill proposes the {name}.")
    before = quads(dossier)
    interrupted(parley, toy, "three", "add", dossier, notes)
    assert quads(dossier) == before
    toy.texts.clear()
    outcome = parley("add", dossier, notes, "--json")
    assert done(outcome.json)["added"] == ["five", "four", "three"]
    assert toy.texts == ["Quill supports the ban."]
    assert outcome.json["report"] == ["2 of the documents had been read by a run that was interrupted"]
    assert not (dossier / ".unfinished").exists()
    assert quads(dossier) == sorted(Graph.load(dossier).serialize("nquads").splitlines())


@pytest.mark.parametrize("change", ["version", "damage", "title"])
def test_what_an_interrupted_run_read_otherwise_is_read_again(
    parley: Command, toy: Toy, notes: Path, tmp_path: Path, change: str
) -> None:
    """Another version of the extractor, a line that was cut off, or another document of the same text."""
    folder = tmp_path / "first"
    build = ("build", notes, "--extractor", "toy", "-o", folder)
    interrupted(parley, toy, "two", *build)
    kept = sorted((folder / ".unfinished").iterdir())
    assert len(kept) == 2
    if change == "version":
        toy.version = "2"
    elif change == "damage":
        kept[0].write_bytes(kept[0].read_bytes()[:-9])
    else:
        (notes / "one.txt").rename(notes / "uno.txt")
    toy.texts.clear()
    assert parley(*build, "-q").status == 0
    assert len(toy.texts) == {"version": 3, "damage": 2, "title": 2}[change]
    assert len(names(folder)) == 3
    assert not (folder / ".unfinished").exists()
