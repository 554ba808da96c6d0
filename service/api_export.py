"""`/api/export`: what people decided, as files for other tools."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..graph.annotations import annotation_files
from ..graph.web_annotations import web_annotations
from .api_desk import Desk

type Answering = Callable[[Callable[[Request], Awaitable[Response]]], Any]

_DAY_ONE: Final = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP archive can name: equal graphs give equal archives."""


def routes(desk: Desk, answering: Answering) -> list[Route]:
    """The routes of the downloads."""

    async def annotations(_: Request) -> Response:
        content = await run_in_threadpool(lambda: archive(annotation_files(desk.graph())))
        return _download(content, "application/zip", "annotations.zip")

    async def web(_: Request) -> Response:
        content = await run_in_threadpool(lambda: web_annotations(desk.graph()))
        return _download(content, "application/ld+json", "web-annotations.jsonld")

    return [
        Route("/api/export/annotations", answering(annotations), methods=["GET"]),
        Route("/api/export/web-annotations", answering(web), methods=["GET"]),
    ]


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files in one ZIP archive, in the order of their names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return content.getvalue()


def _download(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
