"""A saved graph is read back as it was, of whichever format, and damage to it is found and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from parleygraph.graph import BASE, DossierError, Graph, Run
from parleygraph.graph.dossiers.lines import to_files
from parleygraph.graph.files import write_files

type MakeGraph = Callable[..., Graph]

FILES = {
    "dossier.json",
    "documents.jsonl",
    "nodes.jsonl",
    "statements.jsonl",
    "run.json",
    "graph.trig",
    "graph.ttl",
    "graph.html",
}
type Record = dict[str, object]


@pytest.fixture
def folder(small_graph: Graph, tmp_path: Path) -> Path:
    """The dispute over fish, saved."""
    return small_graph.save(tmp_path / "new" / "folder")


@pytest.fixture
def old(small_graph: Graph, tmp_path: Path) -> Path:
    """The dispute over fish in a folder of format 1."""
    write_files(tmp_path / "old", to_files(small_graph))
    return tmp_path / "old"


def change(path: Path, line: int, edit: Callable[[Record], object]) -> None:
    """Edit the record of one line, counted from 1."""
    lines = path.read_text(encoding="utf-8").split("\n")
    record = json.loads(lines[line - 1])
    edit(record)
    lines[line - 1] = json.dumps(record)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_a_saved_graph_is_read_back_as_it_was(small_graph: Graph, folder: Path) -> None:
    """Documents, nodes, statements, notes, run and base all survive."""
    read = Graph.load(folder)
    assert read.documents == small_graph.documents
    assert read.nodes == small_graph.nodes
    assert read.statements == small_graph.statements
    assert read.skipped == small_graph.skipped
    assert (read.run, read.base) == (small_graph.run, BASE)
    assert read.serialize("trig") == small_graph.serialize("trig")


def test_the_folder_holds_what_it_promises_and_nothing_else(small_graph: Graph, folder: Path) -> None:
    """No temporary file is left; each document has a file of its own."""
    assert {path.name for path in folder.iterdir()} == FILES | {".lock", "documents", "generations"}
    assert {path.stem for path in (folder / "documents").iterdir()} == {d.id for d in small_graph.documents}
    (generation,) = (folder / "generations").iterdir()
    tables = {f"{name}.parquet" for name in ("documents", "nodes", "statements")}
    assert {path.name for path in generation.iterdir()} == {"store", "graphs.json", *tables}


def test_saving_twice_gives_the_same_bytes(small_graph: Graph, folder: Path, tmp_path: Path) -> None:
    """A folder can be kept under version control."""
    again = Graph.load(folder).save(tmp_path / "again")
    for name in (*FILES, *(f"documents/{path.name}" for path in (folder / "documents").iterdir())):
        assert (again / name).read_bytes() == (folder / name).read_bytes(), name


def test_a_dossier_of_format_1_is_read(small_graph: Graph, old: Path) -> None:
    """Four files of lines without a manifest hold the whole graph."""
    read = Graph.load(old)
    assert read.documents == small_graph.documents
    assert read.nodes == small_graph.nodes
    assert read.statements == small_graph.statements
    assert read.skipped == small_graph.skipped
    assert (read.run, read.base) == (small_graph.run, BASE)


def test_the_rdf_in_the_folder_is_the_graph(small_graph: Graph, folder: Path) -> None:
    """graph.trig has the named graphs, graph.ttl the union of them."""
    quads = list(ox.parse(path=folder / "graph.trig", format=ox.RdfFormat.TRIG))
    triples = list(ox.parse(path=folder / "graph.ttl", format=ox.RdfFormat.TURTLE))
    assert len({quad.graph_name for quad in quads}) == len(small_graph.documents) + 3
    assert {str(quad.triple) for quad in quads} == {str(quad.triple) for quad in triples}


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


def test_line_separators_inside_a_text_do_not_split_its_record(make_graph: MakeGraph, tmp_path: Path) -> None:
    """JSON leaves some characters as they are that Python takes for line ends."""
    graph = make_graph(
        "A\u2028backs\x85the\x0cplan \udc80.",
        "a Group A\np Proposal plan",
        "text: a supports p | A\u2028backs\x85the",
    )
    read = Graph.load(graph.save(tmp_path))
    assert read.documents == graph.documents
    assert read.statements == graph.statements


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


def test_documents_of_several_runs_keep_their_own(small_graph: Graph, tmp_path: Path) -> None:
    """A statement was generated by the run that read its document, in the folder and in the RDF."""
    other = Run("0.0.9", "older", "0", {})
    first, *rest = small_graph.corpus.readings
    mixed = Graph.of(replace(small_graph.corpus, readings=(replace(first, run=other), *rest)))
    read = Graph.load(mixed.save(tmp_path))
    assert read.run_of(first.document.id) == other
    assert read.run == small_graph.run
    assert read.validate().problems == small_graph.validate().problems
    rows = read.query(
        "SELECT ?d ?v WHERE { ?s parley:evidence/oa:hasSource ?d ; prov:wasGeneratedBy ?r . "
        "?r parley:toolVersion ?v } GROUP BY ?d ?v"
    ).texts()
    assert {(document.rpartition("/")[2], version) for document, version in rows} == {
        (r.document.id, "0.0.9" if r.document == first.document else small_graph.run.version)
        for r in small_graph.corpus.readings
    }
