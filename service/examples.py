"""`/questions`: the questions that the ontology comes with, and `/questions/NAME`: their answers."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..ontology import questions
from .context import Context
from .description import address
from .formats import RESULTS, chosen
from .process import Query
from .sparql import respond


def routes(context: Context) -> list[Route]:
    """The routes of the questions and of their answers."""

    async def listing(_: Request) -> Response:
        return JSONResponse(
            [
                {
                    "name": question.name,
                    "question": question.text,
                    "sparql": question.sparql,
                    "url": address(context, question.sparql),
                    "answer": f"{context.base_url}/questions/{question.name}",
                }
                for question in questions()
            ]
        )

    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        asked = next((question for question in questions() if question.name == name), None)
        if asked is None:
            raise HTTPException(404, "there is no question of this name: /questions lists them")
        form = chosen(request.headers.get("accept"), RESULTS)
        return await respond(request, Query(asked.sparql, form, None, question=asked.name))

    return [
        Route("/questions", listing, methods=["GET"]),
        Route("/questions/{name}", answer, methods=["GET"]),
    ]
