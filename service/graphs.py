"""`/graph`: whole graphs, read by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .context import Context
from .formats import GRAPHS, chosen
from .process import Query, Unanswered
from .sparql import respond

_WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def routes(_: Context) -> list[Route]:
    """The route of the Graph Store Protocol; `?default` is the union of all named graphs."""

    async def graph(request: Request) -> Response:
        names = request.query_params.getlist("graph")
        if len(names) + len(request.query_params.getlist("default")) != 1:
            raise HTTPException(400, "name one graph: ?graph=IRI, or ?default for the union of all")
        form = chosen(request.headers.get("accept"), GRAPHS)
        query = Query(_WHOLE, results=None, graphs=form, default=tuple(names))
        try:
            return await respond(request, query)
        except Unanswered as error:
            if error.kind == "refused":
                raise HTTPException(404, str(error)) from error
            raise

    return [Route("/graph", graph, methods=["GET"])]
