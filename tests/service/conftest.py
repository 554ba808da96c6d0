"""A real server on loopback, in a process of its own, on the dispute over fish."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.sparql import question as sparql_of
from parleygraph.ontology import questions

FEW_SECONDS = 1.0

NAMES = [item.name for item in questions()]
"""The questions of the ontology."""
STANCES = sparql_of("stances")


@dataclass(frozen=True)
class Served:
    """A service that runs: where, its process, and its log."""

    url: str
    client: httpx.Client
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.url.rpartition(":")[2])

    def workers(self) -> list[int]:
        """The processes of its workers."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not path.exists():
            pytest.skip("the kernel does not list the children of a process")
        return [int(pid) for pid in path.read_text().split()]

    def get(self, query: str, accept: str | None = None, **more: str | list[str]) -> httpx.Response:
        """The response to a query by GET."""
        headers = {"Accept": accept} if accept else {}
        return self.client.get("/sparql", params={"query": query, **more}, headers=headers)


@contextmanager
def serving(dossier: Path, log: Path, *options: str) -> Iterator[Served]:
    """A service on the dossier; it is told to stop at the end, and must."""
    command = [sys.executable, "-m", "parleygraph", "serve", str(dossier), "--port", "0", *options]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        found = re.search(r"http://[\w.]+:\d+", line)
        assert found, f"no address in {line!r}; {log.read_text()}"
        with httpx.Client(base_url=found[0], timeout=30) as client:
            yield Served(found[0], client, process, log)
        process.send_signal(signal.SIGINT)
        process.wait(10)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


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
