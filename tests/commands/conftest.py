"""The command line as the tests call it, and one graph that most of them read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from parleygraph.cli import run

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


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
def parley(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command line in this process: quick, where the process itself is not the matter."""
    monkeypatch.setenv("COLUMNS", "120")

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(int(status), printed.out, printed.err)

    return command


def process(*arguments: object, stdin: bytes = b"", cwd: Path | None = None) -> Outcome:
    """Run the command line as a process of its own."""
    command: Sequence[str] = [sys.executable, "-m", "parleygraph", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(name="process")
def _process() -> Command:
    return process


@pytest.fixture(scope="session")
def example() -> Path:
    """The sample article."""
    return EXAMPLES / "river-talks.txt"


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """The folder with the graph of the sample article, built once; tests do not write into it."""
    folder = tmp_path_factory.mktemp("built") / "graph"
    outcome = process("build", example, "--out", folder, "--quiet")
    assert outcome == Outcome(0, "", "")
    return folder
