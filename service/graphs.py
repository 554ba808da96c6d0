"""`/graph`: whole graphs by the SPARQL 1.1 Graph Store HTTP Protocol.

https://www.w3.org/TR/sparql11-http-rdf-update/. They are read by all, and put, added to and deleted
by those who have the token where the service takes changes; graphs are named by `?graph=IRI`.
"""

from __future__ import annotations

from typing import Final
from uuid import uuid4

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .admission import writing
from .changes import Change
from .context import Context
from .formats import GRAPHS, chosen
from .parameters import parsed
from .process import Query, Unanswered
from .sparql import respond
from .uploads import received, uploads

_WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NAME_ONE: Final = "name one graph: ?graph=IRI, or ?default"


def routes(context: Context) -> list[Route]:
    """The route of the Graph Store Protocol.

    `?default` is the union of all graphs to a reader, as in queries, and to a writer the default
    graph of the store, which is empty at first, as in updates.
    """

    async def graph(request: Request) -> Response:
        if request.method in {"GET", "HEAD"}:
            return await _read(request)
        return await _write(context, request)

    writes = context.updates is not None and context.updates.writes
    return [Route("/graph", graph, methods=["GET", *(("PUT", "POST", "DELETE") if writes else ())])]


async def _read(request: Request) -> Response:
    name = _named(request)
    form = chosen(request.headers.get("accept"), GRAPHS)
    query = Query(_WHOLE, results=None, graphs=form, default=() if name is None else (name,))
    try:
        return await respond(request, query)
    except Unanswered as error:
        if error.kind == "refused":
            raise HTTPException(404, str(error)) from error
        raise


async def _write(context: Context, request: Request) -> Response:
    updates = writing(context, request)
    if request.method == "DELETE":
        await updates.change(Change("delete", graph=_named(request)))
        return Response(status_code=204)
    headers = {}
    if request.method == "POST" and not request.scope["query_string"]:
        # To the store itself: the content becomes a graph whose name the service gives.
        name: str | None = f"urn:uuid:{uuid4()}"
        headers["Location"] = str(name)
    else:
        name = _named(request)
    with uploads(updates.contents) as found:
        await received(request, updates.contents, context.limits, found)
        change = Change(
            "put" if request.method == "PUT" else "post",
            graph=name,
            contents=tuple(upload.content for upload in found),
        )
        made = await updates.change(change, found)
    return Response(status_code=201 if made else 204, headers=headers)


def _named(request: Request) -> str | None:
    """The graph that a request is about, None being the default graph; raises HTTPException."""
    fields = parsed(request.scope["query_string"].decode("latin-1"))
    names = fields.get("graph", [])
    if len(names) + len(fields.get("default", [])) != 1:
        raise HTTPException(400, _NAME_ONE)
    if not names:
        return None
    try:
        return ox.NamedNode(names[0]).value
    except ValueError as error:
        raise HTTPException(400, f"{names[0][:200]!r} is no name of a graph: give an absolute IRI") from error
