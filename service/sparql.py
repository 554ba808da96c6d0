"""`/sparql`: queries by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from .admission import writing
from .asked import question_of
from .changes import Change
from .context import Context
from .description import describe
from .formats import GRAPHS, RESULTS, chosen, listed
from .parameters import Operation, operation
from .process import Answer, Query
from .workers import Workers

_PIECE: Final = 1 << 16
_PATIENCE: Final = 60.0
_SLOWEST: Final = 1 << 16
"""Bytes a second that a client must read, after a minute."""


def routes(context: Context) -> list[Route]:
    """The route of the SPARQL Protocol."""

    async def sparql(request: Request) -> Response:
        asked = await operation(request, context.limits)
        if asked is None:
            return await describe(context, request)
        if asked.is_update:
            return await _update(context, request, asked)
        accept = request.headers.get("accept")
        query = Query(
            asked.text,
            chosen(accept, RESULTS),
            chosen(accept, GRAPHS),
            asked.default,
            asked.named,
            # So that the identifiers of the data can be written short: <actor/norway>.
            (await context.source.current()).base,
            None if asked.default or asked.named else question_of(asked.text),
        )
        return await respond(request, query)

    return [Route("/sparql", sparql, methods=["GET", "POST"])]


async def _update(context: Context, request: Request, asked: Operation) -> Response:
    """Carry out an update; raises HTTPException where the client may not, and Unanswered."""
    updates = writing(context, request)
    if asked.default or asked.named:
        raise HTTPException(400, "name the graphs with USING in the update, not with using-graph-uri")
    await updates.change(Change("update", asked.text))
    return Response(status_code=204)


async def respond(request: Request, query: Query) -> Response:
    """The answer to a query as a response; raises HTTPException or Unanswered where there is none.

    The query is stopped when the client goes away. To HEAD, the response has no body.
    """
    if query.results is None and query.graphs is None:
        raise HTTPException(406, f"the answer can be had as {listed(RESULTS, GRAPHS)}")
    workers: Workers = request.app.state.workers
    answer = await _while_there(request, workers.answer(query))
    return AnswerResponse(answer, workers, with_body=request.method != "HEAD")


class AnswerResponse(Response):
    """An answer that is sent piece by piece; it is let go of in any case."""

    def __init__(self, answer: Answer, workers: Workers, *, with_body: bool) -> None:
        super().__init__(
            headers={
                "Content-Type": answer.media_type,
                "Content-Length": str(answer.size),
                "Vary": "Accept",
                # Which road the answer took, and how many milliseconds that took.
                "Server-Timing": f"{answer.road};dur={answer.seconds * 1000:.1f}",
            }
        )
        self._answer, self._workers, self._with_body = answer, workers, with_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; raises TimeoutError where the client reads too slowly."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async with asyncio.timeout(_PATIENCE + self._answer.size / _SLOWEST):
                while self._with_body and (piece := self._answer.content.read(_PIECE)):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b""})
        finally:
            self._workers.release(self._answer)


async def _while_there(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """The outcome of the work, which is called off when the client goes away."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_leave(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        leaving.cancel()
        if not working.done():
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)


async def _leave(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
