"""Files and folders that survive a loss of power, once the function that made them has returned."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file in place, and have it on the disk. Its folder is not: see `sync_folder`."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Give the file this content at one stroke: a reader meets the old or the new, never a part."""
    aside = path.with_name(f".{path.name}.part")
    write(aside, content)
    aside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in the folder on the disk, as far as this user may open it."""
    with suppress(PermissionError):
        _sync(folder)


def sync_tree(folder: Path) -> None:
    """Have everything below the folder on the disk, and the names in it.

    A file with several names was on the disk under its first one.
    """
    for path, _, files in folder.walk():
        for name in files:
            if (path / name).stat().st_nlink == 1:
                _sync(path / name)
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
