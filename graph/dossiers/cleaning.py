"""What follows the moment of the change: files go to their place, and what is past is removed.

All of it can be done again from the start, and so a writer that was killed leaves it to the next.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from . import durable, lines
from .layout import DOCUMENTS, EXPORTS, FILES, GENERATIONS, GRAPHS, generation
from .lock import unheld
from .manifest import Manifest

_DOCUMENT: Final = re.compile(r"[0-9a-f]{16}\.json")
_PART: Final = re.compile(r"\.\d+\.part")


def settle(folder: Path, manifest: Manifest) -> None:
    """Finish what the writer of this manifest began, and remove what no reader needs any more.

    Only files and folders that a dossier makes are touched: the folder may hold others.
    """
    made = generation(folder, manifest.generation)
    _move(made / DOCUMENTS, folder / DOCUMENTS)
    _move(made / FILES, folder)
    listed = {f"{entry.id}.json" for entry in manifest.documents}
    for path in _children(folder / DOCUMENTS):
        if _DOCUMENT.fullmatch(path.name) and path.name not in listed:
            path.unlink()
    for name in (*EXPORTS, *lines.NAMES):
        if name not in manifest.files:
            (folder / name).unlink(missing_ok=True)
    for path in _children(folder / GENERATIONS):
        if _PART.fullmatch(path.name):
            shutil.rmtree(path)
        elif path.name.isdecimal() and path != made and (path / GRAPHS).exists():
            with unheld(path) as free:
                if free:
                    _remove(path)


def last_generation(folder: Path) -> int:
    """The highest number that a generation has, whether readers see it or not; 0 where there is none."""
    names = (path.name for path in _children(folder / GENERATIONS))
    return max((int(name) for name in names if name.isdecimal()), default=0)


def _move(source: Path, target: Path) -> None:
    """Move the files of a folder, which is removed, into another; each takes the place of an older one."""
    if not source.is_dir():
        return
    target.mkdir(exist_ok=True)
    for path in _children(source):
        path.replace(target / path.name)
    # The new names must be on the disk before the folder that had the old ones is gone.
    durable.sync_folder(target)
    durable.sync_folder(target.parent)
    source.rmdir()


def _remove(path: Path) -> None:
    """Remove a generation, under a name by which the next writer goes on if this one is killed."""
    aside = path.with_name(f".{path.name}.part")
    path.rename(aside)
    shutil.rmtree(aside)


def _children(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - sorted names, and the list before any change
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in names:
        yield folder / name
