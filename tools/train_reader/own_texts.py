"""Texts written for the training, and their annotations, in a short form that people can write.

A file has three parts between lines of `---`: the text, a sentence a line, with an empty line between
paragraphs; the nodes, `id class label | mention | mention`, classes as in `CLASSES`; and the statements,
`subject relation object sentence`, where the sentence is counted from 1, then `-` where it is denied, `?`
where it is uncertain, and `@id` for whose words or belief it is.

Of some of the texts in `unannotated` the actors alone are written down: a file of the same name in `actors`
holds them as above, without the id.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "texts"
UNANNOTATED, ACTORS = FOLDER.parent / "unannotated", FOLDER.parent / "actors"
CLASSES = {
    "S": "State",
    "O": "Organization",
    "P": "Person",
    "G": "Group",
    "Pr": "Proposal",
    "In": "Interest",
}


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The text, and the annotation as `shared/train/gold` has it; ValueError names the line at fault."""
    parts = re.split(r"^---\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise ValueError(f"{path.name}: three parts between lines of --- are wanted, there are {len(parts)}")
    paragraphs = [part.split("\n") for part in re.split(r"\n\s*\n", parts[0].strip())]
    sentences = [line.strip() for paragraph in paragraphs for line in paragraph]
    text = "\n\n".join(" ".join(line.strip() for line in paragraph) for paragraph in paragraphs) + "\n"
    nodes = [_node(line, text, path.name) for line in _lines(parts[1])]
    names = {node["id"] for node in nodes}
    statements = [_statement(line, sentences, names, path.name) for line in _lines(parts[2])]
    return text, {"doc": path.stem, "nodes": nodes, "statements": statements}


def read_all(folder: Path = FOLDER) -> list[tuple[str, dict[str, Any]]]:
    """All texts of the folder with their annotations, by name."""
    return [read(path) for path in sorted(folder.glob("*.txt"))]


def read_actors(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of that name and its actors, without statements; ValueError names the line at fault."""
    text = (UNANNOTATED / path.name).read_text(encoding="utf-8")
    lines = _lines(path.read_text(encoding="utf-8"))
    nodes = [_node(f"{number} {line}", text, path.name) for number, line in enumerate(lines, 1)]
    if themes := [node["label"] for node in nodes if node["class"] in {"Proposal", "Interest"}]:
        raise ValueError(f"{path.name}: {themes[0]!r} is no actor")
    return text, {"doc": path.stem, "nodes": nodes, "statements": []}


def read_all_actors(folder: Path = ACTORS) -> list[tuple[str, dict[str, Any]]]:
    """All texts of which the actors are written down, with these, by name."""
    return [read_actors(path) for path in sorted(folder.glob("*.txt"))]


def _lines(part: str) -> list[str]:
    return [line.strip() for line in part.split("\n") if line.strip()]


def _node(line: str, text: str, name: str) -> dict[str, Any]:
    head, *mentions = (field.strip() for field in line.split(" | "))
    words = head.split(" ", 2)
    if len(words) != 3 or words[1] not in CLASSES or not mentions:
        raise ValueError(f"{name}: {line!r} is no node: write id, class, label and at least one mention")
    if absent := [mention for mention in mentions if mention not in text]:
        raise ValueError(f"{name}: {absent[0]!r} is not in the text")
    return {"id": words[0], "class": CLASSES[words[1]], "label": words[2], "mentions": mentions}


def _statement(line: str, sentences: list[str], names: set[str], name: str) -> dict[str, Any]:
    words = line.split()
    if len(words) < 4 or not {words[0], words[2]} <= names or not words[3].isdigit():
        raise ValueError(f"{name}: {line!r} is no statement: write subject, relation, object and sentence")
    if not 1 <= int(words[3]) <= len(sentences):
        raise ValueError(f"{name}: {line!r} names a sentence that is not there")
    marks = words[4:]
    sources = [mark[1:] for mark in marks if mark.startswith("@")]
    if unknown := [m for m in marks if m not in ("-", "?") and not (m[0] == "@" and m[1:] in names)]:
        raise ValueError(f"{name}: {line!r} has an unknown mark {unknown[0]!r}")
    return {
        "s": words[0],
        "r": words[1],
        "o": words[2],
        "polarity": "-" if "-" in marks else "+",
        "certainty": "uncertain" if "?" in marks else "asserted",
        "source": sources[0] if sources else "author",
        "evidence": sentences[int(words[3]) - 1],
    }
