"""Canonical N-Quads in sorted order, out of any number of quads, in bounded memory.

The quads are sorted by an external merge: runs of lines that fit in memory are sorted and put
aside on the disk, then read together. What comes out is what `serializations.nquads` gives,
byte for byte, in one file or in files that follow each other in order.
"""

from __future__ import annotations

import heapq
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import batched, groupby, islice
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from .errors import DossierError

RUN: Final = 100_000
"""How many lines are sorted in memory at a time: some 100 MB with the quads they are made from."""

SHARD: Final = 1_000_000
"""How many lines a shard has, but for the last one."""


@contextmanager
def sorted_lines(
    quads: Iterable[ox.Quad], *, run: int = RUN, folder: Path | None = None
) -> Iterator[Iterator[bytes]]:
    """The lines of the quads in canonical N-Quads, sorted, each once.

    `run` is how many lines are sorted in memory at a time. The runs are on the disk as long as
    the context lasts, in `folder` or where temporary files are.
    """
    with ExitStack() as stack:
        runs = [stack.enter_context(_run(_sorted(lot), folder)) for lot in batched(quads, run)]
        yield (line for line, _ in groupby(heapq.merge(*runs)))


def write_file(quads: Iterable[ox.Quad], path: Path) -> Path:
    """Write all lines to one file, which is renamed into place when it is complete.

    Raises DossierError, with nothing changed, where it cannot be written.
    """
    if path.is_dir():
        raise DossierError(f"{path}: cannot be written (it is a folder); name a file in it")
    with _folder(path.parent) as aside, sorted_lines(quads, folder=path.parent) as lines:
        aside.append((_aside_of(path), path))
        with aside[0][0].open("wb") as file:
            file.writelines(lines)
    return path


def write_shards(quads: Iterable[ox.Quad], folder: Path, *, size: int = SHARD) -> tuple[Path, ...]:
    """Write the lines to `part-00001.nq` and so on, `size` lines each, into the folder; the files in order.

    Put together in order they are what one file would be. They are renamed into place when all
    of them are complete; parts of an earlier export that are no longer written are removed.
    Raises DossierError, with nothing changed, where they cannot be written.
    """
    with _folder(folder) as aside, sorted_lines(quads, folder=folder) as lines:
        for first in lines:
            path = folder / f"part-{len(aside) + 1:05}.nq"
            aside.append((_aside_of(path), path))
            with aside[-1][0].open("wb") as file:
                file.write(first)
                file.writelines(islice(lines, size - 1))
    paths = tuple(path for _, path in aside)
    for old in set(folder.glob("part-*.nq")) - set(paths):
        old.unlink()
    return paths


def _sorted(quads: Iterable[ox.Quad]) -> list[bytes]:
    # The serializer escapes line ends in strings, so that a line is never inside of one.
    return sorted((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def _run(lines: list[bytes], folder: Path | None) -> IO[bytes]:
    """A file without a name that has the lines, open at its beginning."""
    file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the caller closes it
    file.writelines(lines)
    file.seek(0)
    return file


def _aside_of(path: Path) -> Path:
    """A name beside the file that no other process takes."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def _folder(folder: Path) -> Iterator[list[tuple[Path, Path]]]:
    """The folder, made if it is not there, and a list for the files that are written beside their place.

    At the end they are renamed into it or, where something fails, removed.
    """
    aside: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield aside
        for temporary, path in aside:
            temporary.replace(path)
    except OSError as error:
        raise DossierError(
            f"{folder}: cannot be written ({error.strerror or error}); choose a folder that you may "
            "write to, or make room"
        ) from error
    finally:
        for temporary, _ in aside:
            temporary.unlink(missing_ok=True)
