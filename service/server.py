"""The HTTP server: uvicorn, with time limits for clients that send or read too slowly."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTIONS: Final = 256
"""So many connections, and silent ones make room."""
HEAD_SECONDS: Final = 5.0
"""How long a client may take to send the head of a request."""
READ_SECONDS: Final = 20.0
"""How long a client may leave what was sent to it unread."""
HEAD_BYTES: Final = 128 << 10
"""The longest head of a request."""
_IDLE_SECONDS: Final = 15
_SHUTDOWN_SECONDS: Final = 3


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that waits for a client, but not for ever.

    Where there are too many connections, that which has been silent for longest makes room: a client
    that sends its request at once is never kept out by those that do not.
    """

    _silent: dict[PatientProtocol, None] = {}  # noqa: RUF012 - shared by all connections of a process

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        connection = transport.get_extra_info("socket")
        # Or the body of an answer waits for the client to acknowledge the head, which takes 40 ms.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # For what lies in the buffers of the kernel alone.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(READ_SECONDS * 1000))
        self._deadline: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._await_head()
        if len(self.connections) >= CONNECTIONS and self._silent:
            longest = next(iter(self._silent))
            del self._silent[longest]
            longest.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take in what came; the head is complete where a request has begun."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_awaiting()
        elif self._deadline is None:
            self._await_head()

    def on_response_complete(self) -> None:
        """Between two requests a connection makes room, too."""
        super().on_response_complete()
        if self.cycle is not None and self.cycle.response_complete:
            self._silent[self] = None

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._unread = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_awaiting()
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._silent[self] = None
        self._deadline = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop_awaiting(self) -> None:
        self._silent.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    listening.setblocking(False)
    return listening


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve the application until the process is told to stop."""
    settings: dict[str, Any] = {
        "http": PatientProtocol,
        "loop": "asyncio",
        "ws": "none",
        "lifespan": "on",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "date_header": True,
        "proxy_headers": False,
        # Beyond what silent connections make room for, all of them ask at the same time.
        "limit_concurrency": 2 * CONNECTIONS,
        "timeout_keep_alive": _IDLE_SECONDS,
        "timeout_graceful_shutdown": _SHUTDOWN_SECONDS,
        "h11_max_incomplete_event_size": HEAD_BYTES,
    }
    uvicorn.Server(uvicorn.Config(app, **settings)).run(sockets=[listening])
