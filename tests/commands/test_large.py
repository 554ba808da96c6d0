"""What is answered and given out from the store and the tables of a dossier, as it lies on the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.ontology import questions

from .conftest import Command

NAMES = [question.name for question in questions()]


@pytest.fixture
def undone(dossier: Path, tmp_path: Path) -> Path:
    """The dossier without its store and tables: its graph has to be made from the documents."""
    shutil.copytree(dossier, tmp_path / "copy", ignore=shutil.ignore_patterns("generations"))
    return tmp_path / "copy"


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether the dossier counts as a large one, whose tables answer, or as one for its store."""
    if request.param == "large":
        monkeypatch.setattr("parleygraph.commands.query.TABLES", 0)
        monkeypatch.setattr("parleygraph.graph.dossiers.Dossier.store", None)
    else:
        monkeypatch.setattr("parleygraph.graph.columns.question", None)
    return str(request.param)


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_one_answer(parley: Command, dossier: Path, name: str) -> None:
    """The tables print what the graph answers, and so does the store."""
    expected = Graph.load(dossier).ask_question(name)
    assert parley("query", dossier, "--question", name, "--json").out == expected.to_json() + "\n"
    assert parley("query", dossier, "--question", name, "--format", "csv").out == expected.to_csv()


@pytest.mark.parametrize(
    "asked", [("--question", "stances"), ("SELECT ?s { ?s a parley:State } ORDER BY ?s",)]
)
def test_without_store_and_tables_the_documents_answer(
    parley: Command, dossier: Path, undone: Path, asked: tuple[str, ...]
) -> None:
    """To the letter, identifiers shortened in the same way."""
    answer = parley("query", dossier, *asked)
    assert answer.out
    assert parley("query", undone, *asked) == answer


def test_the_documents_are_not_read_for_an_answer(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """A question to a large dossier does not wait for its texts."""
    shutil.copytree(dossier, tmp_path / "copy")
    for path in (tmp_path / "copy" / "documents").iterdir():
        path.unlink()
    for asked in (("--question", "stances"), ("ASK { ?s a parley:State }",)):
        assert parley("query", tmp_path / "copy", *asked) == parley("query", dossier, *asked)


def test_nquads_come_sorted_out_of_the_store(
    parley: Command, dossier: Path, undone: Path, tmp_path: Path
) -> None:
    """To a file, to standard output and from the documents: the same bytes."""
    expected = Graph.load(dossier).serialize("nquads")
    outcome = parley("export", dossier, "--format", "nquads", "--out", tmp_path / "graph.nq")
    assert outcome.out == f"{tmp_path / 'graph.nq'}\n"
    assert (tmp_path / "graph.nq").read_bytes() == expected
    assert parley("export", dossier, "--format", "nquads").out.encode() == expected
    assert parley("export", undone, "--format", "nquads").out.encode() == expected


def test_shards_are_a_folder_of_files(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """Of which a small graph needs one."""
    out = tmp_path / "parts"
    outcome = parley("export", dossier, "--format", "nquads", "--shards", "--out", out)
    assert outcome.out == f"{out} (1 files)\n"
    assert (out / "part-00001.nq").read_bytes() == Graph.load(dossier).serialize("nquads")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--format", "nquads", "--shards"), "name it with --out"),
        (("--format", "trig", "--shards", "--out", "x"), "--shards is for --format nquads"),
    ],
)
def test_shards_that_cannot_be_are_refused(
    parley: Command, dossier: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    """Before anything is read; status 2."""
    outcome = parley("export", dossier, *arguments)
    assert outcome.status == 2
    assert complaint in outcome.err
