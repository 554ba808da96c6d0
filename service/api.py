"""`/api`: the data of the live page, and what people decide on it.

Whoever may ask the service may read. Only who bears the token may decide, and only by JSON from
the service's own page or from a program: docs/review.md describes each address.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..graph import Graph
from ..graph.decisions import DecisionConflict, DecisionError, DecisionRefused, head
from ..graph.decisions.decision import decision_record
from ..graph.decisions.listing import about, listing, standing
from ..graph.records import to_line
from . import api_export, api_page, api_requests
from .api_desk import Desk
from .api_refreshing import Refreshing
from .api_shown import outcome, shown
from .context import Context
from .guard import bears_token
from .parameters import read_body

BODY: Final = 256 << 10
"""The most bytes of a request to decide."""

_LOG: Final = logging.getLogger(__name__)


def routes(context: Context) -> list[Route]:
    """The routes of the page, of its data, and of the decisions."""
    desk, refreshing = Desk(context.dossier), Refreshing(context.dossier)
    page = _Page()

    async def graph(request: Request) -> Response:
        data = await run_in_threadpool(lambda: page.data(desk, context))
        if context.review:
            await refreshing.catch_up()
        return _unless_known(request, data)

    async def decisions(_: Request) -> Response:
        found = await run_in_threadpool(desk.graph)
        return _answer(listing(found.decided))

    async def decide(request: Request) -> Response:
        asked = api_requests.read(await _admitted(request, context))

        def made() -> dict[str, Any]:
            try:
                before, after, decision = desk.decide(
                    lambda applied: api_requests.decision(asked, applied), asked.head
                )
            except DecisionRefused as refusal:
                # What it is about may be gone by what others decided in the meantime.
                now = head(desk.graph().decided.decisions)
                if asked.head != now:
                    raise DecisionConflict(
                        f"others have decided since you loaded the page: {refusal}"
                    ) from None
                raise
            return {
                "decision": decision_record(decision),
                "about": about(decision),
                "standing": standing(after.decided, decision),
                **outcome(before, after, decision),
            }

        done = await run_in_threadpool(made)
        refreshing.request()
        return _answer(done, 201)

    async def conflicting(error: DecisionConflict) -> Response:
        found = await run_in_threadpool(desk.graph)
        between = [{**decision_record(each), "about": about(each)} for each in error.decisions]
        record = {"error": str(error), "head": head(found.decided.decisions), "decisions": between}
        return _answer(record, 409)

    def answering(endpoint: Callable[[Request], Awaitable[Response]]) -> Any:
        async def answer(request: Request) -> Response:
            try:
                return await endpoint(request)
            except DecisionConflict as error:
                return await conflicting(error)
            except DecisionRefused as error:
                return _refusal(422, str(error))
            except DecisionError:
                _LOG.exception("the log of decisions cannot be used")
                return _refusal(
                    503, "the decisions cannot be read or written; the log of the service says why"
                )
            except api_requests.RequestError as error:
                return _refusal(400, str(error))
            except HTTPException as error:
                return _refusal(error.status_code, error.detail, error.headers)

        return answer

    return [
        *api_page.routes(context),
        Route("/api/graph", answering(graph), methods=["GET"]),
        Route("/api/decisions", answering(decisions), methods=["GET"]),
        Route("/api/decisions", answering(decide), methods=["POST"]),
        *api_export.routes(desk, answering),
    ]


class _Page:
    """The data of the page as bytes, made once for each state of the graph."""

    def __init__(self) -> None:
        self._made: tuple[Graph, bytes] | None = None

    def data(self, desk: Desk, context: Context) -> tuple[str, bytes]:
        """What names the state, and the JSON."""
        graph = desk.graph()
        if self._made is None or self._made[0] is not graph:
            data = shown(graph, desk.dossier_of(graph))
            data["live"] |= {"review": context.review, "reviewer": context.reviewer}
            self._made = (graph, to_line(data))
        content = self._made[1]
        return f'"{api_page.tag(content)}"', content


async def _admitted(request: Request, context: Context) -> bytes:
    """The body of a request that may decide; raises HTTPException for any other."""
    if not context.review:
        raise HTTPException(403, "this service only reads: start it with `parleygraph serve DIR --review`")
    if not bears_token(request.headers, context.token):
        raise HTTPException(
            401,
            "deciding needs the token: open the address that `parleygraph serve` printed",
            {"WWW-Authenticate": "Bearer"},
        )
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(415, "a decision is sent as application/json")
    return await read_body(request, BODY, context.limits.body_seconds)


def _refusal(status: int, reason: str, headers: Mapping[str, str] | None = None) -> Response:
    return _answer({"error": reason}, status, headers)


def _answer(record: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return Response(to_line(record), status, headers, "application/json")


def _unless_known(request: Request, tagged: tuple[str, bytes]) -> Response:
    tag, content = tagged
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)
