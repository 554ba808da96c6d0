"""Updates: kept in the dossier as they were sent, and applied on top of each state of it.

A dossier is made from its documents and from people's decisions, and SPARQL Update changes neither. The
updates are lines of `updates.jsonl`; the service asks a copy of the store, which shares its files
with the store, with all updates applied in order. So the data of the dossier stay as they are, a new
generation keeps the updates, and who deletes a line of the file undoes the update.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from ..graph.errors import DossierError
from . import frames
from .context import Data, Limits, Source
from .process import STARTING, Unanswered, end

FILE: Final = "updates.jsonl"
_COPY: Final = ".updated-"


@dataclass(frozen=True, eq=False)
class Updated:
    """A state of the data with updates applied; its files go when nobody holds it any more."""

    store_path: Path
    base: str
    origin: Data
    folder: tempfile.TemporaryDirectory[str]


class UpdatedSource:
    """A source whose data have the updates of the dossier applied, and can take more."""

    def __init__(self, source: Source, folder: Path, limits: Limits, *, writes: bool) -> None:
        """Read the updates; raises DossierError where one is damaged, or another service takes updates."""
        self._source, self._folder, self._limits = source, folder, limits
        self._changing = asyncio.Lock()
        self._data: Data | None = None
        self._file = _own(folder / FILE) if writes else None
        self._read()
        _clear(folder)

    @property
    def writes(self) -> bool:
        """Whether it takes new updates."""
        return self._file is not None

    async def current(self) -> Data:
        """The last complete state of the dossier, with all updates."""
        origin = await self._source.current()
        if self._data is None or _origin(self._data) is not origin:
            async with self._changing:
                if self._data is None or _origin(self._data) is not origin:
                    updates = self._read()
                    self._data = await self._apply(origin, updates) if updates else origin
        return self._data

    async def update(self, text: str) -> None:
        """Apply an update and keep it; raises Unanswered, with nothing changed."""
        await self.current()
        async with self._changing:
            if self._file is None or self._data is None:
                raise Unanswered("refused", "the service only reads")
            data = await self._apply(self._data, [text])
            record = {"update": text, "when": datetime.now(UTC).isoformat(timespec="seconds")}
            self._file.write(json.dumps(record, sort_keys=True).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self._data = data

    async def _apply(self, data: Data, updates: list[str]) -> Updated:
        folder = self._temporary()
        path = Path(folder.name) / "store"
        try:
            await _run(data, path, updates, self._limits)
        except BaseException:
            folder.cleanup()
            raise
        return Updated(path, data.base, _origin(data), folder)

    def _temporary(self) -> tempfile.TemporaryDirectory[str]:
        """A folder for a copy: in the dossier, whose files it can share, where that may be written."""
        prefix = f"{_COPY}{os.getpid()}-"
        try:
            return tempfile.TemporaryDirectory(prefix=prefix, dir=self._folder)
        except OSError:
            return tempfile.TemporaryDirectory(prefix=prefix)

    def _read(self) -> list[str]:
        path = self._folder / FILE
        with suppress(FileNotFoundError):
            updates = []
            for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
                if line.strip():
                    try:
                        updates.append(str(json.loads(line)["update"]))
                    except (KeyError, TypeError, ValueError) as error:
                        raise DossierError(
                            f"{path}, line {number}: damaged ({error}); mend or remove the line"
                        ) from error
            return updates
        return []


def _origin(data: Data) -> Data:
    return data.origin if isinstance(data, Updated) else data


def _own(path: Path) -> IO[bytes]:
    """The file of updates, to be added to by this process alone."""
    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise DossierError(f"{path}: another service takes updates already; end it first") from error
    return file


def _clear(folder: Path) -> None:
    """Remove the copies of services that were killed."""
    for path in folder.glob(f"{_COPY}*-*"):
        process = path.name.removeprefix(_COPY).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # It is somebody else's.
    return True


async def _run(data: Data, path: Path, updates: list[str], limits: Limits) -> None:
    """Make the changed copy of the store in a process of its own."""
    program = (sys.executable, "-P", "-m", f"{__package__}.updater")
    process = await asyncio.create_subprocess_exec(
        *(*program, str(data.store_path), str(path), str(limits.memory), data.base),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if process.stdin is None or process.stdout is None:
        raise ConnectionError
    try:
        process.stdin.write(json.dumps(updates).encode())
        process.stdin.close()
        async with asyncio.timeout(STARTING):
            await frames.next_frame(process.stdout)
        async with asyncio.timeout(limits.seconds * len(updates)):
            kind, content = await frames.next_frame(process.stdout)
    except TimeoutError as error:
        raise Unanswered(
            "too slow",
            f"the update took longer than {limits.seconds:g} s and was stopped: nothing was changed",
        ) from error
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise Unanswered(
            "failed", "the update needed too much memory and was stopped: nothing was changed"
        ) from error
    finally:
        await end(process)
    if kind == frames.REFUSED:
        record = json.loads(content)
        raise Unanswered(record["kind"], record["reason"])
