"""SPARQL updates: by those who have the token, on top of the dossier, and kept."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
from parleygraph.graph import Graph

TOKEN = "a-token-of-many-letters"  # noqa: S105 - of the tests
NOTE = 'INSERT DATA { GRAPH <http://x.example/notes> { <actor/marovia> rdfs:comment "seen" } }'
SEEN = 'ASK { <actor/marovia> rdfs:comment "seen" }'


def update(service: Any, text: str, token: str | None = TOKEN, **parameters: str) -> httpx.Response:
    """The response to an update."""
    headers = {"Content-Type": "application/sparql-update"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    response: httpx.Response = service.client.post(
        "/sparql", content=text, headers=headers, params=parameters
    )
    return response


def test_updates_are_taken_kept_and_applied_to_every_generation(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...], make_graph: Any
) -> None:
    """They last over a restart and over a new generation, and the documents stay as they are."""
    with serving(folder, tmp_path / "log", *options) as service:
        assert not service.get(SEEN).json()["boolean"]
        assert update(service, NOTE).status_code == 204
        assert service.get(SEEN).json()["boolean"]
        form = {"update": "DELETE WHERE { GRAPH ?g { ?s parley:attacks ?o } }"}
        headers = {"Authorization": f"bearer {TOKEN}"}
        assert service.client.post("/sparql", data=form, headers=headers).status_code == 204
        assert not service.get("ASK { ?s parley:attacks ?o }").json()["boolean"]
        assert service.get("ASK { ?s parley:supports ?o }").json()["boolean"]
        described = service.client.get("/sparql").text
        assert "SPARQL11Update" in described
    assert [json.loads(line)["update"] for line in (folder / "updates.jsonl").open()] == [
        NOTE,
        form["update"],
    ]
    assert not list(folder.glob(".updated-*"))
    assert Graph.load(folder).query("ASK { ?s parley:attacks ?o }")
    left = folder / ".updated-999999999-left-by-one-that-was-killed"
    left.mkdir()
    with serving(folder, tmp_path / "log", "--workers", "1") as service:
        assert service.get(SEEN).json()["boolean"]
        assert update(service, NOTE).status_code == 403
        assert "SPARQL11Update" not in service.client.get("/sparql").text
        assert not left.exists()
        text = "Utopia attacked Arcadia."
        nodes, statement = "utopia State Utopia\narcadia State Arcadia", "utopia attacks arcadia"
        make_graph(text, nodes, f"text: {statement} | {text}").save(folder)
        assert service.get(SEEN).json()["boolean"]
        assert not service.get("ASK { ?s parley:attacks ?o }").json()["boolean"]


def test_what_may_not_be_done_changes_nothing(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Without the token, from another site, over the network, too slowly, or what is no update."""
    runaway = (
        "INSERT { GRAPH <http://x.example/> { ?a ?b ?f } } "
        "WHERE { GRAPH ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } "
        "FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 9999) }"
    )
    with serving(folder, tmp_path / "log", *options) as service:
        for token in (None, "another-token-of-many-letters", TOKEN[:-1]):
            response = update(service, NOTE, token)
            assert response.status_code == 401
            assert response.headers["www-authenticate"].startswith("Bearer")
        for text, status in (
            ("INSERT DATA {", 400),
            ("ASK {}", 400),
            ("CLEAR GRAPH <http://x.example/none>", 400),
            ("LOAD <file:///etc/passwd>", 403),
            ("LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <http://x.example/>", 403),
            ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
            (NOTE + " ; LOAD <http://127.0.0.1:9/>", 403),
            (runaway, 503),
        ):
            assert update(service, text).status_code == status, text
        assert update(service, NOTE, **{"using-graph-uri": "http://x.example/"}).status_code == 400
        assert not service.get(SEEN).json()["boolean"]
        harmless = 'INSERT DATA { <http://x.example/load> rdfs:label "LOAD <x> and SERVICE" } # LOAD'
        assert update(service, harmless).status_code == 204
    assert len((folder / "updates.jsonl").read_text().splitlines()) == 1


def test_a_token_must_be_worth_the_name(parley_serve: Any, folder: Path, tmp_path: Path) -> None:
    """A service does not start with a token that could be guessed, or without one."""
    file = tmp_path / "token"
    file.write_text("short\n")
    assert "a token has 16 characters or more" in parley_serve(folder, "--write", "--token-file", file)
    assert "--write and --token-file FILE go together" in parley_serve(folder, "--write")


def test_updates_are_counted_and_given_out(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """By `info` and by `export --updates`; without it, an export is what was extracted."""

    def parley(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "parleygraph", *arguments]
        return subprocess.run(command, capture_output=True, timeout=120, check=False)

    def exported(form: str, *more: str) -> set[ox.Quad]:
        done = parley("export", str(folder), "--format", form, *more)
        assert done.returncode == 0, done.stderr
        kind = ox.RdfFormat.N_QUADS if form == "nquads" else ox.RdfFormat.TRIG
        return set(ox.parse(done.stdout, format=kind))

    plain = exported("nquads")
    assert exported("nquads", "--updates") == exported("trig", "--updates") == plain
    assert json.loads(parley("info", str(folder), "--json").stdout)["updates"] == 0
    graph = {"graph": "http://x.example/g"}
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    with serving(folder, tmp_path / "log", *options) as service:
        assert update(service, NOTE).status_code == 204
        put = service.client.put("/graph", params=graph, headers=headers, content="<s> <p> 'one\\n  two ü' .")
        assert put.status_code == 201
        # While a service takes updates, others read those that it has taken.
        told = json.loads(parley("info", str(folder), "--json").stdout)
        assert told["updates"] == 2
    more = exported("nquads", "--updates")
    assert len(more - plain) == 2
    assert more > plain
    assert exported("trig", "--updates") == more
    assert exported("nquads") == plain
    assert b"2 updates beside what was extracted" in parley("info", str(folder)).stdout
    assert not list(folder.glob(".updated-*"))
    refused = parley("export", str(folder), "--format", "turtle", "--updates")
    assert refused.returncode == 2
    assert b"--updates is for --format nquads and --format trig" in refused.stderr
    (folder / "updates.jsonl").write_text('{"update": "INSERT {"}\n')
    broken = parley("export", str(folder), "--format", "nquads", "--updates")
    assert broken.returncode == 3
    assert b"updates.jsonl: cannot be applied (the query is not SPARQL" in broken.stderr
