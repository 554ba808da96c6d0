"""The Graph Store Protocol: graphs put, added to and deleted by those who have the token, and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parleygraph.graph.dossiers import open_dossier

from .graph_store import NOTES, SEEN, kept, said, send

HEARD = b'<http://x.example/a> <http://x.example/says> "heard" .'


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
