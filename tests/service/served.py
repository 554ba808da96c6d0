"""A real server on loopback, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest


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
