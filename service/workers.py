"""The query workers of a server: a few, kept ready, with a queue that has an end."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from .asked import tables_of
from .confinement import Confinement
from .context import Limits, Source
from .process import Answer, Query, Unanswered, Worker

_LOG: Final = logging.getLogger(__name__)


class Workers:
    """Answers queries in processes that hold the current store.

    A worker that was ended is replaced before the next query needs it; one that holds the store of
    an earlier generation is ended instead of asked again.
    """

    def __init__(self, source: Source, limits: Limits, services: tuple[str, ...] = ()) -> None:
        self._source, self._limits, self._services = source, limits, services
        self._free = asyncio.Semaphore(limits.workers)
        self._waiting = 0
        self._unsent = 0
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._closed = False
        self.held: Confinement | None = None
        """How the workers are confined; None before the first is ready."""

    async def answer(self, query: Query) -> Answer:
        """The answer to a query, to be released; raises Unanswered, also where too many queries wait."""
        await self._take_turn()
        try:
            worker = await self._worker()
            self._busy.add(worker)
            try:
                answer = await worker.ask(
                    query,
                    seconds=self._limits.seconds,
                    rows=self._limits.rows,
                    most_bytes=self._limits.answer_bytes,
                )
                self._unsent += 1
                return answer
            except Unanswered as error:
                if error.kind == "failed":
                    _LOG.warning("a query failed: %s", error)
                    raise Unanswered("failed", _public(str(error))) from error
                raise
            finally:
                self._busy.discard(worker)
                self._put_back(worker)
        finally:
            self._free.release()

    def release(self, answer: Answer) -> None:
        """Let go of an answer, which was sent or is not wanted any more."""
        answer.content.close()
        self._unsent -= 1

    async def warm_up(self) -> None:
        """Start a worker now, so that the first query need not wait; raises Unanswered."""
        self._idle.append(await self._start())

    async def close(self) -> None:
        """End all workers; queries that still run fail."""
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in (*self._idle, *self._busy)))
        self._idle.clear()

    async def _take_turn(self) -> None:
        busy = Unanswered("busy", "the service is busy: ask again in a few seconds")
        full = self._free.locked() and self._waiting >= self._limits.waiting
        # Answers lie in temporary files until their clients have read them.
        if self._closed or full or self._unsent >= self._limits.unsent:
            raise busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.waiting_seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise busy from error
        finally:
            self._waiting -= 1

    async def _worker(self) -> Worker:
        data = await self._source.current()
        while True:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive and worker.data is data:
                    return worker
                await worker.end()
            if not self._starting:
                return await self._start()
            # One is on its way in place of one that was ended; a further one would be too many.
            await asyncio.wait(set(self._starting), return_when=asyncio.FIRST_COMPLETED)

    async def _start(self) -> Worker:
        data = await self._source.current()
        worker = await Worker.start(
            data, self._limits.memory, self._services, tables_of(data, self._limits.tables_from)
        )
        self.held = worker.held
        return worker

    def _put_back(self, worker: Worker) -> None:
        if worker.alive and not self._closed:
            self._idle.append(worker)
        elif not self._closed:
            task = asyncio.create_task(self._replace())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _replace(self) -> None:
        try:
            worker = await self._start()
        except Unanswered as error:
            _LOG.warning("no worker could be started: %s", error)
            return
        if self._closed:
            await worker.end()
        else:
            self._idle.append(worker)


def _public(reason: str) -> str:
    """A failure in words that hold no path."""
    return (
        reason
        if "was stopped" in reason
        else "the query could not be answered; the log of the service says why"
    )
