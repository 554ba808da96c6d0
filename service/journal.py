"""The changes of a dossier on disk: `updates.jsonl`, a line each, and `updates/` with the RDF that was sent.

A change is kept when its line is on the disk, whole; content comes to its place before. One
process alone adds to the file. What a killed process left is cleared away by the next one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from ..graph.errors import DossierError
from .changes import Change, Content, digests, needed

FILE: Final = "updates.jsonl"
CONTENTS: Final = "updates"
INCOMING: Final = ".incoming-"
"""What the name of content begins with while it is sent."""


class Journal:
    """The changes of the dossier in a folder; `writes` has this process alone add to them.

    Raises DossierError where another process adds to them already, or where they are damaged.
    """

    def __init__(self, folder: Path, *, writes: bool) -> None:
        self._path = folder / FILE
        self.contents: Final = folder / CONTENTS
        self._file = _own(self._path) if writes else None
        changes = self.changes()
        if self._file is not None:
            self._tidy(changes)

    @property
    def writes(self) -> bool:
        """Whether this process may add changes."""
        return self._file is not None

    def changes(self) -> list[Change]:
        """All changes in order, but for those that later ones make up for; raises DossierError."""
        found = needed(read(self._path))
        for digest in digests(found):
            if not (self.contents / digest).is_file():
                raise DossierError(
                    f"{self.contents / digest}: is missing; restore it from a copy, or remove the lines "
                    f"of {self._path} that name it"
                )
        return found

    def file(self, content: Content) -> Path:
        """Where the content is."""
        return self.contents / content.sha256

    def add(self, change: Change) -> None:
        """Keep a change; raises OSError, with nothing kept."""
        if self._file is None:
            raise PermissionError
        record = {**change.record(), "when": datetime.now(UTC).isoformat(timespec="seconds")}
        end = os.fstat(self._file.fileno()).st_size
        try:
            _write(self._file, json.dumps(record, sort_keys=True).encode() + b"\n")
        except OSError:
            # Or the next line would continue this one.
            with suppress(OSError):
                os.ftruncate(self._file.fileno(), end)
            raise

    def _tidy(self, changes: list[Change]) -> None:
        """Remove content that no change needs, and what was never sent to its end."""
        wanted = digests(changes)
        with suppress(FileNotFoundError):
            for path in self.contents.iterdir():
                if path.name not in wanted and (path.name.startswith(INCOMING) or len(path.name) == 64):
                    path.unlink()


def read(path: Path) -> list[Change]:
    """The changes in a file of lines; none where there is no file. Raises DossierError for a damaged line.

    The last line of a killed process may be cut short: nobody was told that the change was kept.
    """
    changes = []
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DossierError(f"{path}: cannot be read ({error.strerror or error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                changes.append(Change.of(json.loads(line)))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                if number == len(lines):
                    break
                raise DossierError(
                    f"{path}, line {number}: damaged ({error}); mend or remove the line"
                ) from error
    return changes


def problems(folder: Path) -> Iterator[str]:
    """What is wrong with the changes of the dossier in a folder, each in a line that says what to do."""
    path = folder / FILE
    try:
        wanted = digests(needed(read(path)))
    except DossierError as error:
        yield str(error)
        return
    for digest in sorted(wanted):
        content = folder / CONTENTS / digest
        try:
            with content.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                    continue
            reason = "was changed"
        except OSError as error:
            reason = f"cannot be read ({error.strerror or error})"
        yield f"{content}: {reason}; restore it from a copy, or remove the lines of {path} that name it"


def _own(path: Path) -> IO[bytes]:
    """The file of changes, to be added to by this process alone, at its last whole line."""
    try:
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise DossierError(f"{path}: cannot be written ({error.strerror or error})") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise DossierError(f"{path}: another service takes updates already; end it first") from error
    _mend(path, file)
    return file


def _mend(path: Path, file: IO[bytes]) -> None:
    """End the last line, which somebody may have written by hand, or take it away where it was cut short."""
    content = path.read_bytes()
    last = content.rpartition(b"\n")[2]
    if not last:
        return
    try:
        Change.of(json.loads(last))
    except (AttributeError, KeyError, TypeError, ValueError):
        os.ftruncate(file.fileno(), len(content) - len(last))
    else:
        _write(file, b"\n")


def _write(file: IO[bytes], content: bytes) -> None:
    """Write all of it and put it on the disk; raises OSError."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())
