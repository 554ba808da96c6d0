"""`parleygraph explain`: the reasons of a statement, chosen by identifier or by its words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from parleygraph.graph import Graph

from .conftest import Command

TEXT = (
    "John Kerry met reporters on Monday. He said that Peru may accept the treaty if Chile signs it. "
    "Norway rejected the ban. Sweden rejected the toll."
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph made by the rules alone, however unsure they are; tests do not write into it."""
    from parleygraph import Document
    from parleygraph._build import build

    folder = tmp_path_factory.mktemp("explain") / "graph"
    return build(Document(TEXT, name="talks"), learned=False, min_confidence=0.0).save(folder)


@pytest.fixture(scope="module")
def statements(graph: Path) -> dict[str, dict[str, Any]]:
    """The statements by their quotations."""
    records = [json.loads(line) for line in (graph / "statements.jsonl").read_bytes().splitlines()]
    return {record["evidence"]["quotation"]: record for record in records}


def test_a_prefix_of_the_identifier_is_enough(
    parley: Command, graph: Path, statements: dict[str, dict[str, Any]]
) -> None:
    """The sentence with its ends, rule, weights, qualifiers, mentions and parse are printed."""
    outcome = parley("explain", graph, statements["Peru may accept the treaty"]["id"][:10])
    assert (outcome.status, outcome.err) == (0, "")
    for line in (
        "This version makes the same statement.",
        "[subject: Peru] may accept the [object: treaty]",
        "“accept”: agent supports proposal",
        "certainty: uncertain (by “may”)",
        "condition: if Chile signs it (by “if”)",
        "source: John Kerry (by “said”)",
        "intercept",
        "    accept  VERB ccomp",
    ):
        assert line in outcome.out


def test_the_recorded_settings_are_used(parley: Command, graph: Path) -> None:
    """A graph of the rules alone is explained without the reader, at its own least confidence."""
    found = parley("explain", graph, "--quotation", "norway  REJECTED the ban", "--json").json
    assert found["outcome"] == "same"
    assert found["changes"] == []
    assert found["reader"] is None
    assert found["least"] == 0.0
    assert found["rule"]["name"] == "oppose"
    assert found["statement"]["evidence"]["quotation"] == "Norway rejected the ban"


def test_words_of_several_statements_list_them(parley: Command, graph: Path) -> None:
    """The candidates are printed with their identifiers; nothing is explained, and the status is 2."""
    outcome = parley("explain", graph, "--quotation", "rejected", "--json")
    assert outcome.status == 2
    assert {c["quotation"] for c in outcome.json["candidates"]} == {
        "Norway rejected the ban",
        "Sweden rejected the toll",
    }
    assert "2 statements match" in outcome.err
    assert "Norway" in parley("explain", graph, "--quotation", "rejected").out


@pytest.mark.parametrize(
    "arguments", [["zzz"], [], ["abc", "--quotation", "ban"], ["--quotation", "nobody said this"]]
)
def test_what_chooses_nothing_is_a_wrong_command_line(
    parley: Command, graph: Path, arguments: list[str]
) -> None:
    """No match, no choice and two choices are told in one line, with status 2."""
    outcome = parley("explain", graph, *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1


def made_by(graph: Path, folder: Path, **changes: object) -> None:
    """The graph of one folder in another, as if another run had made it."""
    corpus = Graph.load(graph).corpus
    run = replace(corpus.run, **changes)  # type: ignore[arg-type]
    readings = tuple(replace(reading, run=run) for reading in corpus.readings)
    Graph.of(replace(corpus, run=run, readings=readings)).save(folder)


def test_a_graph_of_another_version_is_told(parley: Command, graph: Path, tmp_path: Path) -> None:
    """What differs from the recorded run is printed before the reasons."""
    made_by(graph, tmp_path, version="0.0.1", model="en_other")
    outcome = parley("explain", tmp_path, "--quotation", "Norway rejected the ban")
    assert outcome.status == 0
    assert "parleygraph: the graph was made with 0.0.1" in outcome.out
    assert "model: the graph was made with en_other" in outcome.out


def test_the_graph_of_another_extractor_cannot_be_explained(
    parley: Command, graph: Path, tmp_path: Path
) -> None:
    """Only what the shipped rules and reader made has reasons here; the extractor is named."""
    made_by(graph, tmp_path, settings={**Graph.load(graph).run.settings, "extractor": "mine"})
    outcome = parley("explain", tmp_path, "--quotation", "Norway rejected the ban")
    assert outcome.status != 0
    assert "'mine'" in outcome.err
