"""The Graph Store Protocol as somebody speaks it who has the token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

NOTES = "http://x.example/notes"
TURTLE = "text/turtle"
SEEN = b'<http://x.example/a> <http://x.example/says> "seen" .'
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
