"""What the model is told: a versioned template, filled from the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from ...model import Document, digest
from ...ontology import schema
from .answer import answer_schema

PROMPT = "1"
type Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Prompt:
    """The prompt of one version; `version` ends in a digest of what it says, the ontology included."""

    version: str
    system: str
    document: str
    repair: str

    def messages(self, document: Document, text: str, part: int, parts: int) -> Messages:
        """The messages that ask for one part of a document; parts count from 1."""
        known = [value for value in (document.title, document.publisher, document.date) if value]
        about = f" ({'; '.join(known)})" if known else ""
        asked = Template(self.document).substitute(part=part, parts=parts, about=about, text=text)
        return [{"role": "system", "content": self.system}, {"role": "user", "content": asked}]

    def repair_message(self, problem: str) -> dict[str, str]:
        """The message that asks again after an answer that could not be read."""
        return {"role": "user", "content": Template(self.repair).substitute(problem=problem)}


@cache
def load_prompt(name: str = PROMPT) -> Prompt:
    """The prompt of that version, filled from the ontology."""
    folder = files(__package__).joinpath("data", f"prompt-{name}")
    system, document, repair = (
        folder.joinpath(f"{part}.txt").read_text(encoding="utf-8").strip()
        for part in ("system", "document", "repair")
    )
    filled = Template(system).substitute(
        classes="\n".join(_class(entry) for entry in schema.node_classes()),
        relations="\n".join(_relation(entry) for entry in schema.relations()),
        polarities=_choices("Polarity"),
        certainties=_choices("Certainty"),
    )
    mark = digest(filled, document, repair, repr(answer_schema()))[:8]
    return Prompt(f"{name}-{mark}", filled, document, repair)


def _class(entry: schema.ClassEntry) -> str:
    return f"- {entry.name}: {entry.definition} {entry.scope_note} Example: {entry.example}"


def _relation(entry: schema.RelationEntry) -> str:
    ends = f"{_kinds(entry.domain)} -> {_kinds(entry.range)}"
    return f"- {entry.name} ({ends}): {entry.definition} {entry.scope_note} Example: {entry.example}"


def _kinds(classes: tuple[str, ...]) -> str:
    """The kinds of the classes: `Actor` stands for the four classes of actors."""
    kind_of = {entry.name: entry.kind for entry in schema.node_classes()}
    return " or ".join(dict.fromkeys(kind_of[name] for name in classes))


def _choices(scheme: str) -> str:
    return " ".join(
        f'"{entry.name}": {entry.definition} {entry.scope_note} Example: {entry.example}'
        for entry in schema.concepts(scheme)
    )
