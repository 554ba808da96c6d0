"""`parleygraph export`, `view` and `validate` read what `build` wrote."""

from __future__ import annotations

import json
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest
from parleygraph.graph.exports import EXPORTS

from .conftest import Command


def labels(dossier: Path) -> set[str]:
    """The labels of the nodes in the folder."""
    return {json.loads(line)["label"] for line in (dossier / "nodes.jsonl").read_bytes().splitlines()}


@pytest.mark.parametrize("name", [name for name, form in EXPORTS.items() if form.suffix])
def test_every_format_is_written_to_a_file_and_to_standard_output(
    process: Command, parley: Command, dossier: Path, tmp_path: Path, name: str
) -> None:
    """Both ways give the same bytes, and the place is printed for the file."""
    out = tmp_path / "exported"
    outcome = parley("export", dossier, "--format", name, "--out", out)
    assert outcome.status == 0
    assert str(out) in outcome.out
    printed = parley("export", dossier, "--format", name)
    assert out.read_bytes().decode() == printed.out
    assert out.stat().st_size


def test_what_build_wrote_is_what_export_writes(parley: Command, dossier: Path) -> None:
    """The graph that is read from the folder is the graph that was saved."""
    for name, file in (("trig", "graph.trig"), ("turtle", "graph.ttl"), ("jsonl", "statements.jsonl")):
        assert parley("export", dossier, "--format", name).out == (dossier / file).read_text(encoding="utf-8")


def test_annotations_are_a_file_for_each_document(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """The file has the name of the text, and its offsets are those of the text."""
    assert parley("export", dossier, "--format", "annotations", "--out", tmp_path / "gold", "-q").out == ""
    (path,) = (tmp_path / "gold").iterdir()
    assert path.name == "river-talks.json"
    annotations = json.loads(path.read_text(encoding="utf-8"))
    (text,) = (json.loads(line)["text"] for line in (dossier / "documents.jsonl").read_bytes().splitlines())
    paraguay = next(node for node in annotations["nodes"] if node["label"] == "Paraguay")
    quoted = {text[mention["start"] : mention["end"]] for mention in paraguay["mentions"]}
    assert "Paraguay" in quoted
    assert {"s", "r", "o", "polarity", "certainty", "source", "evidence"} == annotations["statements"][
        0
    ].keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--format", "svg"], "turtle"), (["--format", "annotations"], "--out"), ([], "--format")],
)
def test_a_wrong_export_is_one_line_and_status_2(
    parley: Command, dossier: Path, arguments: list[str], said: str
) -> None:
    """An unknown format lists the known ones; annotations want a folder."""
    outcome = parley("export", dossier, *arguments)
    assert outcome.status == 2
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_the_formats_can_be_listed(parley: Command) -> None:
    """`export --list` names each format."""
    outcome = parley("export", "--list")
    assert outcome.status == 0
    assert all(name in outcome.out for name in EXPORTS)


def test_an_export_to_a_folder_that_is_there_is_refused(
    parley: Command, dossier: Path, tmp_path: Path
) -> None:
    """A file cannot take the place of a folder."""
    outcome = parley("export", dossier, "--format", "turtle", "--out", tmp_path)
    assert outcome.status == 3
    assert str(tmp_path) in outcome.err
    assert not list(tmp_path.iterdir())


def test_the_reader_of_a_pipe_may_leave(dossier: Path) -> None:
    """`export | head` ends quietly."""
    command = f"'{sys.executable}' -m parleygraph export '{dossier}' --format nquads | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_view_opens_the_page(parley: Command, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser gets the page as a file address; the place is printed too."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    outcome = parley("view", dossier)
    assert opened == [(dossier / "graph.html").as_uri()]
    assert outcome.out.strip() == str(dossier / "graph.html")


def test_one_page_whichever_command_writes_it(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """`build`, `view` and `export --format html` give the same bytes, and no other format does."""
    built = (dossier / "graph.html").read_bytes()
    assert built.startswith(b"<!doctype html>")
    assert parley("view", dossier, "--no-open", "--out", tmp_path / "seen.html").status == 0
    assert parley("export", dossier, "--format", "html", "--out", tmp_path / "sent.html", "-q").status == 0
    assert (tmp_path / "seen.html").read_bytes() == (tmp_path / "sent.html").read_bytes() == built
    assert parley("export", dossier, "--format", "pyvis", "--out", tmp_path / "simple.html", "-q").status == 0
    assert (tmp_path / "simple.html").read_bytes() != built


def test_view_can_print_the_place_only(
    parley: Command, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--no-open` starts no browser."""
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail(f"opened {url}"))
    assert parley("view", dossier, "--no-open").out.strip() == str(dossier / "graph.html")


def test_without_a_browser_view_says_what_to_do(
    parley: Command, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no browser starts, the line on standard error says so."""
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    outcome = parley("view", dossier)
    assert outcome.status == 0
    assert "no browser was found" in outcome.err


def test_a_built_graph_satisfies_the_shapes(parley: Command, dossier: Path) -> None:
    """`validate` says so, in words, as JSON, and in silence."""
    assert "satisfies every shape" in parley("validate", dossier).out
    assert parley("validate", dossier, "--json").json == {"conforms": True, "problems": []}
    quiet = parley("validate", dossier, "--quiet")
    assert (quiet.status, quiet.out) == (0, "")


def test_a_graph_that_violates_a_shape_is_status_1(
    parley: Command, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problems are printed, one a line, and counted."""
    from parleygraph.graph import Graph
    from parleygraph.graph.validate import ValidationReport

    report = ValidationReport(False, ("statement/1: has no evidence", "statement/2: has no evidence"))
    monkeypatch.setattr(Graph, "validate", lambda self: report)
    outcome = parley("validate", dossier)
    assert outcome.status == 1
    assert "statement/2: has no evidence" in outcome.out
    assert "2 problems" in outcome.out
    assert parley("validate", dossier, "--json").json["conforms"] is False
