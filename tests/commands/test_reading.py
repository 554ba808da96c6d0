"""The commands that read a graph: query, export, view, validate, ontology, doctor."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
import webbrowser
from pathlib import Path

import pytest
from parleygraph.graph.exports import EXPORTS
from parleygraph.ontology import questions

from .conftest import Command

WHO_OPPOSES = "SELECT DISTINCT ?who WHERE { ?who parley:opposes ?what } ORDER BY ?who"


def labels(dossier: Path) -> set[str]:
    """The labels of the nodes in the folder."""
    return {json.loads(line)["label"] for line in (dossier / "nodes.jsonl").read_bytes().splitlines()}


def test_a_query_answers_as_a_table_with_short_identifiers(parley: Command, dossier: Path) -> None:
    """Identifiers are shown without the base of the data."""
    outcome = parley("query", dossier, WHO_OPPOSES)
    assert outcome.status == 0
    assert "actor/paraguay" in outcome.out
    assert "https://example.org" not in outcome.out


def test_a_query_answers_as_csv(parley: Command, dossier: Path) -> None:
    """The CSV has a header and whole identifiers."""
    rows = list(csv.reader(io.StringIO(parley("query", dossier, WHO_OPPOSES, "--format", "csv").out)))
    assert rows[0][0].lstrip("\ufeff") == "who"
    assert ["https://example.org/parley/actor/paraguay"] in rows


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_a_query_answers_as_json(parley: Command, dossier: Path, option: list[str]) -> None:
    """The JSON is that of SPARQL results."""
    answer = parley("query", dossier, WHO_OPPOSES, *option).json
    assert answer["head"]["vars"] == ["who"]
    assert any(row["who"]["value"].endswith("actor/paraguay") for row in answer["results"]["bindings"])


def test_a_query_can_come_from_a_file(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """`--file` reads the SPARQL, and gives what the same SPARQL on the command line gives."""
    (tmp_path / "who.rq").write_text(WHO_OPPOSES)
    assert (
        parley("query", dossier, "--file", tmp_path / "who.rq").out
        == parley("query", dossier, WHO_OPPOSES).out
    )


def test_yes_or_no_questions_are_answered_in_a_word(parley: Command, dossier: Path) -> None:
    """ASK prints yes or no."""
    assert parley("query", dossier, "ASK { ?a parley:opposes ?b }").out.strip() == "yes"
    assert parley("query", dossier, "ASK { parley:opposes parley:opposes ?b }").out.strip() == "no"


def test_a_query_without_an_answer_says_so(parley: Command, dossier: Path) -> None:
    """No rows is not an error, and not silence either."""
    outcome = parley("query", dossier, "SELECT ?a WHERE { ?a parley:opposes ?a }")
    assert outcome.status == 0
    assert "nothing in the graph answers" in outcome.err


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_every_question_of_the_ontology_can_be_asked(parley: Command, dossier: Path, name: str) -> None:
    """Each competency question runs on a graph that was built from text."""
    assert parley("query", dossier, "--question", name, "--format", "csv").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SELECT broken"], "line 1"),
        (["SELECT * WHERE { SERVICE <http://a.example/> { ?a ?b ?c } }"], "SERVICE"),
        (["DROP ALL"], "refused"),
        (["--question", "no-such-question"], "stances"),
        (["--file", "no-such-file.rq"], "no-such-file.rq"),
        ([], "--question"),
        (["ASK {}", "--question", "stances"], "--question"),
    ],
)
def test_a_wrong_query_is_one_line_and_status_2(
    parley: Command, dossier: Path, arguments: list[str], said: str
) -> None:
    """What is wrong with the query, or with the way it was asked, is said in one line."""
    outcome = parley("query", dossier, *arguments)
    assert outcome.status == 2
    assert said in outcome.err
    assert len(outcome.err.splitlines()) == 1


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


def test_the_ontology_is_printed_as_turtle(parley: Command) -> None:
    """What is printed can be parsed, and defines the relations."""
    import rdflib

    graph = rdflib.Graph().parse(data=parley("ontology").out, format="turtle")
    assert (rdflib.URIRef("https://w3id.org/parleygraph/ontology#supports"), None, None) in graph


@pytest.mark.parametrize("part", ["--shapes", "--alignments"])
def test_the_shapes_and_the_alignments_are_printed_as_turtle(parley: Command, part: str) -> None:
    """Each part parses as it is printed."""
    import rdflib

    assert len(rdflib.Graph().parse(data=parley("ontology", part).out, format="turtle"))


def test_the_questions_are_listed(parley: Command) -> None:
    """Each question is listed by the name that `query --question` takes, with its SPARQL in JSON."""
    listed = parley("ontology", "--questions").out
    assert all(question.name in listed for question in questions())
    asked = parley("ontology", "--questions", "--json").json
    assert [entry["name"] for entry in asked] == [question.name for question in questions()]
    assert all("SELECT" in entry["sparql"] for entry in asked)


@pytest.mark.parametrize("options", [["--shapes", "--questions"], ["--json"]])
def test_parts_of_the_ontology_exclude_each_other(parley: Command, options: list[str]) -> None:
    """Two parts at once, or JSON of Turtle, is a wrong command line."""
    assert parley("ontology", *options).status == 2


def test_the_doctor_finds_a_healthy_installation(parley: Command) -> None:
    """Versions and the model that loads are reported."""
    outcome = parley("doctor", "--json")
    assert outcome.status == 0
    found = {part["name"]: part["found"] for part in outcome.json["parts"]}
    assert found["language model"].startswith("en_core_web_md")
    assert found["spacy"].startswith("3.")
    assert "MISSING" not in parley("doctor").out


def test_the_doctor_says_what_is_missing_and_how_to_get_it(
    parley: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing package and a model that does not load are status 1, each with its remedy."""
    from parleygraph.commands import doctor

    real = doctor._version_of
    monkeypatch.setattr(doctor, "_version_of", lambda name: None if name == "pypdf" else real(name))
    outcome = parley("doctor", "--model", "no_such_model")
    assert outcome.status == 1
    assert "MISSING" in outcome.out
    assert "pip install pypdf" in outcome.out
    assert "no_such_model" in outcome.out


def test_the_version_is_that_of_the_package(parley: Command) -> None:
    """`--version` prints name and version."""
    import parleygraph

    outcome = parley("--version")
    assert (outcome.status, outcome.out) == (0, f"parleygraph {parleygraph.__version__}\n")


def test_help_comes_at_once_and_lists_commands_and_statuses(process: Command) -> None:
    """`--help` loads nothing that it does not need."""
    started = time.perf_counter()
    outcome = process("--help")
    # Half a second on a machine at rest; a busy one gets more before the test complains.
    assert time.perf_counter() - started < 2
    assert outcome.status == 0
    for command in ("build", "query", "export", "view", "validate", "ontology", "doctor"):
        assert command in outcome.out
    assert "Exit status" in outcome.out
