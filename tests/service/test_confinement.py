"""What a worker cannot do, even where a query got past everything that is refused."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from parleygraph.graph.dossiers import open_dossier
from parleygraph.service import frames
from parleygraph.service.asking import confinement

TRY = """
import json, os, socket, subprocess, sys
sys.path[:] = [path for path in sys.path if path]
from parleygraph.service import confinement
address, without, folder = sys.argv[1:]
if without:
    setattr(confinement, without, lambda: False)
held = confinement.confine(1 << 30)
import pyoxigraph as ox
found = {"namespace": held.namespace, "filter": held.filter}
def attempt(name, action):
    try:
        action()
        found[name] = "done"
    except OSError as error:
        found[name] = error.__class__.__name__
attempt("service", lambda: list(ox.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")))
attempt("load", lambda: ox.Store().update(f"LOAD <{address}>"))
attempt("connect", lambda: socket.create_connection(("127.0.0.1", int(address.split(":")[2].strip("/"))), 2))
attempt("program", lambda: subprocess.run(["/bin/true"], check=True))
def write():
    with open(folder + "/file", "wb", buffering=0) as file:
        file.write(b"x")
attempt("file", write)
try:
    bytearray(2 << 30)
    found["memory"] = "done"
except MemoryError:
    found["memory"] = "MemoryError"
print(json.dumps(found))
"""


def test_the_kernel_ends_a_worker_that_nobody_ends(dossier: Path) -> None:
    """A second after the deadline, where the server itself has hung."""
    path = open_dossier(dossier).store_path
    command = [sys.executable, "-m", "parleygraph.service.worker", str(path), str(1 << 30), ""]
    asked = {
        "query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "results": "json",
        "graphs": "turtle",
        "default": [],
        "named": [],
        "base": None,
        "question": None,
        "seconds": 0.2,
        "rows": 10,
        "bytes": 1000,
    }
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        kind, _ = frames.read(worker.stdout) or (b"", b"")
        assert kind == frames.READY
        worker.stdin.write(frames.encoded(frames.REQUEST, asked))
        worker.stdin.flush()
        begin = time.monotonic()
        assert worker.wait(20) == -signal.SIGALRM
        assert time.monotonic() - begin > 1.0


@pytest.mark.parametrize("without", ["", "_filter_calls", "_leave_network"])
def test_a_worker_has_no_network_no_programs_and_no_files(
    listener: tuple[str, list[str]], tmp_path: Path, without: str
) -> None:
    """Whichever of the two ways the kernel allows, nothing is sent; and neither way depends on the other."""
    if not (confinement().filter if without == "_leave_network" else confinement().namespace):
        pytest.skip("the kernel does not allow it here")
    address, requests = listener
    command = [sys.executable, "-c", TRY, address, without, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert found["filter"] == (without != "_filter_calls")
    assert found["namespace"] == (without != "_leave_network")
    assert "done" not in {found["service"], found["load"], found["connect"], found["file"], found["memory"]}
    assert without == "_filter_calls" or found["program"] == "PermissionError"
    assert (tmp_path / "file").read_bytes() == b""
    assert requests == []
