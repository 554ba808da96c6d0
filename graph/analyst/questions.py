"""The ontology's questions with their answers, for a page that has no store to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ...ontology import questions
from ..results import Result

if TYPE_CHECKING:
    from .data import Shown

type Ask = Callable[[str], Result]

ROWS: Final = 500
"""How many rows of an answer the page holds; it says how many there are."""
ASKED_UP_TO: Final = 20_000
"""How many statements a graph may have for its questions to be answered in advance."""


def answers(graph: Shown, ask: Ask | None = None) -> list[dict[str, Any]]:
    """Each question with its text, its SPARQL, and the first rows of its answer as texts.

    `ask` answers a question by its name, where there is a quicker way than `graph.ask_question`.
    `rows` is None where the graph is too large for answers in advance, or holds a name that RDF cannot.
    """
    small = len(graph.statements) <= ASKED_UP_TO
    return [
        {"name": question.name, "text": question.text, "sparql": question.sparql}
        | (
            (_answer(ask or graph.ask_question, question.name) if small else None)
            or {"columns": [], "total": 0, "rows": None}
        )
        for question in questions()
    ]


def _answer(ask: Ask, name: str) -> dict[str, Any] | None:
    try:
        result = ask(name)
    except ValueError:  # an identifier or a code that no IRI can hold
        return None
    rows = result.texts()
    return {"columns": list(result.columns), "total": len(rows), "rows": [list(row) for row in rows[:ROWS]]}
