"""`parleygraph build`: what it writes, what it says, and what it does with several documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

FILES = {
    "documents.jsonl", "dossier.json", "graph.html", "graph.trig", "graph.ttl", "nodes.jsonl", "run.json",
    "statements.jsonl",
}  # fmt: skip


def lines(path: Path) -> list[dict[str, object]]:
    """The records of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_the_folder_holds_the_graph_in_all_its_files(dossier: Path) -> None:
    """RDF, JSON Lines, the run, the manifest and the page are there, and no temporary file is left."""
    assert {path.name for path in dossier.iterdir()} == FILES | {".lock", "documents", "generations"}
    assert all((dossier / name).stat().st_size for name in FILES)
    assert [path.name for path in (dossier / "generations").iterdir()] == ["1"]


def test_a_real_article_gives_actors_proposals_and_statements(dossier: Path) -> None:
    """The sample article yields its parties, things that are proposed, and who stands how to them."""
    nodes = {node["label"]: node["class"] for node in lines(dossier / "nodes.jsonl")}
    assert nodes["Paraguay"] == nodes["Norway"] == "State"
    assert "Proposal" in nodes.values()
    statements = lines(dossier / "statements.jsonl")
    assert len(statements) >= 10
    assert {"supports", "opposes"} <= {statement["relation"] for statement in statements}


def test_every_quotation_is_the_text_at_its_offsets(dossier: Path) -> None:
    """Evidence and mentions quote the document letter by letter."""
    texts = {document["id"]: document["text"] for document in lines(dossier / "documents.jsonl")}
    quoted = [statement["evidence"] for statement in lines(dossier / "statements.jsonl")]
    quoted += [mention for node in lines(dossier / "nodes.jsonl") for mention in node["mentions"]]
    assert quoted
    for evidence in quoted:
        text = texts[evidence["document"]]
        assert text[evidence["start"] : evidence["end"]] == evidence["quotation"]


def test_the_summary_says_what_was_found_and_where_it_is(
    parley: Command, example: Path, tmp_path: Path
) -> None:
    """Counts, stances and the place of the page are printed, and nothing on standard error."""
    outcome = parley("build", example, "--out", tmp_path / "graph")
    assert outcome.status == 0
    assert outcome.err == ""
    assert "1 document" in outcome.out
    stances = parley("build", example, "--out", tmp_path / "again", "--json").json["stances"]
    assert stances
    assert all(word in outcome.out for word in stances[0]["actor"].split())
    assert "graph.html" in outcome.out.replace("\n", "")


def test_the_summary_as_json_has_the_same_counts(parley: Command, example: Path, tmp_path: Path) -> None:
    """A script reads counts, stances, contradictions, failures and the files."""
    outcome = parley("build", example, "--out", tmp_path / "graph", "--json")
    summary = outcome.json
    assert summary["statements"] == len(lines(tmp_path / "graph" / "statements.jsonl"))
    assert summary["failures"] == []
    assert {Path(path).name for path in summary["files"]} == FILES


def test_a_folder_is_read_and_equal_names_are_told_apart(parley: Command, tmp_path: Path) -> None:
    """Two files called `note` in two folders are two documents with two names."""
    for folder, text in (("a", "France rejected the plan."), ("b", "Germany supports the treaty.")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "note.txt").write_text(text)
    outcome = parley("build", tmp_path / "in", "--out", tmp_path / "out", "--quiet")
    assert outcome.status == 0
    names = [document["name"] for document in lines(tmp_path / "out" / "documents.jsonl")]
    assert sorted(map(str, names)) == ["note", "note-2"]


def test_a_file_named_twice_is_one_document(parley: Command, tmp_path: Path) -> None:
    """Naming a file and its folder reads it once."""
    note = tmp_path / "in" / "note.txt"
    note.parent.mkdir()
    note.write_text("France rejected the plan.")
    outcome = parley("build", note, note.parent, "--out", tmp_path / "out", "--json")
    assert outcome.status == 0
    assert outcome.json["documents"] == 1


def test_standard_input_is_a_document(process: Command, tmp_path: Path) -> None:
    """`-` reads the text from a pipe."""
    outcome = process("build", "-", "--out", tmp_path, "--quiet", stdin=b"France rejected the plan.\n")
    assert outcome.status == 0
    (document,) = lines(tmp_path / "documents.jsonl")
    assert "France rejected the plan." in str(document["text"])


def test_the_base_of_the_data_can_be_chosen(parley: Command, tmp_path: Path) -> None:
    """The identifiers of the RDF follow the IRI of `--base`."""
    (tmp_path / "note.txt").write_text("France rejected the plan.")
    base = "https://data.example/talks/"
    outcome = parley("build", tmp_path / "note.txt", "--base", base, "--out", tmp_path / "out", "--quiet")
    assert outcome.status == 0
    assert base in (tmp_path / "out" / "graph.trig").read_text(encoding="utf-8")


def test_the_extraction_can_be_set_from_the_command_line(parley: Command, tmp_path: Path) -> None:
    """`--rules-only` and `--min-confidence` reach the extraction, and run.json records them."""
    (tmp_path / "note.txt").write_text("France rejected the plan.")
    options = ("--rules-only", "--min-confidence", "0.4", "--quiet")
    assert parley("build", tmp_path / "note.txt", *options, "--out", tmp_path / "out").status == 0
    run = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert {"reader": "rules", "min_confidence": 0.4}.items() <= run["settings"].items()
    assert parley("build", tmp_path / "note.txt", "--min-confidence", "7").status == 2


def test_building_again_replaces_the_graph(parley: Command, tmp_path: Path) -> None:
    """A second build into the same folder leaves only the second graph."""
    note = tmp_path / "note.txt"
    for text in ("France rejected the plan.", "Germany supports the treaty."):
        note.write_text(text)
        assert parley("build", note, "--out", tmp_path / "out", "--quiet").status == 0
    (document,) = lines(tmp_path / "out" / "documents.jsonl")
    assert "Germany" in str(document["text"])


def test_hostile_labels_do_not_reach_the_terminal_raw(parley: Command, tmp_path: Path) -> None:
    """Escape sequences, turns of the writing direction and markup in a text are printed as text."""
    hostile = "France rejected the \u202e[bold]plan[/bold] [/]\x9b31m of Germany. "
    (tmp_path / "note.txt").write_text(
        hostile + "Germany proposed a treaty on tolls. " * 20, encoding="utf-8"
    )
    outcome = parley("build", tmp_path / "note.txt", "--out", tmp_path / "out")
    assert outcome.status == 0
    assert not set("\x1b\x9b\u202e") & set(outcome.out)


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_order_of_hashing_makes_no_difference(
    process: Command, dossier: Path, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: str
) -> None:
    """The same input gives the same bytes under another PYTHONHASHSEED."""
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    assert process("build", example, "--out", tmp_path, "--quiet").status == 0
    (document,) = (dossier / "documents").iterdir()
    for name in sorted({*FILES, f"documents/{document.name}"}):
        assert (tmp_path / name).read_bytes() == (dossier / name).read_bytes(), name
