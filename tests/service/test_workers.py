"""The workers of a service: a few, a queue with an end, and answers that are fetched."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from parleygraph.graph.dossiers import open_dossier
from parleygraph.service.context import Limits
from parleygraph.service.process import Query, Unanswered
from parleygraph.service.source import FixedSource
from parleygraph.service.workers import Workers

RUNAWAY = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
ASK = Query("ASK { ?s ?p ?o }")
LIMITS = Limits(seconds=1, workers=1, waiting=1, unsent=2, waiting_seconds=20)


def with_workers(dossier: Path, limits: Limits, work: Callable[[Workers], Awaitable[None]]) -> None:
    """Do some work with workers that are ended afterwards."""
    held = open_dossier(dossier)

    async def run() -> None:
        workers = Workers(FixedSource(held.store_path, held.base), limits)
        try:
            await workers.warm_up()
            await work(workers)
        finally:
            await workers.close()

    asyncio.run(run())


def test_a_query_too_many_is_told_to_come_back_at_once(dossier: Path) -> None:
    """One runs, one waits, and the third does not wait for its answer that there is no room."""

    async def work(workers: Workers) -> None:
        begin = time.monotonic()
        running = [asyncio.create_task(workers.answer(query)) for query in (RUNAWAY, ASK)]
        await asyncio.sleep(0.1)
        with pytest.raises(Unanswered, match="the service is busy: ask again") as error:
            await workers.answer(ASK)
        assert error.value.kind == "busy"
        assert time.monotonic() - begin < 1
        stopped, answered = await asyncio.gather(*running, return_exceptions=True)
        assert isinstance(stopped, Unanswered)
        assert stopped.kind == "too slow"
        assert not isinstance(answered, BaseException)
        workers.release(answered)

    with_workers(dossier, LIMITS, work)


def test_nobody_waits_for_ever_for_a_worker(dossier: Path) -> None:
    """Who has waited for the time that is given is told to come back."""

    async def work(workers: Workers) -> None:
        running = asyncio.create_task(workers.answer(RUNAWAY))
        await asyncio.sleep(0.1)
        with pytest.raises(Unanswered, match="busy"):
            await workers.answer(ASK)
        assert not running.done()
        with pytest.raises(Unanswered, match="was stopped"):
            await running

    with_workers(dossier, replace(LIMITS, seconds=3, waiting_seconds=0.3), work)


def test_answers_that_nobody_fetches_have_an_end(dossier: Path) -> None:
    """So many may lie in temporary files; when one is let go of, there is room again."""

    async def work(workers: Workers) -> None:
        kept = [await workers.answer(ASK) for _ in range(2)]
        with pytest.raises(Unanswered, match="busy"):
            await workers.answer(ASK)
        workers.release(kept.pop())
        kept.append(await workers.answer(ASK))
        for answer in kept:
            workers.release(answer)

    with_workers(dossier, LIMITS, work)


def test_a_query_that_is_called_off_leaves_its_worker_to_nobody(dossier: Path) -> None:
    """The process is ended, and the next query gets another."""

    async def work(workers: Workers) -> None:
        running = asyncio.create_task(workers.answer(RUNAWAY))
        await asyncio.sleep(0.2)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        answer = await workers.answer(ASK)
        assert b"true" in answer.content.read()
        workers.release(answer)

    with_workers(dossier, replace(LIMITS, seconds=60), work)
