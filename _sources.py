"""Files, folders, streams and documents in memory to documents that are to be read by an extractor."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from .extractors import ReadError, find_documents, read_document, read_stream
from .extractors.language import Admit
from .graph.corpus import Source as Origin
from .graph.corpus import digest_of
from .model import Document

STANDARD_INPUT: Final = "-"

type Leave = Callable[[Path], bool]
"""Whether a file is passed over."""

type Source = str | os.PathLike[str] | Document
"""A file, a folder of documents, `-` for standard input, or a document that is in memory already."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that is to be read by an extractor: of which bytes, and from which file, if any."""

    document: Document
    sha256: str
    source: Origin | None = None


def distinct_names(found: Iterable[Found], taken: Iterable[str] = ()) -> list[Found]:
    """The documents, those whose name was taken before them with a number at its end.

    >>> [item.document.name for item in distinct_names([Found(Document(text, "note"), "") for text in "ab"])]
    ['note', 'note-2']
    """
    items = list(found)
    used = set(taken)
    names = used | {item.document.name for item in items}
    named = []
    for item in items:
        name, number = item.document.name, 2
        if name in used:
            while f"{name}-{number}" in names:
                number += 1
            name = f"{name}-{number}"
            names.add(name)
        used.add(name)
        same = name == item.document.name
        named.append(item if same else replace(item, document=replace(item.document, name=name)))
    return named


def find(
    sources: Source | Iterable[Source],
    admit: Admit,
    notes: list[str],
    failures: list[str],
    *,
    leave: Leave | None = None,
) -> Iterator[Found]:
    """The documents of the sources; what cannot be read, and why, goes into `failures`.

    `leave` says of a file whether it is passed over, before anything of it is read.
    """
    if isinstance(sources, str | os.PathLike | Document):
        sources = [sources]
    seen: dict[Path, Path] = {}
    for source in sources:
        try:
            if isinstance(source, Document):
                yield Found(admit(source, source.name), digest_of(source.text))
            elif source == STANDARD_INPUT:
                data = sys.stdin.buffer.read()
                yield Found(admit(read_stream(data, "stdin"), "stdin"), sha256(data).hexdigest())
            else:
                paths = find_documents([Path(source)])
                notes.extend(f"{skipped.path}: {skipped.reason}" for skipped in paths.skipped)
                yield from _find_files(
                    (path for path in paths if leave is None or not leave(path)),
                    admit,
                    seen,
                    notes,
                    failures,
                )
        except ReadError as error:
            failures.append(str(error))


def _find_files(
    paths: Iterable[Path], admit: Admit, seen: dict[Path, Path], notes: list[str], failures: list[str]
) -> Iterator[Found]:
    for path in paths:
        # A file that is named twice, or named and in a folder that is, is one document.
        first = seen.setdefault(path.resolve(), path)
        if first is not path:
            notes.append(f"{path}: is the same file as {first}")
            continue
        try:
            yield read_file(path, admit)
        except ReadError as error:
            failures.append(str(error))


def read_file(path: Path, admit: Admit) -> Found:
    """The document in a file; raises ReadError."""
    # The digest comes first: where the file changes in between, the next rebuild sees a difference.
    before = file_digest(path)
    return Found(admit(read_document(path), path), before or "", Origin.of(path))


def file_digest(path: Path) -> str | None:
    """The SHA-256 of the file's bytes; None where it cannot be read, or is none."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
