"""merge, split, rename, undo and decisions, on the graph of the sample article."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import writing
from parleygraph.model import Document

from .conftest import Command

DOCKERS, GUILD = "actor/dockers", "actor/guild"


@pytest.fixture
def folder(small_graph: Graph, tmp_path: Path) -> Path:
    """The dispute over fish as a dossier, to decide on."""
    return small_graph.save(tmp_path / "graph")


def test_merged_nodes_are_one_in_every_file(parley: Command, folder: Path) -> None:
    """By label and by identifier; the graph, its RDF and its tables are made anew."""
    done = parley("merge", folder, "net  menders' guild", DOCKERS, "--why", "the same", "--who", "R. Lind")
    assert done.status == 0
    assert "merge: dockers (actor/dockers) into Net Menders' Guild" in done.out
    assert "dockers" in Graph.load(folder).node(GUILD).aliases
    turtle = (folder / "graph.ttl").read_text(encoding="utf-8")
    assert "parley:subject <actor/guild>" in turtle
    assert "parley:subject <actor/dockers>" not in turtle
    asked = parley("query", folder, f"ASK {{ <https://example.org/parley/{DOCKERS}> skos:prefLabel ?o }}")
    assert asked.out.strip() == "no"
    (line,) = (folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["who"], record["why"], record["action"]) == ("R. Lind", "the same", "merge")


def test_undoing_gives_the_graph_back(parley: Command, folder: Path) -> None:
    """As it was, but for the log; and the undoing can be undone."""
    before = Graph.load(folder)
    made = parley("merge", folder, "dockers", GUILD, "--json").json
    assert made["standing"] == "in force"
    assert made["nodes_gone"] == [GUILD]
    assert len(made["statements_gone"]) == len(made["statements_new"]) == 3
    assert parley("undo", folder, made["decision"]["id"][:7]).status == 0
    after = Graph.load(folder)
    assert (after.nodes, after.statements) == (before.nodes, before.statements)
    listed = parley("decisions", folder, "--json").json
    undoing = listed["decisions"][1]["id"]
    assert [each["standing"] for each in listed["decisions"]] == [f"undone by {undoing}", "in force"]
    assert listed["head"] == undoing
    assert parley("undo", folder, undoing).status == 0
    assert len(Graph.load(folder).nodes) == len(before.nodes) - 1


def test_a_decision_outlives_the_making_of_the_graph(
    parley: Command, folder: Path, small_graph: Graph
) -> None:
    """Who writes the graph into the folder again finds the decisions applied."""
    parley("merge", folder, "dockers", GUILD)
    small_graph.save(folder)
    assert GUILD not in {node.id for node in Graph.load(folder).nodes}
    assert "<actor/guild>\n    a " not in (folder / "graph.ttl").read_text(encoding="utf-8")


def test_a_second_writer_decides_nothing(parley: Command, folder: Path) -> None:
    """While another process writes into the folder, one line says so, and the log stays as it is."""
    with writing(folder):
        refused = parley("merge", folder, "dockers", GUILD)
    assert refused.status == 3
    assert len(refused.err.splitlines()) == 1
    assert not (folder / "decisions.jsonl").exists()


def test_who_decides_is_an_option_or_a_variable_or_the_login(
    parley: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order."""
    monkeypatch.setenv("LOGNAME", "login")
    parley("rename", folder, "Tessland", "Kingdom of Tessland")
    monkeypatch.setenv("PARLEYGRAPH_REVIEWER", "O. Finn")
    parley("rename", folder, "Kingdom of Tessland", "Tessland")
    parley("rename", folder, "Tessland", "Kingdom of Tessland", "--who", "R. Lind")
    listed = parley("decisions", folder, "--json").json
    assert [each["who"] for each in listed["decisions"]] == ["login", "O. Finn", "R. Lind"]
    assert listed["conflicts"][0]["target"] == "node actor/tessland"
    shown = parley("decisions", folder).out
    assert "3 decisions, 1 in conflict, 0 not carried out" in shown


def test_a_split_by_words_and_by_document(parley: Command, folder: Path) -> None:
    """The words are compared without regard to case."""
    made = parley(
        "split", folder, GUILD, "--quotation", "NET menders' guild", "--label", "Them", "--json"
    ).json
    (new,) = made["nodes_new"]
    graph = Graph.load(folder)
    assert graph.node(new).label == "Them"
    assert {mention.quotation for mention in graph.node(new).mentions} == {"Net Menders' Guild"}
    assert {mention.quotation for mention in graph.node(GUILD).mentions} == {"guild"}
    parley("split", folder, "Tessland", "--document", "lighthouse")
    assert {mention.document.name for mention in Graph.load(folder).node("actor/tessland").mentions} == {
        "quota-talks"
    }
    refused = parley("split", folder, "actor/tessland", "--document", "quota-talks")
    assert refused.status == 2
    assert "nothing would be left of 'actor/tessland'" in refused.err


