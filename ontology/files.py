"""Where the data files of the ontology are, and the competency questions among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_MARK = "# question:"


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: `name` to ask it by, `text` as one line of English, its `sparql`."""

    name: str
    text: str
    sparql: str = field(repr=False)


def ontology_file() -> Path:
    """The Turtle file of classes, relations and qualifiers."""
    return FOLDER / "parleygraph.ttl"


def alignments_file() -> Path:
    """The Turtle file of links to other vocabularies."""
    return FOLDER / "alignments.ttl"


def shapes_file() -> Path:
    """The SHACL shapes of nodes, statements, evidence and documents, written by hand."""
    return FOLDER / "shapes.ttl"


def relation_shapes_file() -> Path:
    """The SHACL shapes of the ends of each relation, generated from the ontology."""
    return FOLDER / "shapes-relations.ttl"


@cache
def questions() -> tuple[Question, ...]:
    """The competency questions, sorted by name.

    Raises ValueError where a file does not begin with its question.
    """
    return tuple(_question(path) for path in sorted((FOLDER / "questions").glob("*.rq")))


def _question(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    first = sparql.partition("\n")[0]
    if not first.startswith(_MARK):
        raise ValueError(f"{path}: the first line must read '{_MARK} …', it is {first!r}")
    return Question(path.stem, first.removeprefix(_MARK).strip(), sparql)
