"""A dossier pushed to a real Oxigraph server, and to servers that refuse, stall and lie."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.corpus import Corpus
from parleygraph.graph.dossiers import Dossier, open_dossier, writing
from parleygraph.graph.errors import PushError
from parleygraph.graph.push import push
from parleygraph.graph.target import Target

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of the Graph Store Protocol of an empty Oxigraph server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OXIGRAPH, "serve", "--location", tmp_path / "server", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(list(map(str, command)), stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/store?default")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/store"
        finally:
            process.terminate()


def saved(graph: Graph, folder: Path, names: tuple[str, ...] | None = None) -> Dossier:
    """A dossier that holds the documents of these names, or all."""
    readings = tuple(r for r in graph.corpus.readings if names is None or r.document.name in names)
    with writing(folder) as writer:
        writer.write(Corpus(readings, graph.run, graph.base), anew=False)
    return open_dossier(folder)


def there(server: str) -> set[ox.Quad]:
    """Everything that the server has."""
    with httpx.Client() as client:
        content = client.get(server, headers={"Accept": "application/n-quads"}).raise_for_status().content
    return set(ox.parse(content, format=ox.RdfFormat.N_QUADS))


def done(dossier: Dossier, url: str, **options: bool) -> dict[str, str]:
    """What a push came to, graph by graph."""
    with Target(url, pause=0.01) as target:
        return {step.graph: step.what for step in push(dossier, target, **options)}


def test_the_server_has_the_graphs_of_the_dossier(small_graph: Graph, tmp_path: Path, server: str) -> None:
    """All of them, under their names, and nothing else."""
    dossier = saved(small_graph, tmp_path / "dossier")
    steps = done(dossier, server)
    assert there(server) == set(dossier.store())
    assert set(steps.values()) == {"sent"}
    assert list(steps)[-1].endswith("graph/meta")


def test_only_what_is_different_is_sent_again(small_graph: Graph, tmp_path: Path, server: str) -> None:
    """A removed document's graph is deleted, the shared graphs are replaced, the rest is left alone."""
    done(saved(small_graph, tmp_path / "dossier"), server)
    less = saved(small_graph, tmp_path / "dossier", ("quota-talks", "hostile"))
    steps = done(less, server)
    gone, kept = (
        [f"{less.base}graph/{document.id}" for document in small_graph.documents if document.name == name]
        for name in ("lighthouse", "quota-talks")
    )
    assert steps[gone[0]] == "deleted"
    assert steps[kept[0]] == "unchanged"
    assert steps[f"{less.base}graph/derived"] == "sent"
    assert there(server) == set(less.store())
    assert set(done(less, server).values()) == {"unchanged"}
    assert set(done(less, server, again=True).values()) == {"sent"}


def test_each_target_has_a_memory_of_its_own(small_graph: Graph, tmp_path: Path, server: str) -> None:
    """What was sent to one address is not taken for sent to another."""
    dossier = saved(small_graph, tmp_path / "dossier")
    done(dossier, server)
    assert set(done(dossier, server.replace("127.0.0.1", "localhost")).values()) == {"sent"}


def test_an_interrupted_push_goes_on(small_graph: Graph, tmp_path: Path, server: str) -> None:
    """What was sent before the end is not sent again, also where the last note was cut short."""
    dossier = saved(small_graph, tmp_path / "dossier")
    with Target(server) as target:
        steps = push(dossier, target)
        first, second = next(steps).graph, next(steps).graph
    steps.close()  # type: ignore[attr-defined]
    (notes,) = (dossier.path / "pushed").iterdir()
    notes.write_bytes(notes.read_bytes()[:-20])
    again = done(dossier, server)
    assert (again[first], again[second]) == ("unchanged", "sent")
    assert there(server) == set(dossier.store())


def test_a_service_that_is_busy_is_asked_again(
    small_graph: Graph, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503, 429 and a lost connection are gone over; each try sends the whole graph."""
    dossier = saved(small_graph, tmp_path / "dossier")
    trouble = iter([503, 429, None, 502])
    real = httpx.HTTPTransport.handle_request

    def handle(self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        status = next(trouble, 0)
        if status == 0:
            return real(self, request)
        for _ in request.stream:  # type: ignore[union-attr]
            break
        if status is None:
            raise httpx.ReadError("connection reset")
        return httpx.Response(status, headers={"Retry-After": "0"})

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    assert set(done(dossier, server).values()) == {"sent"}
    monkeypatch.undo()
    assert there(server) == set(dossier.store())


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (httpx.Response(401), "401 Unauthorized; it needs a token that may write: .*--token-file"),
        (httpx.Response(404), "404 Not Found; is this the address of its Graph Store Protocol"),
        (httpx.Response(413), "413 .*too large .*--shards"),
        (
            httpx.Response(301, headers={"Location": "https://x.example/s"}),
            "301 .*it is at https://x.example/s: push to that",
        ),
        (
            httpx.Response(400, text="no\n such\tsyntax" + "!" * 500),
            r"400 Bad Request \(no such syntax!{181,190}\)$",
        ),
        (httpx.Response(503), "503 Service Unavailable"),
    ],
)
def test_what_is_refused_is_told(
    small_graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: httpx.Response,
    complaint: str,
) -> None:
    """With the address, the graph, the status, and what to do."""
    dossier = saved(small_graph, tmp_path / "dossier")
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda *_: answer)
    with pytest.raises(PushError, match=rf"http://127.0.0.1:9/store: did not take \S+: {complaint}"):
        done(dossier, "http://127.0.0.1:9/store")


def test_a_server_that_is_not_there_is_told(small_graph: Graph, tmp_path: Path) -> None:
    """After some tries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(PushError, match=r"does not answer .*push again when it does"):
        done(saved(small_graph, tmp_path / "dossier"), f"http://127.0.0.1:{port}/store")


@pytest.mark.parametrize(
    ("url", "token", "complaint"),
    [
        ("ftp://x.example/", None, "is no address to push to"),
        ("localhost:7878/store", None, "is no address to push to"),
        ("http:///store", None, "is no address to push to"),
        ("http://x.example:99999/", None, "is no address to push to"),
        ("https://me:secret@x.example/", None, "leave name and password out"),
        ("http://x.example/store", "secret", "in the clear; use https"),
    ],
)
def test_addresses_that_cannot_be_are_refused(url: str, token: str | None, complaint: str) -> None:
    """Before anything is sent; the message repeats no secret."""
    with pytest.raises(PushError, match=complaint) as error:
        Target(url, token=token)
    assert "secret" not in str(error.value)


def test_the_token_is_sent_as_bearer(
    small_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the graph's name is a parameter beside those that the address has."""
    seen: list[httpx.Request] = []

    def handle(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    dossier = saved(small_graph, tmp_path / "dossier")
    with Target("https://x.example/rdf?tenant=a%20b", token="t0k3n") as target:  # noqa: S106 - made up
        list(push(dossier, target))
    assert {request.headers["Authorization"] for request in seen} == {"Bearer t0k3n"}
    assert {request.url.params["tenant"] for request in seen} == {"a b"}
    assert f"{dossier.base}graph/derived" in {request.url.params["graph"] for request in seen}