def test_a_name_of_several_nodes_lists_them(parley: Command, folder: Path) -> None:
    """Nothing is decided; the identifier of one is asked for."""
    parley("rename", folder, "dockers", "Tessland")
    for arguments in (("rename", folder, "Tessland", "X"), ("merge", folder, "Tessland", "Quill Island")):
        asked = parley(*arguments)
        assert asked.status == 2
        assert DOCKERS in asked.out
        assert "actor/tessland" in asked.out
        assert "2 nodes are called 'Tessland'" in asked.err
        listed = parley(*arguments, "--json").json
        assert [each["id"] for each in listed["candidates"]] == [DOCKERS, "actor/tessland"]
    assert len(parley("decisions", folder, "--json").json["decisions"]) == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("merge", "Tessland", "Atlantis"), "no node has the identifier or the name 'Atlantis'"),
        (("merge", "Tessland", "actor/tessland"), "two different nodes or more"),
        (("merge", "Tessland", "full nets"), "no relation allows one node to be both"),
        (("split", "Tessland"), "say what to split off"),
        (("split", "Tessland", "--document", "nowhere"), "there is no document 'nowhere'"),
        (("split", "Tessland", "--quotation", "Atlantis"), "is not mentioned in the places"),
        (("rename", "Tessland", "Tessland"), "has the label 'Tessland' already"),
        (("rename", "Tessland", " "), "needs a label that is not empty"),
        (("undo", "0"), "there is no decision '0'"),
    ],
)
def test_what_cannot_be_done_is_said_and_not_written(
    parley: Command, folder: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    """The status is that of a wrong command line."""
    done = parley(arguments[0], folder, *arguments[1:])
    assert done.status == 2
    assert complaint in done.err
    assert not (folder / "decisions.jsonl").exists()


def test_a_decision_whose_document_is_gone_is_listed(parley: Command, folder: Path) -> None:
    """A graph built anew from other documents keeps the log."""
    parley("merge", folder, "dockers", GUILD, "--who", "R. Lind")
    record = json.loads((folder / "decisions.jsonl").read_text(encoding="utf-8"))
    record["payload"]["nodes"][1] = {"id": "actor/atlantis", "class": "State", "label": "Atlantis"}
    (folder / "decisions.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    shown = parley("decisions", folder)
    assert "1 not carried out" in shown.out
    listed = parley("decisions", folder, "--json").json
    assert "there is no node 'actor/atlantis' (Atlantis)" in listed["unmatched"][0]
    assert listed["decisions"][0]["standing"].startswith("not carried out: ")


def test_a_decision_holds_again_when_its_document_comes_back(
    parley: Command, folder: Path, small_graph: Graph
) -> None:
    """Removing the document and writing it again loses nothing that was decided."""
    parley("merge", folder, "actor/guild", "actor/brook", "--who", "R. Lind")
    assert parley("remove", folder, "lighthouse").status == 0
    assert "1 not carried out" in parley("decisions", folder).out
    small_graph.save(folder)
    assert "0 not carried out" in parley("decisions", folder).out
    assert "actor/brook" not in {node.id for node in Graph.load(folder).nodes}


def test_an_empty_log_is_said_to_be_one(parley: Command, folder: Path) -> None:
    """With the commands that would fill it."""
    assert "nobody has decided anything yet" in parley("decisions", folder).err
    assert parley("decisions", folder, "--json").json["decisions"] == []


def test_hostile_words_in_a_decision_cannot_take_over_the_terminal(parley: Command, folder: Path) -> None:
    """They are shown as escapes."""
    parley("rename", folder, "Tessland", "\x1b[31mred\u202e", "--why", "[bold]\x07", "--who", "\x1b]0;x")
    shown = parley("decisions", folder).out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\x07" not in shown


def test_close_names_of_two_documents_are_listed_and_can_be_merged(
    parley: Command, make_graph: Callable[..., Graph], tmp_path: Path
) -> None:
    """The closest first; a person makes them one."""
    graph = make_graph(
        [
            Document("A backs border security and a toll.", name="x"),
            Document("B backs security of the border and the toll.", name="y"),
        ],
        "a Group A\nb Group B\np Proposal border security\nq Proposal security of the border\n"
        "t Proposal a toll\nu Proposal the toll",
        "x: a supports p | A backs border security\ny: b supports q | B backs security of the border",
    )
    folder = graph.save(tmp_path / "two")
    listed = parley("links", folder, "--json").json
    assert [each["score"] for each in listed] == sorted((each["score"] for each in listed), reverse=True)
    assert [node["documents"] for node in listed[0]["nodes"]] == [["x"], ["y"]]
    assert len(parley("links", folder, "--least", "0.8", "--json").json) == 1
    assert "border security (x)" in parley("links", folder).out
    parley("merge", folder, "border security", "security of the border")
    assert parley("links", folder, "--least", "0.8", "--json").json == []
    assert "no two proposals" in parley("links", folder, "--least", "0.8").err
