"""Changes of the data: kept in the dossier as they were sent, and applied on top of each state of it.

A dossier is made from its documents and from people's decisions, and no change alters either. The changes
are lines of `updates.jsonl`; the service asks a copy of the store, which shares its files with the store,
with all changes applied in order. So the data of the dossier stay as they are, a new generation
keeps the changes, and who deletes a line of the file undoes the change.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import frames
from .changes import Change, Content
from .context import Data, Limits, Source
from .journal import Journal
from .process import STARTING, Unanswered, end
from .uploads import Upload, keep

_COPY: Final = ".updated-"
_SLOWEST: Final = 1 << 20
"""Bytes of content that are loaded in a second at least, on top of the time of an update."""
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Updated:
    """A state of the data with changes applied; its files go when nobody holds it any more."""

    store_path: Path
    base: str
    origin: Data
    folder: tempfile.TemporaryDirectory[str]


class UpdatedSource:
    """A source whose data have the changes of the dossier applied, and can take more."""

    def __init__(self, source: Source, folder: Path, limits: Limits, *, writes: bool) -> None:
        """Read the changes; raises DossierError where one is damaged, or another service takes changes."""
        self._source, self._folder, self._limits = source, folder, limits
        self._changing = asyncio.Lock()
        self._data: Data | None = None
        self._journal = Journal(folder, writes=writes)
        _clear(folder)

    @property
    def writes(self) -> bool:
        """Whether it takes new changes."""
        return self._journal.writes

    @property
    def contents(self) -> Path:
        """The folder that content is sent to."""
        return self._journal.contents

    async def current(self) -> Data:
        """The last complete state of the dossier, with all changes."""
        origin = await self._source.current()
        if self._data is None or _origin(self._data) is not origin:
            async with self._changing:
                if self._data is None or _origin(self._data) is not origin:
                    changes = self._journal.changes()
                    self._data = (await self._apply(origin, changes))[0] if changes else origin
        return self._data

    async def change(self, change: Change, uploads: Collection[Upload] = ()) -> bool:
        """Apply a change and keep it, with its content; whether it made a graph that was not there.

        Raises Unanswered, with nothing changed.
        """
        await self.current()
        async with self._changing:
            if not self.writes or self._data is None:
                raise Unanswered("refused", "the service only reads")
            files = {upload.content: upload.path for upload in uploads}
            data, made = await self._apply(self._data, [change], files)
            try:
                keep(uploads, self.contents)
                self._journal.add(change)
            except OSError as error:
                _LOG.error("a change could not be kept: %s", error)
                raise Unanswered(
                    "failed", "the change could not be kept on the disk: nothing was changed"
                ) from error
            self._data = data
            return made

    def close(self) -> None:
        """Remove the changed copy of the store, when nobody asks any more."""
        data, self._data = self._data, None
        if isinstance(data, Updated):
            data.folder.cleanup()

    async def _apply(
        self, data: Data, changes: list[Change], files: Mapping[Content, Path] | None = None
    ) -> tuple[Updated, bool]:
        """The data with the changes, and whether the last one made a graph."""
        folder = self._temporary()
        path = Path(folder.name) / "store"
        try:
            made = await _run(data, path, self._records(changes, files), self._limits)
        except BaseException:
            folder.cleanup()
            raise
        return Updated(path, data.base, _origin(data), folder), made

    def _records(self, changes: list[Change], files: Mapping[Content, Path] | None) -> list[dict[str, Any]]:
        """The changes as the process that carries them out reads them, with paths."""
        found = files or {}
        return [
            {
                **change.record(),
                "content": [
                    [str(found.get(content) or self._journal.file(content)), content.form]
                    for content in change.contents
                ],
                # A graph of the dossier may be gone with the document that it was of.
                "must_be_there": files is not None,
            }
            for change in changes
        ]

    def _temporary(self) -> tempfile.TemporaryDirectory[str]:
        """A folder for a copy: in the dossier, whose files it can share, where that may be written."""
        prefix = f"{_COPY}{os.getpid()}-"
        try:
            return tempfile.TemporaryDirectory(prefix=prefix, dir=self._folder)
        except OSError:
            return tempfile.TemporaryDirectory(prefix=prefix)


def _origin(data: Data) -> Data:
    return data.origin if isinstance(data, Updated) else data


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


async def _run(data: Data, path: Path, records: list[dict[str, Any]], limits: Limits) -> bool:
    """Make the changed copy of the store in a process of its own; whether the last change made a graph."""
    program = (sys.executable, "-P", "-m", f"{__package__}.updater")
    process = await asyncio.create_subprocess_exec(
        *(*program, str(data.store_path), str(path), str(limits.memory), data.base),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    if process.stdin is None or process.stdout is None:
        raise ConnectionError
    size = sum(Path(file).stat().st_size for record in records for file, _ in record["content"])
    seconds = limits.seconds * len(records) + size / _SLOWEST
    try:
        process.stdin.write(json.dumps(records).encode())
        process.stdin.close()
        async with asyncio.timeout(STARTING):
            await frames.next_frame(process.stdout)
        async with asyncio.timeout(seconds):
            kind, content = await frames.next_frame(process.stdout)
    except TimeoutError as error:
        raise Unanswered(
            "too slow", f"the update took longer than {seconds:g} s and was stopped: nothing was changed"
        ) from error
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise Unanswered(
            "failed", "the update needed too much memory and was stopped: nothing was changed"
        ) from error
    finally:
        await end(process)
    record = json.loads(content)
    if kind == frames.REFUSED:
        raise _unanswered(record)
    return bool(record["made"])


def _unanswered(record: dict[str, Any]) -> Unanswered:
    """Why nothing was changed; what the system complains of may hold a path, and is for the log alone."""
    if record["kind"] == "failed":
        _LOG.error("a change failed: %s", record["reason"])
        return Unanswered("failed", "the update could not be carried out: nothing was changed")
    return Unanswered(record["kind"], record["reason"])
