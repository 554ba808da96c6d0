"""`parleygraph ontology`, `doctor`, `--version` and `--help`: what is installed, and how to use it."""

from __future__ import annotations

import time

import pytest
from parleygraph.ontology import questions

from .conftest import Command


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
