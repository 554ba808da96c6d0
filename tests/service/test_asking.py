"""One query with a time limit, from Python and from the command line."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from parleygraph.graph import Graph, QueryError
from parleygraph.graph.dossiers import open_dossier
from parleygraph.service.asking import ask
from parleygraph.service.process import Unanswered

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?label ?none { ?s a parley:State ; skos:prefLabel ?label } ORDER BY DESC(?label)",
        "ASK { ?s parley:attacks ?o }",
        "CONSTRUCT { ?s skos:prefLabel ?label } { ?s a parley:State ; skos:prefLabel ?label }",
    ],
)
def test_the_answer_is_that_of_the_graph(dossier: Path, small_graph: Graph, query: str) -> None:
    """A worker gives what the graph itself gives, in each form of query."""
    found, meant = ask(open_dossier(dossier).store_path, query, 20), small_graph.query(query)
    assert (found.form, found.columns, found.rows) == (meant.form, meant.columns, meant.rows)


def test_what_is_refused_is_refused_there_too(dossier: Path) -> None:
    """With the same errors."""
    store = open_dossier(dossier).store_path
    with pytest.raises(QueryError, match="SERVICE is refused"):
        ask(store, "ASK { SERVICE <http://x.example/> { ?s ?p ?o } }", 20)
    with pytest.raises(QueryError, match="line 1, column 6"):
        ask(store, "ASK {", 20)


def test_a_query_is_stopped_from_python(dossier: Path) -> None:
    """The worker is ended, and the error says what to do."""
    begin = time.monotonic()
    with pytest.raises(Unanswered, match=r"took longer than 0\.5 s"):
        ask(open_dossier(dossier).store_path, RUNAWAY, 0.5)
    assert time.monotonic() - begin < 5


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line with these arguments."""
    command = [sys.executable, "-m", "parleygraph", "query", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_query_is_stopped_from_the_command_line(dossier: Path) -> None:
    """With the time in the message, one line, and the status of a failure."""
    done = run(str(dossier), RUNAWAY, "--timeout", "0.5")
    assert done.returncode == 3
    assert re.fullmatch(r"parleygraph: the query took longer than 0.5 s and was stopped: .*\n", done.stderr)


def test_the_command_asks_the_store_on_disk(dossier: Path, tmp_path: Path, small_graph: Graph) -> None:
    """The documents are not read for it, and a limit of time makes no difference to the answer."""
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(dossier, copy)
    for document in (copy / "documents").iterdir():
        document.unlink()
    query = "SELECT ?label { ?s a parley:State ; skos:prefLabel ?label } ORDER BY ?label"
    expected = small_graph.query(query).to_csv()
    for options in ((), ("--timeout", "20")):
        done = run(str(copy), query, "--format", "csv", *options)
        assert (done.returncode, done.stdout) == (0, expected.replace("\r\n", "\n"))
