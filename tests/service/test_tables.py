"""Questions answered from the tables: the answers of the store byte for byte, and nothing else is read."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import httpx
import pytest
from parleygraph.graph import QueryError
from parleygraph.graph.column_solutions import opened_alone, solutions
from parleygraph.graph.dossiers import open_dossier
from parleygraph.graph.sparql import question as sparql_of
from parleygraph.service.asked import tables_of
from parleygraph.service.formats import RESULTS
from parleygraph.service.process import Query, Unanswered, Worker
from parleygraph.service.source import FixedSource

from .conftest import NAMES, STANCES

SCRIPT = Path(__file__).with_name("serve_tables.py")


@contextmanager
def tables_of_folder(folder: Path, rows: int = 1000) -> Iterator[httpx.Client]:
    """A client of a service that asks the tables first."""
    command = [sys.executable, str(SCRIPT), str(folder), str(rows)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            with httpx.Client(base_url=process.stdout.readline().strip(), timeout=30) as client:
                yield client
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def tables(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Such a service on the dispute over fish."""
    folder = tmp_path_factory.mktemp("tables [1]'s") / "fish"
    with tables_of_folder(Path(shutil.copytree(dossier, folder))) as client:
        yield client


def road(response: httpx.Response) -> str:
    """What answered."""
    assert response.status_code == 200, response.text
    found = re.fullmatch(r"(store|tables);dur=\d+\.\d", response.headers["server-timing"])
    assert found
    return found[1]


@pytest.mark.parametrize("name", NAMES)
def test_both_roads_give_the_same_bytes(tables: httpx.Client, served: Any, name: str) -> None:
    """In every form; by the name of the question, and by its SPARQL however it is spelled."""
    sparql = sparql_of(name)
    respelled = "# spelled otherwise\n" + sparql.replace("parley:", "p:").replace("\n", "\r\n \t")
    for form in RESULTS:
        headers = {"Accept": RESULTS[form].types[0]}
        expected = served.get(sparql, RESULTS[form].types[0])
        assert road(expected) == "store"
        answers = [tables.get(f"/questions/{name}", headers=headers)]
        if form in {"json", "csv"}:
            answers.append(tables.get("/sparql", params={"query": sparql}, headers=headers))
            answers.append(tables.post("/sparql", data={"query": respelled}, headers=headers))
            answers.append(served.client.get(f"/questions/{name}", headers=headers))
        assert [road(answer) for answer in answers] == ["tables", "tables", "tables", "store"][: len(answers)]
        for answer in answers:
            assert answer.content == expected.content
            assert answer.headers["content-type"] == expected.headers["content-type"]
    assert tables.head(f"/questions/{name}").headers["content-length"]


def test_the_comparison_is_of_something(served: Any) -> None:
    """Most questions have rows on the dossier above."""
    rows = [len(served.client.get(f"/questions/{name}").json()["results"]["bindings"]) for name in NAMES]
    assert sum(map(bool, rows)) >= 12


