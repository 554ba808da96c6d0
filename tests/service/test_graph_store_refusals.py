"""What may not be written by the Graph Store Protocol is refused, and changes nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from parleygraph.service.parameters import receive
from starlette.exceptions import HTTPException
from starlette.requests import Request

from .graph_store import AUTHORIZED, NOTES, SEEN, TURTLE, kept, said, send


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
