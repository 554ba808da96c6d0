"""Plain text, kept as it is but for its encoding."""

from __future__ import annotations

from ..model import Document
from .decoding import decode
from .openings import find_date, find_title


def read(data: bytes, where: str) -> Document:
    """The document in a plain text, with title and date from its first lines.

    Raises ReadError as `decode` does.
    """
    text = decode(data, where)
    return Document(text, title=find_title(text), date=find_date(text))
