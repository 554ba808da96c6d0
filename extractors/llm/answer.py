"""What the model answers: the JSON schema it is given, and the reading of what comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...ontology import Certainty, NodeClass, Polarity, Relation
from .errors import AnswerError

# A brace may open an object anywhere in an answer that talks; who tries all of them has the
# work of a square.
_TRIES = 50
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL)


def _closed(schema: dict[str, Any]) -> None:
    """Ask for exactly these properties: strict structured output takes no other schema."""
    # The docstrings are for readers of this module; the prompt tells the model what is what.
    schema.pop("description", None)
    schema["additionalProperties"] = False
    schema["required"] = list(schema["properties"])
    for part in schema["properties"].values():
        part.pop("default", None)


def _one_of(terms: Iterable[Enum]) -> Any:
    # Only the schema names the choices: a wrong one must cost its statement, not the answer.
    return Field(json_schema_extra={"enum": [term.value for term in terms]})


class AnsweredNode(BaseModel):
    """A node as the model writes it; nothing in it is checked against text or ontology yet."""

    model_config = ConfigDict(json_schema_extra=_closed)
    id: str
    node_class: Annotated[str, _one_of(NodeClass)] = Field(alias="class")
    label: str
    mentions: list[str]


class AnsweredStatement(BaseModel):
    """A statement as the model writes it; nothing in it is checked yet."""

    model_config = ConfigDict(json_schema_extra=_closed)
    subject: str
    relation: Annotated[str, _one_of(Relation)]
    object: str
    polarity: Annotated[str, _one_of(Polarity)] = Polarity.POSITIVE.value
    certainty: Annotated[str, _one_of(Certainty)] = Certainty.ASSERTED.value
    sources: list[str] = Field(default_factory=list)
    evidence: str
    condition: str | None = None


class _Answer(BaseModel):
    model_config = ConfigDict(json_schema_extra=_closed)
    nodes: list[AnsweredNode]
    statements: list[AnsweredStatement]


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of an answer that have the right form, and how many had not."""

    nodes: tuple[AnsweredNode, ...]
    statements: tuple[AnsweredStatement, ...]
    malformed: int = 0


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, with the choices of the ontology."""
    return _Answer.model_json_schema()


def read_answer(content: str) -> Answer:
    """The answer in what the model wrote: bare JSON, or the JSON in a block or amid talk.

    A node or statement of the wrong form is counted and left out. Raises AnswerError where there
    is no JSON object with both lists.
    """
    for found in _objects(content):
        nodes, statements = found.get("nodes"), found.get("statements")
        if isinstance(nodes, list) and isinstance(statements, list):
            kept_nodes, kept = list(_valid(AnsweredNode, nodes)), list(_valid(AnsweredStatement, statements))
            malformed = len(nodes) + len(statements) - len(kept_nodes) - len(kept)
            return Answer(tuple(kept_nodes), tuple(kept), malformed)
    raise AnswerError("there is no JSON object with the lists 'nodes' and 'statements' in it")


def _valid[T: BaseModel](form: type[T], items: list[Any]) -> Iterator[T]:
    for item in items:
        try:
            yield form.model_validate(item)
        except ValidationError:
            continue


def _objects(content: str) -> Iterator[dict[str, Any]]:
    talk = _THOUGHTS.sub("", content)
    for text in (talk, *_FENCED.findall(talk)):
        if (whole := _parsed(text)) is not None:
            yield whole
    decoder = json.JSONDecoder()
    start = talk.find("{")
    for _ in range(_TRIES):
        if start < 0:
            return
        try:
            found, end = decoder.raw_decode(talk, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            yield found
        start = talk.find("{", end)


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
