"""A chat completions endpoint on this machine, which answers what the test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from parleygraph.extractors.llm import LlmExtractor, LlmOptions
from parleygraph.model import Document, Extraction

KEY = "sk-very-secret-0123456789"
TEXT = (
    "Marovia proposed a shared quota on Monday. Tessland rejected the quota outright.\n\n"
    "According to Edda Brook, “the guild   may back the quota\nif diesel is cheap”."
)
NODES = [
    {"id": "m", "class": "State", "label": "Marovia", "mentions": ["Marovia"]},
    {"id": "t", "class": "State", "label": "Tessland", "mentions": ["Tessland"]},
    {"id": "b", "class": "Person", "label": "Edda Brook", "mentions": ["Edda Brook"]},
    {"id": "g", "class": "Organization", "label": "guild", "mentions": ["the guild"]},
    {"id": "q", "class": "Proposal", "label": "shared quota", "mentions": ["a shared quota", "the quota"]},
]


def statement(subject: str, relation: str, object_: str, evidence: str, **others: object) -> dict[str, Any]:
    """A statement as a model writes it."""
    said = {"subject": subject, "relation": relation, "object": object_, "evidence": evidence}
    plain = {"polarity": "positive", "certainty": "asserted", "sources": [], "condition": None}
    return {**said, **plain, **others}


STATEMENTS = [
    statement("m", "proposes", "q", "Marovia proposed a shared quota on Monday."),
    statement("t", "opposes", "q", "Tessland rejected the quota outright."),
]


def answer(statements: list[dict[str, Any]] | None = None, nodes: list[dict[str, Any]] | None = None) -> str:
    """The JSON of an answer: the good one, where nothing is given."""
    return json.dumps(
        {
            "nodes": NODES if nodes is None else nodes,
            "statements": STATEMENTS if statements is None else statements,
        }
    )


@dataclass
class Step:
    """One response: its status, headers and body, how long it takes, and in how many pieces it comes."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0


def says(
    content: object, *, finish: str = "stop", usage: tuple[int, int] | None = (100, 20), **others: Any
) -> Step:
    """A response in which the model writes the content."""
    response: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
        ],
    }
    if usage is not None:
        counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
        response["usage"] = counts
    return Step(json.dumps(response).encode(), **others)


def fails(status: int, message: str = "no", **headers: str) -> Step:
    """A response that reports an error, as these endpoints do."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}}).encode()
    return Step(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Endpoint:
    """The server: `steps` are its next responses, the last of which it repeats; `requests` what it heard."""

    url: str
    steps: list[Step | Callable[[dict[str, Any]], Step]]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def next(self, request: dict[str, Any]) -> Step:
        """The response to the request."""
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        return step(request) if callable(step) else step


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A server that gives the good answer until it is told otherwise."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard = json.loads(self.rfile.read(int(self.headers["content-length"])))
            served.requests.append(heard)
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            served.paths.append(self.path)
            step = served.next(heard)
            time.sleep(step.delay)
            self.send_response(step.status)
            for name, value in {"content-type": "application/json", **step.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(step.body)))
            self.end_headers()
            pieces = [step.body] if not step.drip else [step.body[i : i + 1] for i in range(len(step.body))]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(step.drip)
            except OSError:
                return  # the client has had enough

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", [says(answer())])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Reader:
    """An extractor on the endpoint, and the pauses it made."""

    extractor: LlmExtractor
    pauses: list[float]

    def read(self, text: str = TEXT) -> Extraction:
        """The extraction of one text."""
        return next(iter(self.extractor.extract([Document(text, name="note")])))


type Make = Callable[..., Reader]


@pytest.fixture
def reader(endpoint: Endpoint, tmp_path: Path) -> Make:
    """Make an extractor on the endpoint, with a cache of its own and pauses that take no time."""

    def make(**options: Any) -> Reader:
        given = {"url": endpoint.url, "model": "tiny", "key": KEY, "cache": tmp_path / "cache", **options}
        pauses: list[float] = []
        return Reader(LlmExtractor(LlmOptions.read(given), sleep=pauses.append), pauses)

    return make
