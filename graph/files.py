"""Files that are there in whole or not at all.

Every file is written under a temporary name in its folder and renamed when all of them are
complete, so that a reader never meets half a file and a failure leaves what was there before.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from .errors import DossierError


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the files (name to content) into the folder, which is made if it is not there.

    Raises DossierError, with nothing changed, where the folder cannot be made or written.
    """
    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    written: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            written[_write_aside(folder, name, content)] = folder / name
        for temporary, path in written.items():
            temporary.replace(path)
    except OSError as error:
        for temporary in written:
            temporary.unlink(missing_ok=True)
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
        reason = error.strerror or str(error)
        raise DossierError(
            f"{folder}: cannot be written ({reason}); choose a folder that you may write to"
        ) from error
    return tuple(written.values())


def write_file(path: Path, content: bytes) -> Path:
    """Write one file; raises DossierError, with nothing changed, where that fails."""
    if path.is_dir():
        raise DossierError(f"{path}: cannot be written (it is a folder); name a file in it")
    return write_files(path.parent, {path.name: content})[0]


def _write_aside(folder: Path, name: str, content: bytes) -> Path:
    """The content in a file beside its place, under a name that no other process takes."""
    path = folder / f".{name}.{os.getpid()}.part"
    try:
        path.write_bytes(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path
