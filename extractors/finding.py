"""From paths to documents: files as given, folders searched to the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from .read_error import ReadError
from .readers import SUFFIXES


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or folder that was passed over, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found(Sequence[Path]):
    """The paths of documents, as a sequence; `skipped` lists what was passed over."""

    paths: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        return self.paths[index]


def find_documents(paths: Iterable[Path]) -> Found:
    """The files as given and, in sorted order, the documents in the folders and below them.

    In folders, hidden entries, links to folders, broken links and files of other suffixes
    than `SUFFIXES` are skipped; of a file that is met twice, the second is. Raises
    ReadError for a path that does not exist and for a folder without documents.
    """
    found: dict[Path, Path] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if not path.exists():
            raise ReadError(path, "does not exist", "check the path")
        if not path.is_dir():
            _add(path, found, skipped)
            continue
        passed_over: list[Skipped] = []
        inside = list(_search(path, passed_over))
        skipped.extend(passed_over)
        if not inside:
            reason = f"is a folder without documents ({len(passed_over)} other entries in it)"
            raise ReadError(path, reason, f"give files of these kinds: {' '.join(SUFFIXES)}")
        for file in inside:
            _add(file, found, skipped)
    return Found(tuple(found.values()), tuple(skipped))


def _add(path: Path, found: dict[Path, Path], skipped: list[Skipped]) -> None:
    if path.resolve() in found:
        skipped.append(Skipped(path, f"is the same file as {found[path.resolve()]}"))
    else:
        found[path.resolve()] = path


def _search(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        skipped.append(Skipped(folder, f"cannot be opened: {error.strerror}"))
        return
    for entry in entries:
        if reason := _reason_to_skip(entry):
            skipped.append(Skipped(entry, reason))
        elif entry.is_dir():
            yield from _search(entry, skipped)
        else:
            yield entry


def _reason_to_skip(entry: Path) -> str | None:
    if entry.name.startswith("."):
        return "is hidden"
    if not entry.exists():
        return "is a broken link"
    if entry.is_dir():
        # Followed, a link to a folder above would lead round in circles.
        return "is a link to a folder" if entry.is_symlink() else None
    if not entry.is_file():
        return "is not a regular file"
    return None if entry.suffix.lower() in SUFFIXES else f"has the suffix {entry.suffix or '(none)'}"
