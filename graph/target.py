"""A store on the network that takes whole graphs by the Graph Store Protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import IO, Final, Self
from urllib.parse import urlsplit

import httpx

from .errors import PushError

_TRIES: Final = 5
_PAUSE: Final = 0.5
"""How many seconds to wait before the second try; twice as long before each one after it."""
_LONGEST: Final = 60.0
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_LATER: Final = frozenset({408, 425, 429, 500, 502, 503, 504})


class Target:
    """The address of a Graph Store Protocol service, and how to be let in.

    `url` is the service without `?graph=`. `token` is sent as `Authorization: Bearer`, and only over
    TLS or to this machine. What fails for a moment is tried again, `pause` seconds later and then
    twice as long each time, or when the service says. A context: its connections end with it.

    Raises PushError for an address that is not one of HTTP, has a fragment, a name or a password,
    or for a token that would go over the network in the clear.
    """

    def __init__(self, url: str, *, token: str | None = None, pause: float = _PAUSE) -> None:
        self.url = url
        self._pause = pause
        _check(url, token)
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {token}"} if token else {},
            timeout=httpx.Timeout(300.0, connect=10.0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def put(self, graph: str, content: IO[bytes]) -> None:
        """Replace the graph with these N-Triples; raises PushError."""
        size = content.seek(0, 2)

        def send() -> httpx.Response:
            content.seek(0)
            return self._client.put(
                self._address(graph),
                content=_chunks(content),
                headers={"Content-Type": "application/n-triples", "Content-Length": str(size)},
            )

        self._expect(self._tried(send), graph, "take")

    def delete(self, graph: str) -> None:
        """Remove the graph, which may be gone already; raises PushError."""
        answer = self._tried(lambda: self._client.delete(self._address(graph)))
        if answer.status_code != 404:
            self._expect(answer, graph, "delete")

    def _address(self, graph: str) -> httpx.URL:
        return httpx.URL(self.url).copy_merge_params({"graph": graph})

    def _tried(self, send: Callable[[], httpx.Response]) -> httpx.Response:
        """The answer, after some patience with a service that is busy or starting."""
        pause = self._pause
        for left in reversed(range(_TRIES)):
            try:
                answer = send()
            except httpx.TransportError as error:
                if not left:
                    raise PushError(
                        f"{self.url}: does not answer ({error}); push again when it does, and what was "
                        "sent is not sent again"
                    ) from error
            else:
                if not left or answer.status_code not in _LATER:
                    return answer
                pause = max(pause, _wanted(answer))
            time.sleep(min(pause, _LONGEST))
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _expect(self, answer: httpx.Response, graph: str, do: str) -> None:
        if not answer.is_success:
            raise PushError(
                f"{self.url}: did not {do} {graph}: {answer.status_code} {answer.reason_phrase}"
                f"{_advice(answer)}"
            )


def _check(url: str, token: str | None) -> None:
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError:
        port_is_fine = False
    if not port_is_fine or parts.scheme not in {"http", "https"} or not parts.hostname or parts.fragment:
        raise PushError(
            f"{url!r} is no address to push to: give that of a Graph Store Protocol service, "
            "such as http://localhost:7878/store"
        )
    if parts.username is not None or parts.password is not None:
        raise PushError(
            f"{parts.hostname}: leave name and password out of the address, where others can read "
            "them; put a token into a file and name it by --token-file"
        )
    if token and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise PushError(f"{url}: the token would go over the network in the clear; use https")


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(1 << 16):
        yield chunk


def _wanted(answer: httpx.Response) -> float:
    """How many seconds the service asks to wait, if it says so in seconds."""
    after = answer.headers.get("Retry-After", "")
    return float(after) if after.isascii() and after.isdigit() else 0.0


def _advice(answer: httpx.Response) -> str:
    said = " ".join(answer.text.split())[:200]
    match answer.status_code:
        case 401 | 403:
            return "; it needs a token that may write: name its file by --token-file"
        case 404 | 405 | 501:
            return "; is this the address of its Graph Store Protocol, and does it take writing?"
        case 413:
            return (
                "; the graph is too large for it: raise its limit, or load `export --format nquads --shards`"
            )
        case status if 300 <= status < 400:
            return f"; it is at {answer.headers.get('Location', 'another address')}: push to that"
        case _:
            return f" ({said})" if said else ""
