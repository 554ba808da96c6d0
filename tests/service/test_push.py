"""A dossier pushed to a service of our own: whole, after a break, and only with the token."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import Dossier, open_dossier
from parleygraph.graph.errors import PushError
from parleygraph.graph.push import push
from parleygraph.graph.target import Target

TOKEN = "a-token-of-many-letters"  # noqa: S105 - of the tests


@pytest.fixture
def sent(dossier: Path) -> Dossier:
    """What is pushed: the dispute over fish, with its hostile document."""
    return open_dossier(dossier)


@pytest.fixture
def target_folder(make_graph: Any, tmp_path: Path) -> Path:
    """A dossier of something else, whose service takes what is pushed."""
    text = "Utopia attacked Arcadia."
    nodes = "utopia State Utopia\narcadia State Arcadia"
    base = "http://other.example/"
    graph: Graph = make_graph(text, nodes, f"text: utopia attacks arcadia | {text}", base=base)
    return graph.save(tmp_path / "target")


@pytest.fixture(autouse=True)
def nothing_remembered(sent: Dossier) -> None:
    """Each test pushes for the first time."""
    for file in (sent.path / "pushed").glob("*"):
        file.unlink()


def graphs(store: ox.Store) -> dict[str, bytes]:
    """Each named graph of a store, as sorted lines."""
    return {
        name.value: lines(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"")
        for name in store.named_graphs()
        if isinstance(name, ox.NamedNode)
    }


def lines(content: bytes) -> bytes:
    """N-Triples in order."""
    return b"".join(sorted(content.splitlines(keepends=True)))


def there(url: str, name: str) -> bytes:
    """A graph of the service, as sorted lines."""
    headers = {"Accept": "application/n-triples"}
    return lines(httpx.get(url, params={"graph": name}, headers=headers, timeout=30).content)


def done(dossier: Dossier, url: str, token: str | None = TOKEN) -> dict[str, str]:
    """What a push came to, graph by graph."""
    with Target(url, token=token, pause=0.01) as target:
        return {step.graph: step.what for step in push(dossier, target)}


def test_a_push_that_was_broken_off_goes_on(
    serving: Any, sent: Dossier, target_folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """The service is killed in the middle; what it had confirmed is there, and is not sent again."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/graph"
    fixed = (*options, "--port", str(port))
    own = graphs(open_dossier(target_folder).store())
    with (
        serving(target_folder, tmp_path / "log", *fixed) as service,
        Target(url, token=TOKEN, pause=0.01) as to,
    ):
        steps = push(sent, to)
        first, second = next(steps), next(steps)
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
        with pytest.raises(PushError, match=r"does not answer .*push again when it does"):
            next(steps)
    with serving(target_folder, tmp_path / "log", *fixed):
        outcome = done(sent, url)
        assert [outcome.pop(step.graph) for step in (first, second)] == ["unchanged", "unchanged"]
        assert set(outcome.values()) == {"sent"}
        expected = own | graphs(sent.store())
        assert len(expected) == len(own) + len(outcome) + 2
        assert {name: there(url, name) for name in expected} == expected
        assert set(done(sent, url).values()) == {"unchanged"}
    assert graphs(open_dossier(target_folder).store()) == own


def test_a_push_without_the_token_is_refused(
    serving: Any, sent: Dossier, target_folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """And one to a service that only reads; each says what to do, and nothing is changed."""
    with serving(target_folder, tmp_path / "log", *options) as service:
        for token in (None, "another-token-of-many-letters"):
            with pytest.raises(PushError, match=r"401 Unauthorized; it needs a token .*--token-file"):
                done(sent, f"{service.url}/graph", token)
    assert (target_folder / "updates.jsonl").read_bytes() == b""
    with (
        serving(target_folder, tmp_path / "log", "--workers", "1") as service,
        pytest.raises(PushError, match=r"405 Method Not Allowed; .*does it take writing"),
    ):
        done(sent, f"{service.url}/graph")


def test_the_command_pushes_to_the_service(
    serving: Any, sent: Dossier, target_folder: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """As docs/commands.md has it."""
    token_file = options[options.index("--token-file") + 1]
    with serving(target_folder, tmp_path / "log", *options) as service:
        command = [sys.executable, "-m", "parleygraph", "push", str(sent.path), f"{service.url}/graph"]
        command += ["--token-file", token_file]
        pushed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        count = len(graphs(sent.store()))
        assert pushed.stdout == f"{count} sent, 0 unchanged, 0 deleted graphs\n"
        assert service.get("ASK { ?s skos:prefLabel 'Marovia' }").json()["boolean"]
