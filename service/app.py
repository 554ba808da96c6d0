"""The service on a dossier, as an ASGI application."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from ..graph.errors import DossierError
from . import description, examples, graphs, sparql
from .context import Context
from .guard import Guard
from .process import Kind, Unanswered
from .workers import Workers

_PARTS: Final = (sparql, graphs, description, examples)
_STATUS: Final[dict[Kind, int]] = {
    "malformed": 400,
    "refused": 403,
    "missing": 404,
    "too large": 403,
    "unacceptable": 406,
    "failed": 500,
    "too slow": 503,
    "busy": 503,
}
_LOG: Final = logging.getLogger(__name__)


def create_app(context: Context, extra_routes: Iterable[BaseRoute] = ()) -> Starlette:
    """The service with its own routes and those of others, which come first.

    While it runs, `app.state.context` is the context and `app.state.workers` answers queries.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        workers = Workers(context.source, context.limits, context.services)
        app.state.workers = workers
        try:
            await workers.warm_up()
            yield
        finally:
            await workers.close()
            # A server that is told to terminate ends without another word.
            if context.updates is not None:
                context.updates.close()

    app = Starlette(
        routes=[*extra_routes, *(route for part in _PARTS for route in part.routes(context))],
        middleware=[Middleware(Guard, hosts=context.hosts)],
        exception_handlers={
            HTTPException: _explain,
            Unanswered: _unanswered,
            ClientDisconnect: _forget,
            DossierError: _unavailable,
        },
        lifespan=lifespan,
    )
    app.state.context = context
    return app


async def _explain(_: Request, error: Exception) -> Response:
    """An error as a line of text."""
    if not isinstance(error, HTTPException):
        raise error
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _unanswered(_: Request, error: Exception) -> Response:
    """Why a query has no answer."""
    if not isinstance(error, Unanswered):
        raise error
    headers = {"Retry-After": "5"} if error.kind == "busy" else None
    return PlainTextResponse(f"{error}\n", _STATUS[error.kind], headers)


async def _forget(_: Request, __: Exception) -> Response:
    """Nobody is there to read it."""
    return PlainTextResponse("", 499)


async def _unavailable(_: Request, error: Exception) -> Response:
    """The dossier cannot be read now; why holds a path, and is for the log alone."""
    _LOG.error("%s", error)
    return PlainTextResponse("the data cannot be read at the moment\n", 503, {"Retry-After": "5"})
