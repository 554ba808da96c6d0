"""`parleygraph query` answers SPARQL and the questions of the ontology."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from parleygraph.ontology import questions

from .conftest import Command

WHO_OPPOSES = "SELECT DISTINCT ?who WHERE { ?who parley:opposes ?what } ORDER BY ?who"


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
