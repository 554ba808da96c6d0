"""One query worker, as the server sees it: started, asked, and ended when its time is up."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Literal, Self

from ..model import ParleyError
from . import frames
from .confinement import Confinement
from .context import Data

type Kind = Literal[
    "malformed", "refused", "missing", "unacceptable", "too large", "too slow", "busy", "failed"
]

_IN_MEMORY: Final = 1 << 20
STARTING: Final = 30.0
"""How many seconds a process may take to start."""
_FRAME_BUFFER: Final = 1 << 17


class Unanswered(ParleyError):  # noqa: N818 - it is no error of the service
    """There is no answer to a query; `kind` says why, and the text says it to the client."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind: Final = kind


@dataclass(frozen=True, slots=True)
class Query:
    """A query as a worker is asked it; `results` and `graphs` are the forms that the client takes."""

    text: str
    results: str | None = "json"
    graphs: str | None = "turtle"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None
    question: str | None = None
    """The question of the ontology that this is, which the tables answer too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its media type and its content, to be released.

    `road` says what answered, `store` or `tables`, and `seconds` how long that took.
    """

    media_type: str
    content: IO[bytes]
    size: int
    road: str
    seconds: float


class Worker:
    """A process that answers queries from one store, one at a time."""

    def __init__(self, process: asyncio.subprocess.Process, data: Data, held: Confinement) -> None:
        self._process = process
        # Held as long as the process has its files open.
        self.data: Final = data
        self.held: Final = held

    @classmethod
    async def start(
        cls, data: Data, memory: int, services: tuple[str, ...] = (), tables: Path | None = None
    ) -> Self:
        """A worker that has opened the store, and opens the tables when they are asked.

        Raises Unanswered where it cannot.
        """
        process = await asyncio.create_subprocess_exec(
            # -P: nothing that lies in the folder of the caller is imported.
            *(
                sys.executable,
                "-P",
                "-m",
                "parleygraph.service.worker",
                str(data.store_path),
                str(memory),
                "" if tables is None else str(tables),
                *services,
            ),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_FRAME_BUFFER,
        )
        try:
            async with asyncio.timeout(STARTING):
                _, content = await frames.next_frame(_output(process))
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await end(process)
            raise Unanswered("failed", "no worker could open the data") from error
        except BaseException:
            await end(process)
            raise
        return cls(process, data, Confinement(**json.loads(content)))

    async def ask(self, query: Query, *, seconds: float, rows: int, most_bytes: int) -> Answer:
        """The answer; raises Unanswered. The worker is ended where it does not come in time."""
        spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - part of the answer
        try:
            async with asyncio.timeout(seconds):
                done = await self._exchange(_request(query, seconds, rows, most_bytes), spool)
        except BaseException as error:
            spool.close()
            if isinstance(error, Unanswered):
                raise
            await self.end()
            if isinstance(error, TimeoutError):
                raise Unanswered(
                    "too slow",
                    f"the query took longer than {seconds:g} s and was stopped: "
                    "begin with what is rarest, ask for less, or raise --timeout",
                ) from error
            if isinstance(error, asyncio.IncompleteReadError | ConnectionError):
                raise Unanswered(
                    "failed",
                    "the query needed more memory than it is given, or is nested too deeply, and was stopped",
                ) from error
            raise
        size = spool.tell()
        spool.seek(0)
        return Answer(str(done["type"]), spool, size, str(done["road"]), float(done["seconds"]))

    async def _exchange(self, request: bytes, spool: IO[bytes]) -> dict[str, Any]:
        stdin = self._process.stdin
        if stdin is None:
            raise ConnectionError
        stdin.write(request)
        await stdin.drain()
        while True:
            kind, content = await frames.next_frame(_output(self._process))
            if kind == frames.PART:
                spool.write(content)
                continue
            record: dict[str, Any] = json.loads(content)
            if kind == frames.REFUSED:
                raise Unanswered(record["kind"], record["reason"])
            return record

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def end(self) -> None:
        """End the process, whatever it does."""
        await end(self._process)


def _request(query: Query, seconds: float, rows: int, most_bytes: int) -> bytes:
    record = {
        "query": query.text,
        "results": query.results,
        "graphs": query.graphs,
        "default": query.default,
        "named": query.named,
        "base": query.base,
        "question": query.question,
        "seconds": seconds,
        "rows": rows,
        "bytes": most_bytes,
    }
    return frames.encoded(frames.REQUEST, record)


def _output(process: asyncio.subprocess.Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise ConnectionError
    return process.stdout


async def end(process: asyncio.subprocess.Process) -> None:
    """End a process, whatever it does, and wait for it."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    # Shielded: a request that is called off must leave no process that nobody waits for.
    await asyncio.shield(process.wait())
