"""Dossiers that are quick to make: an extractor that reads *Marovia supports the quota.*, and its files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from parleygraph import _build
from parleygraph.cli import run
from parleygraph.graph.dossiers import open_dossier
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import NodeClass, Relation

HERE = Path(__file__).resolve().parent
SENTENCE = re.compile(r"(?P<who>[A-Z]\w+) (?P<how>supports|opposes|proposes) the (?P<what>\w+)\.")


class Toy:
    """Reads sentences of one form; what it has read is in `texts`."""

    name = "toy"

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.interrupted_at = ""
        self.settings: dict[str, Any] = {}
        self.texts: list[str] = []

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extraction of each document."""
        for document in documents:
            if document.name == self.interrupted_at:
                raise KeyboardInterrupt
            self.texts.append(document.text)
            yield extraction(document)


def extraction(document: Document) -> Extraction:
    """Actors that all documents share, proposals of the document, and a statement a sentence."""
    mentions: dict[str, list[Any]] = {}
    classes = {}
    statements = []
    for match in SENTENCE.finditer(document.text):
        who, what = f"actor/{match['who'].lower()}", f"proposal/{document.id[:8]}-{match['what']}"
        for node_id, group, kind in ((who, "who", NodeClass.STATE), (what, "what", NodeClass.PROPOSAL)):
            mentions.setdefault(node_id, []).append(document.quote(*match.span(group), match.span()))
            classes[node_id] = kind
        statements.append(
            Statement(who, Relation(match["how"]), what, document.quote(*match.span()), stage="toy")
        )
    nodes = (
        Node(node_id, classes[node_id], places[0].quotation, tuple(places))
        for node_id, places in sorted(mentions.items())
    )
    return Extraction(document, tuple(nodes), tuple(statements), ("one note",))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The extractor that `--extractor toy` names."""
    made = Toy()

    def load(name: str, options: dict[str, Any]) -> Toy:
        made.name, made.settings = name, {key: value for key, value in options.items() if key != "key"}
        return made

    monkeypatch.setattr(_build, "load_extractor", load)
    return made


@dataclass(frozen=True)
class Outcome:
    """What a command came to: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


type Command = Callable[..., Outcome]


@pytest.fixture
def parley(toy: Toy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line in this process, with the toy for an extractor."""
    monkeypatch.setenv("COLUMNS", "160")

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(int(status), printed.out, printed.err)

    return command


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with three documents."""
    folder = tmp_path / "notes"
    folder.mkdir()
    write(folder, "one", "Marovia supports the quota. Tessland opposes the quota.")
    write(folder, "two", "Tessland proposes the ban. Marovia opposes the ban.")
    write(folder, "three", "Quill supports the ban.")
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    """A text in a file."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def dossier(parley: Command, notes: Path, tmp_path: Path) -> Path:
    """A dossier of the documents `one` and `two`."""
    folder = tmp_path / "dossier"
    built = parley("build", notes / "one.txt", notes / "two.txt", "--extractor", "toy", "-o", folder, "-q")
    assert built == Outcome(0, "", "")
    return folder


def names(folder: Path) -> list[str]:
    """The names of the documents in a dossier."""
    return [entry.name for entry in open_dossier(folder).manifest.documents]


def quads(folder: Path) -> list[bytes]:
    """What is in the store of a dossier, as sorted N-Quads."""
    content = open_dossier(folder).store().dump(format=ox.RdfFormat.N_QUADS)
    return sorted(content.splitlines())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a dossier that must be the same for the same input, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store" not in path.parts and path.name != ".lock"
    }


def run_script(name: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    """A script beside the tests as a process of its own."""
    command = [sys.executable, str(HERE / name), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ), **options)


def done(record: dict[str, list[dict[str, str]]]) -> dict[str, list[str]]:
    """What was done, to the names of the documents."""
    deeds = ("added", "replaced", "read_again", "removed", "kept")
    return {deed: [outcome["name"] for outcome in record[deed]] for deed in deeds if record[deed]}
