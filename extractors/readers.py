"""Files and streams to documents: the reader is chosen by suffix, or by the first bytes."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from ..model import Document
from .read_error import ReadError

# By suffix, the module whose `read` reads it. It is imported when a file needs it.
_MODULES = {
    ".txt": "read_text",
    ".md": "read_markdown",
    ".html": "read_html",
    ".htm": "read_html",
    ".pdf": "read_pdf",
    ".docx": "read_docx",
}
SUFFIXES = tuple(_MODULES)
"""The suffixes of the files that can be read, in lower case."""

MAX_BYTES = 50_000_000
"""The size of the largest file or stream that is read."""

_HEAD = 4_000
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


class Reader(Protocol):
    """What each module of `_MODULES` has: bytes, and the name for messages, to a document."""

    def __call__(self, data: bytes, where: str) -> Document: ...


def read_document(path: Path) -> Document:
    """The document in a file, named after the file's stem.

    A file without a suffix is read as a stream is. Raises ReadError, with the path and the
    reason, where it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES:
        advice = f"give one of {' '.join(SUFFIXES)}, or pass plain text through standard input"
        raise ReadError(path, f"has the suffix {suffix}, which no reader knows", advice)
    data = _bytes_of(path)
    return _read(data, suffix or _sniff(data), str(path), path.stem)


def read_stream(data: bytes, name: str = "stdin") -> Document:
    """The document in the bytes, which may be HTML, PDF, docx or plain text; `name` becomes its name.

    Raises ReadError where they cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    return _read(data, _sniff(data), name, name)


def _bytes_of(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(path, "is a folder", "give the files in it, or let find_documents list them")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(path, "is not a regular file", "pass its content through standard input")
        if status.st_size > MAX_BYTES:
            raise _too_large(path, status.st_size)
        return path.read_bytes()
    except OSError as error:
        advice = "check the path and its permissions"
        raise ReadError(path, f"cannot be opened: {error.strerror or error}", advice) from error


def _too_large(where: Path | str, size: int) -> ReadError:
    reason = f"is {size / 1e6:,.1f} MB large, more than {MAX_BYTES / 1e6:,.0f} MB"
    return ReadError(where, reason, "split it into documents")


def _sniff(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return ".docx"
    # Without its NULs, the head of a page in UTF-16 reads as ASCII.
    return ".html" if _HTML.match(data[:_HEAD].replace(b"\0", b"")) else ".txt"


def _read(data: bytes, suffix: str, where: str, name: str) -> Document:
    if not data.strip():
        raise ReadError(where, "is empty", "give a document with text")
    reader = cast(Reader, import_module(f".{_MODULES[suffix]}", __package__).read)
    try:
        document = reader(data, where)
    except ReadError:
        raise
    except Exception as error:
        # The libraries behind the readers raise errors of any kind on damaged files.
        reason = f"cannot be read as {suffix} ({type(error).__name__}: {error})"
        raise ReadError(
            where, reason, "it may be damaged, or of another format: open and save it again"
        ) from error
    if not document.text.strip():
        raise ReadError(where, "holds no text", "give a document with text")
    return replace(document, name=_printable(name))


def _printable(name: str) -> str:
    """The name in NFC; bytes of a file name that are not UTF-8 become question marks."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
