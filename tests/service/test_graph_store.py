"""The Graph Store Protocol: graphs put, added to and deleted by those who have the token, and kept."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from parleygraph.graph.dossiers import open_dossier
from parleygraph.service.parameters import receive
from starlette.exceptions import HTTPException
from starlette.requests import Request

NOTES = "http://x.example/notes"
TURTLE = "text/turtle"
SEEN = b'<http://x.example/a> <http://x.example/says> "seen" .'
HEARD = b'<http://x.example/a> <http://x.example/says> "heard" .'
AUTHORIZED = {"Authorization": "Bearer a-token-of-many-letters"}


def send(
    service: Any,
    method: str,
    content: bytes | None = None,
    media_type: str | None = TURTLE,
    headers: dict[str, str] | None = None,
    **parameters: str,
) -> httpx.Response:
    """The response to a request of somebody who has the token."""
    given = {**AUTHORIZED, **({"Content-Type": media_type} if content is not None and media_type else {})}
    response: httpx.Response = service.client.request(
        method, "/graph", content=content, headers={**given, **(headers or {})}, params=parameters or None
    )
    return response


def said(service: Any, **parameters: str) -> set[str]:
    """What is said in a graph."""
    response = service.client.get("/graph", params=parameters, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    quads = ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
    return {quad.object.value for quad in quads if quad.predicate.value == "http://x.example/says"}  # type: ignore[union-attr]


def kept(folder: Path) -> list[dict[str, Any]]:
    """The changes that the dossier keeps."""
    return [json.loads(line) for line in (folder / "updates.jsonl").read_bytes().splitlines()]


def test_graphs_are_put_added_to_and_deleted(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """With the statuses of the protocol; they last over a restart, and the dossier stays as it is."""
    before = set(open_dossier(folder).store())
    with serving(folder, tmp_path / "log", *options) as service:
        assert send(service, "DELETE", graph=NOTES).status_code == 404
        assert send(service, "PUT", SEEN, graph=NOTES).status_code == 201
        assert said(service, graph=NOTES) == {"seen"}
        assert service.get(f'ASK {{ GRAPH <{NOTES}> {{ ?s ?p "seen" }} }}').json()["boolean"]
        assert send(service, "POST", HEARD, graph=NOTES).status_code == 204
        assert said(service, graph=NOTES) == {"seen", "heard"}
        assert send(service, "PUT", HEARD, graph=NOTES).status_code == 204
        assert said(service, graph=NOTES) == {"heard"}
        assert service.client.head("/graph", params={"graph": NOTES}).status_code == 200
        assert send(service, "PUT", b"", graph="urn:x-empty").status_code == 201
        assert said(service, graph="urn:x-empty") == set()
        assert send(service, "POST", SEEN, graph="urn:x-posted").status_code == 201
        assert send(service, "DELETE", graph="urn:x-posted").status_code == 204
        assert service.client.get("/graph", params={"graph": "urn:x-posted"}).status_code == 404
        assert service.client.head("/graph", params={"graph": "urn:x-posted"}).status_code == 404
        assert send(service, "PUT", SEEN, default="").status_code == 204
        assert said(service, default="") == {"seen", "heard"}
        assert send(service, "DELETE", default="").status_code == 204
        assert said(service, default="") == {"heard"}
        derived = next(iter(open_dossier(folder).store().named_graphs())).value  # type: ignore[union-attr]
        assert send(service, "DELETE", graph=derived).status_code == 204
        assert service.client.get("/graph", params={"graph": derived}).status_code == 404
    assert set(open_dossier(folder).store()) == before
    with serving(folder, tmp_path / "log", "--workers", "1") as service:
        assert said(service, graph=NOTES) == {"heard"}
        assert said(service, graph="urn:x-empty") == set()
        assert service.client.get("/graph", params={"graph": derived}).status_code == 404
        assert send(service, "PUT", SEEN, graph=NOTES).status_code == 405
        assert send(service, "DELETE", graph=NOTES).status_code == 405
    # What later changes replaced is let go of by the next service that takes changes.
    needed = {digest for change in kept(folder)[:3] for digest, _ in change["content"]}
    assert len(needed) == 2
    with serving(folder, tmp_path / "log", *options) as service:
        assert said(service, graph=NOTES) == {"heard"}
        # However the service is told to end, it leaves no copy of the store.
        assert list(folder.glob(".updated-*"))
        service.process.terminate()
        service.process.wait(20)
    assert not list(folder.glob(".updated-*"))
    assert len(list((folder / "updates").iterdir())) == 2


def test_content_comes_in_every_form(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """By its media type; parts of a form are put together, and a graph without a name is given one."""
    forms = {
        "application/n-triples": SEEN,
        "text/turtle; charset=UTF-8": SEEN.replace(b"<http://x.example/a>", b"<a>"),
        "application/ld+json": b'{"@id": "http://x.example/a", "http://x.example/says": "seen"}',
        "application/rdf+xml": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns:x="http://x.example/"><r:Description x:says="seen"/></r:RDF>',
    }
    with serving(folder, tmp_path / "log", *options) as service:
        for media_type, content in forms.items():
            response = send(service, "PUT", content, media_type, graph=NOTES)
            assert response.status_code in {201, 204}, response.text
            assert said(service, graph=NOTES) == {"seen"}
        named = send(service, "POST", SEEN)
        assert named.status_code == 201
        assert said(service, graph=named.headers["location"]) == {"seen"}
        form = (
            b'before\r\n--x\r\nContent-Disposition: form-data; name="a"\r\ncontent-type: text/turtle\r\n\r\n'
            + SEEN.replace(b"seen", b"one --x")
            + b"\r\n--x\r\nContent-Type: application/n-triples\r\n\r\n"
            + SEEN.replace(b"seen", b"two")
            + b"\r\n--x--\r\nafter"
        )
        multipart = "multipart/form-data; boundary=x"
        assert send(service, "POST", form, multipart, graph=NOTES).status_code == 204
        assert said(service, graph=NOTES) == {"seen", "one --x", "two"}
        for broken in (form[:-12], form.replace(b"\r\n\r\n", b"\r\n"), b"--x--", b""):
            assert send(service, "POST", broken, multipart, graph=NOTES).status_code == 400
        assert send(service, "POST", form, "multipart/form-data", graph=NOTES).status_code == 400
        assert send(service, "PUT", form, multipart, graph=NOTES).status_code == 415
        # Relative names are those of the graph, and blank nodes of two requests are two.
        blank = b"[] <says> 'blank' ."
        for _ in range(2):
            assert send(service, "POST", blank, graph="http://x.example/blank/").status_code in {201, 204}
        query = "SELECT ?s { GRAPH <http://x.example/blank/> { ?s <http://x.example/blank/says> 'blank' } }"
        assert len(service.get(query).json()["results"]["bindings"]) == 2


def test_what_may_not_be_written_changes_nothing(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...], listener: tuple[str, list[str]]
) -> None:
    """Each with its status, and nothing is fetched, read from the disk, or kept."""
    url, requests = listener
    with serving(folder, tmp_path / "log", *options) as service:
        for headers, status in (
            ({"Authorization": ""}, 401),
            ({"Authorization": "Bearer a-token-of-many-letter"}, 401),
            ({"Authorization": "Basic YS10b2tlbi1vZi1tYW55LWxldHRlcnM="}, 401),
            ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Host": "evil.example"}, 421),
            ({"Content-Encoding": "gzip"}, 415),
        ):
            for method in ("PUT", "POST"):
                assert send(service, method, SEEN, headers=headers, graph=NOTES).status_code == status
        for media_type in (None, "text/plain", "application/n-quads", "text/turtle; charset=latin-1", "*/*"):
            assert send(service, "PUT", SEEN, media_type, graph=NOTES).status_code == 415
        for name in ("../../etc/passwd", "notes", "", "http://x.example/\x00", "http://x.example/a b", "_:b"):
            for method in ("PUT", "POST", "DELETE"):
                assert send(service, method, SEEN, graph=name).status_code == 400, name
        for address in (
            "/graph?graph=%FF",
            f"/graph?graph={NOTES}&graph={NOTES}",
            f"/graph?default&graph={NOTES}",
        ):
            headers = {**AUTHORIZED, "Content-Type": TURTLE}
            assert service.client.put(address, content=SEEN, headers=headers).status_code == 400
        assert send(service, "PUT", SEEN).status_code == 400
        assert send(service, "DELETE").status_code == 400
        assert send(service, "PATCH", SEEN, graph=NOTES).status_code == 405
        entity = (
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "URL">]><r:RDF xmlns:r='
            '"http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/">'
            "<r:Description><x:says>&x;</x:says></r:Description></r:RDF>"
        )
        for text, media_type in (
            ("<a> <b> .", TURTLE),
            ("<a> <b> '\x00", TURTLE),
            (f'{{"@context": "{url}", "says": "x"}}', "application/ld+json"),
            ('{"@context": "file:///etc/passwd", "says": "x"}', "application/ld+json"),
            ('{"@id": "urn:x-g", "@graph": [{"http://x.example/says": "x"}]}', "application/ld+json"),
            (entity.replace("URL", "file:///etc/passwd"), "application/rdf+xml"),
            (entity.replace("URL", url), "application/rdf+xml"),
            ("<http://x.example/> { <a> <b> <c> }", TURTLE),
        ):
            response = send(service, "PUT", text.encode(), media_type, graph=NOTES)
            assert response.status_code == 400, text
            assert "the content is not what its media type says" in response.text
            assert len(response.text.splitlines()) == 1
            assert str(folder.parent) not in response.text
        assert requests == []
        assert service.client.get("/graph", params={"graph": NOTES}).status_code == 404
    assert kept(folder) == []
    assert list((folder / "updates").iterdir()) == []


def test_the_name_of_a_graph_is_no_path(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """It names a graph, and what is sent to it lies under its digest."""
    files = {path for path in folder.parent.rglob("*") if "updates" not in path.parts}
    with serving(folder, tmp_path / "log", *options) as service:
        for name in ("file:///etc/passwd", "http://x.example/../../../etc/passwd", "urn:x:..%2F"):
            assert send(service, "PUT", SEEN, graph=name).status_code == 201
            assert said(service, graph=name) == {"seen"}
    (digest,) = {digest for change in kept(folder) for digest, _ in change["content"]}
    assert [path.name for path in (folder / "updates").iterdir()] == [digest]
    now = {path for path in folder.parent.rglob("*") if "updates" not in path.parts}
    assert {path.name for path in now - files} <= {"updates.jsonl", "log"}


def test_too_much_is_refused_and_no_part_of_it_kept(
    serving: Any, folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """By what is announced, before anything is sent; and where nothing is announced, as it comes."""
    with serving(folder, tmp_path / "log", *options) as service:
        head = (
            f"PUT /graph?graph={NOTES} HTTP/1.1\r\nHost: localhost:{service.port}\r\n"
            f"Authorization: {AUTHORIZED['Authorization']}\r\nContent-Type: {TURTLE}\r\n"
        )
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
            connection.sendall(f"{head}Content-Length: {1 << 40}\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
            connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
            with contextlib.suppress(ConnectionError):
                for _ in range(65):
                    connection.sendall(b"100000\r\n" + b" " * 0x100000 + b"\r\n")
            with contextlib.suppress(ConnectionError):
                assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
        # One that goes away in the middle leaves nothing either.
        with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
            connection.sendall(f"{head}Content-Length: 1000\r\n\r\n<http://x.exa".encode())
        deadline = time.monotonic() + 30
        while list((folder / "updates").iterdir()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert service.get("ASK {}").status_code == 200
    assert list((folder / "updates").iterdir()) == []
    assert kept(folder) == []


def test_a_client_that_sends_too_slowly_is_let_go() -> None:
    """It has some seconds, and more for what has come; who sends at a fair pace is not cut off."""

    async def taken(pieces: int, size: int, pause: float) -> int:
        async def piece() -> dict[str, Any]:
            nonlocal pieces
            pieces -= 1
            await asyncio.sleep(pause)
            return {"type": "http.request", "body": b"x" * size, "more_body": pieces > 0}

        got = bytearray()
        request = Request({"type": "http", "method": "PUT", "headers": []}, piece)
        await receive(request, 1 << 24, 0.2, got.extend)
        return len(got)

    assert asyncio.run(taken(8, 1 << 20, 0.1)) == 8 << 20
    with pytest.raises(HTTPException, match="408: the body did not come in time"):
        asyncio.run(taken(1000, 1, 0.1))
