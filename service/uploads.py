"""RDF that is sent to a graph: received into a file beside its place, and kept when it has been applied."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from ..graph.dossiers.durable import sync_folder
from .changes import Content
from .context import Limits
from .formats import GRAPHS, listed
from .journal import INCOMING
from .parameters import read_body, receive

_FORMS: Final = {offer.types[0].partition(";")[0]: name for name, offer in GRAPHS.items()}
_MULTIPART: Final = "multipart/form-data"
_PARTS: Final = 100
"""How many parts a form may have."""
_BOUNDARY: Final = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """Content in a file that is not its own yet."""

    path: Path
    content: Content


@contextmanager
def uploads(folder: Path) -> Iterator[list[Upload]]:
    """A list to add uploads to; their files are removed at the end, but for those that were kept.

    The folder that they lie in is made where it is not there.
    """
    folder.mkdir(exist_ok=True)
    found: list[Upload] = []
    try:
        yield found
    finally:
        for upload in found:
            upload.path.unlink(missing_ok=True)


async def received(request: Request, folder: Path, limits: Limits, found: list[Upload]) -> None:
    """Add the content of a request to the uploads; raises HTTPException: 400, 408, 413, 415."""
    media_type = request.headers.get("content-type", "")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "the content is sent as it is, not compressed")
    if request.method == "POST" and media_type.partition(";")[0].strip().lower() == _MULTIPART:
        # Taken apart in memory, and so no larger than other bodies.
        body = await read_body(request, limits.body_bytes, limits.body_seconds)
        for part_type, part in _parts(body, media_type):
            form = _form(part_type)
            with _Incoming(folder, form, found) as incoming:
                incoming.write(part)
        return
    form = _form(media_type)
    with _Incoming(folder, form, found) as incoming:
        await receive(request, limits.graph_bytes, limits.body_seconds, incoming.write)


def keep(found: Collection[Upload], folder: Path) -> None:
    """Move the files to their place, by their digests, and have them on the disk; raises OSError."""
    for upload in found:
        with upload.path.open("rb") as file:
            os.fsync(file.fileno())
        upload.path.replace(folder / upload.content.sha256)
    if found:
        sync_folder(folder)
        sync_folder(folder.parent)


class _Incoming:
    """A file that content is written to; it is an upload when all of it is there."""

    def __init__(self, folder: Path, form: str, found: list[Upload]) -> None:
        self._folder, self._form, self._found = folder, form, found
        self._digest = hashlib.sha256()

    def __enter__(self) -> _Incoming:
        # To be read by whoever may read the dossier, which a temporary file is not.
        self._path = self._folder / f"{INCOMING}{os.getpid()}-{secrets.token_hex(8)}"
        self._file = self._path.open("xb")
        return self

    def write(self, piece: bytes) -> None:
        """Add a piece."""
        self._digest.update(piece)
        self._file.write(piece)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._file.close()
        except OSError:
            self._path.unlink()
            raise
        if kind is not None:
            self._path.unlink()
        else:
            self._found.append(Upload(self._path, Content(self._digest.hexdigest(), self._form)))


def _form(content_type: str) -> str:
    """The name of the form of a media type; raises HTTPException."""
    media_type, _, parameters = content_type.partition(";")
    form = _FORMS.get(media_type.strip().lower())
    if form is None:
        raise HTTPException(415, f"a graph is sent as {listed(GRAPHS)}")
    charset = parameters.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise HTTPException(415, "the content must be UTF-8")
    return form


def _parts(body: bytes, content_type: str) -> Iterator[tuple[str, bytes]]:
    """The parts of a form, each with its media type; raises HTTPException where it is none."""
    named = _BOUNDARY.search(content_type)
    if named is None:
        raise HTTPException(400, "a form names the boundary of its parts")
    boundary = (named[1] or named[2]).encode()
    pieces = re.split(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)", body)
    # What is before the first boundary and after the last one is nobody's; between them are the marks.
    marks, between = pieces[1::2], pieces[2::2]
    if not 1 < len(marks) <= _PARTS + 1 or not marks[-1] or any(marks[:-1]):
        raise HTTPException(400, f"the form is not whole, or does not have 1 to {_PARTS} parts")
    for piece in between[:-1]:
        head, *content = re.split(rb"\r?\n\r?\n", piece, maxsplit=1)
        if not content:
            raise HTTPException(400, "a part of the form has no end of its head")
        types = [
            value.strip().decode("latin-1")
            for name, _, value in (line.partition(b":") for line in head.split(b"\n"))
            if name.strip().lower() == b"content-type"
        ]
        yield types[0] if types else "", content[0]