def test_questions_are_linked_and_unknown_ones_are_not_found(tables: httpx.Client) -> None:
    """From their list; a name is no path."""
    listed = tables.get("/questions").json()
    assert [road(tables.get(item["answer"])) for item in listed] == ["tables"] * len(NAMES)
    described = tables.get("/sparql", headers={"Accept": "text/turtle"}).text
    assert f"{tables.base_url}/questions".replace("//questions", "/questions") in described
    traversal = ("..%2Fviews", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e", "%00", "stances%00")
    for name in ("views", "nothing", "stances.sql", *traversal):
        assert tables.get(f"/questions/{name}").status_code == 404
    assert tables.get("/questions/stances", headers={"Accept": "text/turtle"}).status_code == 406
    assert tables.post("/questions/stances").status_code == 405


@pytest.mark.parametrize(
    "parameters",
    [
        {"query": STANCES + "LIMIT 1"},
        {"query": STANCES.replace("SELECT", "SELECT DISTINCT")},
        {"query": STANCES, "default-graph-uri": "DATA/graph/derived"},
        {"query": STANCES, "named-graph-uri": "DATA/graph/derived"},
        {"query": STANCES.replace("WHERE", "FROM <graph/derived> WHERE")},
        {"query": "BASE <http://x.example/>" + STANCES},
    ],
)
def test_other_queries_are_asked_of_the_store(
    tables: httpx.Client, dossier: Path, parameters: dict[str, str]
) -> None:
    """Also a question that is asked of some graphs alone."""
    base = open_dossier(dossier).base
    given = {name: value.replace("DATA/", base) for name, value in parameters.items()}
    assert road(tables.get("/sparql", params=given)) == "store"


def test_after_a_change_the_store_answers(dossier: Path, tmp_path: Path) -> None:
    """The tables do not know of it."""
    with tables_of_folder(Path(shutil.copytree(dossier, tmp_path / "fish"))) as client:
        before = client.get("/questions/spokespeople")
        assert road(before) == "tables"
        update = (
            "DELETE WHERE { GRAPH ?g { ?s parley:relation ?r } } ; "
            'INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> rdfs:label "changed" } }'
        )
        headers = {"Authorization": "Bearer a-token-of-many-letters"}
        assert client.post("/sparql", data={"update": update}, headers=headers).status_code == 204
        after = client.get("/questions/stances")
        assert road(after) == road(client.get("/sparql", params={"query": STANCES})) == "store"
        assert after.json()["results"]["bindings"] == []


def test_answers_from_the_tables_have_the_same_limit(dossier: Path, tmp_path: Path) -> None:
    """Of rows, in every form."""
    with tables_of_folder(Path(shutil.copytree(dossier, tmp_path / "fish")), rows=3) as client:
        for form in RESULTS:
            response = client.get("/questions/stances", headers={"Accept": RESULTS[form].types[0]})
            assert (response.status_code, "more than 3 rows" in response.text) == (403, True)
        assert road(client.get("/questions/demands")) == "tables"


def test_damaged_tables_are_passed_over(dossier: Path, tmp_path: Path, served: Any) -> None:
    """The store answers then; where a table is missing, the tables are not asked at all."""
    folder = Path(shutil.copytree(dossier, tmp_path / "fish"))
    (table,) = folder.glob("generations/*/statements.parquet")
    assert tables_of(open_dossier(folder), 1) == table.parent
    assert tables_of(open_dossier(folder), 1000) is None
    table.write_bytes(b"not a table")
    with tables_of_folder(folder) as client:
        response = client.get("/questions/stances")
        assert road(response) == "store"
        assert response.content == served.client.get("/questions/stances").content
    table.unlink()
    assert tables_of(open_dossier(folder), 1) is None


def test_a_question_to_the_tables_can_be_stopped(dossier: Path, tmp_path: Path) -> None:
    """Here one that never gets an answer, as a table is a pipe into which nobody writes."""
    held = open_dossier(dossier)
    os.mkfifo(tmp_path / "statements.parquet")

    async def ask() -> Worker:
        data = FixedSource(held.store_path, held.base)
        worker = await Worker.start(data, 256 << 20, (), tmp_path)
        try:
            query = Query(STANCES, question="stances")
            with pytest.raises(Unanswered, match="took longer than 1 s and was stopped") as error:
                await worker.ask(query, seconds=1, rows=10, most_bytes=10_000)
            assert error.value.kind == "too slow"
        finally:
            await worker.end()
        return worker

    assert not asyncio.run(ask()).alive


def test_nothing_but_the_tables_can_be_read(dossier: Path, tmp_path: Path) -> None:
    """Not even by SQL, which nobody can send; and this cannot be undone."""
    folder = Path(shutil.copytree(open_dossier(dossier).columns_path, tmp_path / "odd [1]* 'q"))
    (folder / "secret.csv").write_text("secret\n1\n")
    shutil.copy(folder / "nodes.parquet", folder / "more.parquet")
    connection = opened_alone(folder, 128 << 20)
    assert len(list(solutions(connection, "stances"))) == 6
    quoted = str(folder).replace("'", "''")
    names = {"SECRET": f"{quoted}/secret.csv", "MORE": f"{quoted}/more.parquet", "FOLDER": quoted}
    for sql in (
        "FROM read_text('/etc/passwd')",
        "FROM read_csv('SECRET')",
        "FROM 'SECRET'",
        "FROM read_parquet('MORE')",
        "FROM read_blob('FOLDER/*')",
        "FROM read_text('FOLDER/nodes.parquet/../secret.csv')",
        "FROM glob('/etc/*')",
        "FROM read_csv('http://127.0.0.1:9/x')",
        "COPY (SELECT 1) TO 'FOLDER/written.csv'",
        "COPY (SELECT 1) TO 'FOLDER/nodes.parquet'",
        "ATTACH 'FOLDER/new.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "SET memory_limit = '1TB'",
        "RESET lock_configuration",
    ):
        asked = re.sub("SECRET|MORE|FOLDER", lambda found: names[found[0]], sql)
        with pytest.raises(duckdb.Error):
            connection.execute(asked).fetchall()
    for name in ("views", "../questions/stances", "/etc/passwd", "../../ontology/questions/stances", ""):
        with pytest.raises(QueryError, match="there is no question"):
            solutions(connection, name)
