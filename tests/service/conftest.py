"""A real server on loopback, in a process of its own, on the dispute over fish."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.sparql import question as sparql_of
from parleygraph.ontology import questions

from .desks import desk
from .served import Served, serving

__all__ = ["Served", "desk", "serving"]

FEW_SECONDS = 1.0

NAMES = [item.name for item in questions()]
"""The questions of the ontology."""
STANCES = sparql_of("stances")


@pytest.fixture(scope="session")
def dossier(small_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dispute over fish in a folder."""
    return small_graph.save(tmp_path_factory.mktemp("dossier") / "fish")


@pytest.fixture(scope="session")
def served(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose queries have a second, and answers a thousand rows."""
    log = tmp_path_factory.mktemp("log") / "log"
    options = ("--timeout", str(FEW_SECONDS), "--max-rows", "1000", "--workers", "2", "--memory", "256")
    with serving(dossier, log, *options) as service:
        yield service


@pytest.fixture(scope="session")
def other(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service with the limits that it has by itself, but two workers."""
    with serving(dossier, tmp_path_factory.mktemp("log") / "log", "--workers", "2") as service:
        yield service


@pytest.fixture
def folder(dossier: Path, tmp_path: Path) -> Path:
    """A dossier of its own to write on."""
    return Path(shutil.copytree(dossier, tmp_path / "dossier"))


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    """The file of the token that those who write have."""
    file = tmp_path / "token"
    file.write_text("a-token-of-many-letters\n")
    return file


@pytest.fixture
def options(token_file: Path) -> tuple[str, ...]:
    """The options of a service that takes updates."""
    return "--write", "--token-file", str(token_file), "--workers", "1", "--timeout", "4"


@pytest.fixture(name="serving", scope="session")
def serving_fixture() -> Callable[..., object]:
    """The function that starts a service with options of its own."""
    return serving


@pytest.fixture
def parley_serve() -> Callable[..., str]:
    """What `serve` complains of where it does not start."""

    def complaint(*arguments: object) -> str:
        command = [sys.executable, "-m", "parleygraph", "serve", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode in {2, 3}
        return done.stderr

    return complaint
