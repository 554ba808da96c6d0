"""Damage to a saved graph is found and named, of whichever format it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from parleygraph.graph import DossierError, Graph

type Record = dict[str, object]


def change(path: Path, line: int, edit: Callable[[Record], object]) -> None:
    """Edit the record of one line, counted from 1."""
    lines = path.read_text(encoding="utf-8").split("\n")
    record = json.loads(lines[line - 1])
    edit(record)
    lines[line - 1] = json.dumps(record)
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "line", "edit", "complaint"),
    [
        ("statements.jsonl", 3, lambda r: r["evidence"].update(start=1), "is"),
        ("statements.jsonl", 3, lambda r: r["evidence"].update(end=10**6), "outside the text"),
        ("statements.jsonl", 2, lambda r: r.update(polarity="negative"), "was changed by hand"),
        ("statements.jsonl", 2, lambda r: r.update(polarity="neutral"), "'neutral' is not a valid Polarity"),
        ("statements.jsonl", 2, lambda r: r.update(relation="loves"), "'loves' is not a valid Relation"),
        ("statements.jsonl", 4, lambda r: r.update(subject="actor/nobody"), "was changed by hand"),
        ("statements.jsonl", 4, lambda r: r.update(confidence="high"), "'confidence' is not of type"),
        ("statements.jsonl", 4, lambda r: r.update(confidence=2), "outside (0, 1]"),
        ("statements.jsonl", 4, lambda r: r.pop("evidence"), "'evidence' is missing"),
        ("nodes.jsonl", 5, lambda r: r["mentions"][0].update(quotation="somebody"), "the quotation is"),
        ("nodes.jsonl", 5, lambda r: r["mentions"][0].update(document="0"), "there is no document '0'"),
        ("nodes.jsonl", 5, lambda r: r.update(aliases=[1]), "'aliases' does not hold strings only"),
        ("nodes.jsonl", 5, lambda r: r.update({"class": "Planet"}), "'Planet' is not a valid NodeClass"),
        ("documents.jsonl", 1, lambda r: r.update(text="Other words."), "was changed by hand"),
    ],
)
def test_a_damaged_line_is_named(
    old: Path, name: str, line: int, edit: Callable[[Record], object], complaint: str
) -> None:
    """The message has the file, the line, what is wrong, and what to do."""
    change(old / name, line, edit)
    with pytest.raises(DossierError) as error:
        Graph.load(old)
    message = str(error.value)
    assert f"{old / name}, line {line}: " in message
    assert complaint in message
    assert "build the graph again" in message


def test_a_line_that_is_no_json_is_named(old: Path) -> None:
    """So is a line that a crash or an editor cut off, or that is not in UTF-8."""
    path = old / "nodes.jsonl"
    whole = path.read_bytes()
    for broken in (b'{"id": "act', b'"text"', b"\xff\xfe"):
        path.write_bytes(whole + broken)
        with pytest.raises(DossierError, match=rf"nodes\.jsonl, line {len(whole.splitlines()) + 1}: not"):
            Graph.load(old)


def test_a_line_that_comes_twice_is_named(old: Path) -> None:
    """A merge of two versions of a file is not taken for one."""
    path = old / "statements.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], *lines]))
    with pytest.raises(DossierError, match=r"line 2: .* was in an earlier line already"):
        Graph.load(old)


def test_a_statement_about_a_node_that_is_gone_is_named(old: Path) -> None:
    """Files that do not fit together are found on loading, not on use."""
    path = old / "nodes.jsonl"
    lines = [line for line in path.read_bytes().split(b"\n") if b'"actor/finn"' not in line]
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(DossierError, match=r"statements\.jsonl, line \d+: .*there is no node 'actor/finn'"):
        Graph.load(old)


def test_a_folder_without_a_graph_is_said_to_be_one(tmp_path: Path) -> None:
    """A wrong path gets one clear line."""
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(DossierError, match=r"holds no graph, dossier\.json is missing; name a folder"):
            Graph.load(path)


def test_a_damaged_run_is_named(old: Path) -> None:
    """The record of the run is needed to write the same RDF again."""
    for content in ("", "[]", '{"version": "1"}'):
        (old / "run.json").write_text(content)
        with pytest.raises(DossierError, match=r"run\.json: damaged"):
            Graph.load(old)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{}", "'format'"),
        (b'{"format": 2}', "'version'"),
        (b'{"format": 1}', "there is no format 1"),
    ],
)
def test_a_damaged_manifest_is_named(folder: Path, content: bytes, complaint: str) -> None:
    """The message has the file, what is wrong and what to do."""
    (folder / "dossier.json").write_bytes(content)
    with pytest.raises(DossierError) as error:
        Graph.load(folder)
    assert str(folder / "dossier.json") in str(error.value)
    assert complaint in str(error.value)
    assert "restore the file" in str(error.value)


def test_a_manifest_whose_run_was_changed_is_damaged(folder: Path) -> None:
    """What made a graph is part of its provenance: a hand that changes it is noticed."""
    path = folder / "dossier.json"
    path.write_bytes(path.read_bytes().replace(b'"by-hand"', b'"by-heart"'))
    with pytest.raises(DossierError, match=r"dossier\.json: damaged \(the run"):
        Graph.load(folder)


def test_a_later_format_is_refused_with_the_reason(small_graph: Graph, folder: Path) -> None:
    """An old program neither misreads nor overwrites what a new one wrote."""
    path = folder / "dossier.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 2', b'"format": 3'))
    before = path.read_bytes()
    for use in (lambda: Graph.load(folder), lambda: small_graph.save(folder)):
        with pytest.raises(DossierError, match=r"is in format 3, written by a later version; .* install"):
            use()
    assert path.read_bytes() == before


def test_a_document_that_was_changed_or_is_gone_is_named(folder: Path) -> None:
    """Every byte counts, and the message says how to go on."""
    path = sorted((folder / "documents").iterdir())[1]
    whole = path.read_bytes()
    path.write_bytes(whole + b" ")
    with pytest.raises(DossierError, match=rf"{path.name}: is damaged or was changed.*parleygraph rebuild"):
        Graph.load(folder)
    path.unlink()
    with pytest.raises(DossierError, match=rf"{path.name}: is missing.*parleygraph remove"):
        Graph.load(folder)


def test_a_damaged_dossier_can_be_built_again(small_graph: Graph, folder: Path) -> None:
    """Who writes a whole graph need not mind what was there."""
    (folder / "dossier.json").write_bytes(b"")
    small_graph.save(folder)
    assert Graph.load(folder).nodes == small_graph.nodes
