"""PDF files with a text layer, by pypdf."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from math import hypot
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader

from ..model import Document
from .openings import find_date, find_title
from .pdf_lines import Line, lines_of, paragraphs
from .plain_text import join_blocks
from .read_error import ReadError

_log = logging.getLogger(__name__)
# What pypdf mends in a file is for those who ask for its log, not for every terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read(data: bytes, where: str) -> Document:
    """The document in a PDF: its paragraphs, without the line ends of the layout.

    The date is that of the dateline: the day a file was made is often that of a print or a
    scan. Raises ReadError for a file with a password and one without text; a page that
    is only an image is logged as a warning. Raises pypdf's errors for a damaged file.
    """
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        advice = "save it without the password (for example: qpdf --decrypt --password=… in.pdf out.pdf)"
        raise ReadError(where, "is a PDF protected by a password", advice)
    lines: list[Line] = []
    for number, page in enumerate(reader.pages, start=1):
        found = list(lines_of(_pieces(page, number)))
        if not found and len(page.images):
            _log.warning("%s: page %d is an image without text and is left out; run OCR on it", where, number)
        lines.extend(found)
    text = join_blocks(paragraphs(lines))
    if not text:
        advice = "run OCR on it (for example: ocrmypdf in.pdf out.pdf)"
        raise ReadError(where, "is a PDF without a text layer, such as a scan", advice)
    metadata = reader.metadata
    return Document(
        text,
        title=find_title(text, metadata.title if metadata else None),
        date=find_date(text),
        author=_author(metadata.author if metadata else None, text),
    )


def _pieces(page: PageObject, number: int) -> Iterator[Line]:
    """What the page writes, in its order, each piece with its place and its type."""
    pieces: list[Line] = []

    def visit(text: str, space: list[float], place: list[float], font: Any, size: float) -> None:
        right = place[0] * space[0] + place[1] * space[2], place[0] * space[1] + place[1] * space[3]
        up = place[2] * space[0] + place[3] * space[2], place[2] * space[1] + place[3] * space[3]
        if not text or not any(right) or not any(up):
            return
        x = place[4] * space[0] + place[5] * space[2] + space[4]
        y = place[4] * space[1] + place[5] * space[3] + space[5]
        # Measured along the text and across it, a page that lies on its side is like any other.
        along = (x * right[0] + y * right[1]) / hypot(*right)
        across = (x * up[0] + y * up[1]) / hypot(*up)
        name = str(font.get("/BaseFont", "")) if font else ""
        pieces.append(Line(number, text, along, across, round(size * hypot(*up), 1), "bold" in name.lower()))

    page.extract_text(visitor_text=visit)
    yield from pieces


def _author(author: str | None, text: str) -> str | None:
    """The author of the metadata, but for a single word not in the text: a login, or a program's default."""
    name = " ".join((author or "").split())
    return name if " " in name or (name and name in text) else None
