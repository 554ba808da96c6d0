"""What the folder of a dossier holds and what not, of whichever format, and after an interruption."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import open_dossier
from parleygraph.graph.dossiers.lines import to_files
from parleygraph.graph.files import write_files

from .conftest import Command, Toy, contents, done, names, quads, write


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
