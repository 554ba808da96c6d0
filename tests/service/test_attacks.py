"""What strangers try: other hosts, local files, too much of everything, and clients that never finish."""

from __future__ import annotations

import contextlib
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

ASK = "ASK { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?u) SERVICE ?u { ?s ?p ?o } }",
        "PREFIX x: <URL> SELECT * { SERVICEx:a { ?s ?p ?o } }",
        'SELECT * { ?a ?b ?c FILTER(?a<?b#>"""\n) SERVICE <URL> { ?s ?p ?o } #"""\n}',
        "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
        "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <URL>",
        "LOAD SILENT <URL> INTO GRAPH <http://x.example/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_sent_to_another_service(served: Any, listener: tuple[str, list[str]], query: str) -> None:
    """However it is written, the query is refused and nothing arrives."""
    url, requests = listener
    assert served.get(query.replace("URL", url)).status_code in {400, 403}
    parameters = {"default-graph-uri": url}
    assert served.get(ASK, None, **parameters).status_code == 403
    assert requests == []


def test_a_service_that_is_allowed_by_name_is_called(
    serving: Any, dossier: Path, tmp_path: Path, listener: tuple[str, list[str]]
) -> None:
    """And no other."""
    url, requests = listener
    with serving(dossier, tmp_path / "log", "--allow-service", url, "--workers", "1") as service:
        refused = service.get(f"ASK {{ SERVICE <{url}other> {{ ?s ?p ?o }} }}")
        assert (refused.status_code, requests) == (403, [])
        assert service.get(f"ASK {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}").status_code == 200
        assert requests == ["reached"]


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <file:///etc/passwd>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
        "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
        "DESCRIBE <file:///etc/passwd>",
        "SELECT (<file:///etc/passwd>() AS ?x) {}",
    ],
)
def test_no_file_is_read(served: Any, query: str) -> None:
    """A file may be named, and is not opened."""
    assert "root:" not in served.get(query).text
    for address in ("/graph?graph=file:///etc/passwd", "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"):
        assert served.client.get(address).status_code == 404


def test_no_answer_shows_a_path_or_a_trace(served: Any, dossier: Path) -> None:
    """Whatever goes wrong, the text is about the request alone."""
    texts = [
        served.get(query).text
        for query in ("ASK {", "x" * 5000, "SELECT * { SERVICE <http://x.example/> {} }", "CLEAR ALL", "\x00")
    ]
    texts += [served.client.get(address).text for address in ("/nowhere", "/sparql/", "/graph?graph=%00")]
    texts.append(served.client.post("/sparql", content="\ud800".encode(errors="surrogatepass")).text)
    for text in texts:
        assert "Traceback" not in text
        assert ".py" not in text
        assert str(dossier.parent) not in text
        assert "/tmp" not in text  # noqa: S108 - that is what must not be shown


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost:1"}, 421),
        ({"Host": "127.0.0.1.evil.example:PORT"}, 421),
        ({"Host": ""}, 421),
        ({"Host": "localhost:PORT"}, 200),
        ({"Host": "LOCALHOST:PORT"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:PORT"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_pages_of_other_sites_cannot_ask(served: Any, headers: dict[str, str], status: int) -> None:
    """Neither under a name of their own, nor from a page of theirs; and none may read an answer."""
    given = {name: value.replace("PORT", str(served.port)) for name, value in headers.items()}
    response = served.client.get("/sparql", params={"query": ASK}, headers=given)
    assert response.status_code == status
    assert not [name for name in response.headers if name.startswith("access-control-")]


def test_requests_have_a_largest_size(served: Any) -> None:
    """A query, a body and a head that are too long are refused, each with its status."""
    long = "ASK { ?s ?p '" + "x" * 100_000 + "' }"
    assert served.client.post("/sparql", data={"query": long}).status_code == 413
    connection = HTTPConnection("127.0.0.1", served.port, timeout=5)
    connection.request("GET", f"/sparql?query={quote(long)}", headers={"Host": f"localhost:{served.port}"})
    assert connection.getresponse().status == 414
    connection.close()
    # A connection may be closed before all of what is too much was sent.
    with contextlib.suppress(httpx.TransportError):
        body = {"query": ASK, "padding": "x" * (2 << 20)}
        assert served.client.post("/sparql", data=body).status_code == 413
    with contextlib.suppress(httpx.TransportError):
        # More than comes in at one read, by which the size of what is not yet whole is judged.
        padding = {"X-Padding": "x" * 3_000_000}
        assert served.client.get("/sparql", headers=padding).status_code in {400, 431}
    assert served.get(ASK).status_code == 200


def test_a_body_without_an_end_is_refused(served: Any) -> None:
    """What comes in chunks is counted too."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost:{served.port}\r\nTransfer-Encoding: chunked\r\n"
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n".encode())
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                connection.sendall(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
        with contextlib.suppress(ConnectionError):
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    assert served.get(ASK).status_code == 200


def test_slow_clients_do_not_keep_others_out(served: Any) -> None:
    """Three hundred clients that never finish their request are more than the service holds at once."""
    slow = []
    try:
        for number in range(300):
            connection = socket.create_connection(("127.0.0.1", served.port), timeout=5)
            connection.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\nHost: loc"[: 10 + number % 30])
            slow.append(connection)
        begin = time.monotonic()
        for _ in range(5):
            response = httpx.get(f"{served.url}/sparql", params={"query": ASK})
            assert response.status_code == 200
        assert time.monotonic() - begin < 3
    finally:
        for connection in slow:
            connection.close()


def test_a_client_that_does_not_finish_is_let_go(served: Any) -> None:
    """A head has five seconds."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=13) as connection:
        connection.sendall(b"GET /sparql HTTP/1.1\r\n")
        begin = time.monotonic()
        with contextlib.suppress(ConnectionError):
            assert connection.recv(1) == b""
        assert 4 < time.monotonic() - begin < 8


def test_a_client_that_does_not_read_holds_no_worker(served: Any) -> None:
    """The answers wait aside, and the workers answer others."""
    query = quote("SELECT * { ?s ?p ?o . ?q ?r ?t } LIMIT 1000")
    slow = []
    try:
        for _ in range(8):
            connection = socket.create_connection(("127.0.0.1", served.port), timeout=5)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(
                f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost:{served.port}\r\n\r\n".encode()
            )
            slow.append(connection)
        time.sleep(0.3)
        assert served.get(ASK).status_code == 200
    finally:
        for connection in slow:
            connection.close()


def test_fifty_clients_at_once_are_answered_or_told_to_come_back(served: Any) -> None:
    """With two workers, and queries that run away among them, nobody waits for long."""
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    def ask(number: int) -> tuple[int, float]:
        begin = time.monotonic()
        status = served.get(runaway if number % 25 == 0 else ASK).status_code
        return status, time.monotonic() - begin

    with ThreadPoolExecutor(50) as clients:
        outcomes = list(clients.map(ask, range(50)))
    counts = Counter(status for status, _ in outcomes)
    assert set(counts) <= {200, 503}
    assert counts[200] >= 40
    assert max(seconds for _, seconds in outcomes) < 12


@pytest.mark.parametrize(
    "junk", [b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 50]
)
def test_what_is_no_request_is_refused(served: Any, junk: bytes) -> None:
    """Junk closes its own connection, and no more."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as connection:
        connection.sendall(junk)
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            assert connection.recv(100).startswith((b"", b"HTTP/1.1 400"))
    assert served.get(ASK).status_code == 200
