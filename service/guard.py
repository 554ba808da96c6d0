"""Who may ask: requests for this host by name, from this site, and with a token where they change something.

A page of a stranger can make a browser ask a service on loopback. It is told apart by the Host header
(a name of the stranger's that resolves to loopback) and by Origin and Sec-Fetch-Site, which
browsers set and scripts cannot. Programs that are no browsers send neither of the last two.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG: Final = logging.getLogger(__name__)
# What a response says of itself unless its route says otherwise.
_DEFAULTS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; form-action 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def host_names(host: str, port: int, others: Collection[str] = ()) -> frozenset[str]:
    """The values of the Host header that mean this service, when it is bound to that address.

    >>> sorted(host_names("127.0.0.1", 80))
    ['127.0.0.1', '127.0.0.1:80', '[::1]', '[::1]:80', 'localhost', 'localhost:80']
    """
    names = {"localhost", "127.0.0.1", "[::1]", *others}
    names.add(f"[{host}]" if ":" in host else host)
    found = {f"{name.lower()}:{port}" for name in names}
    # A client leaves out the port that is usual.
    return frozenset(found | (names if port == 80 else set()) | {name for name in others if ":" in name})


def is_for(headers: Headers, hosts: Collection[str]) -> bool:
    """Whether a request calls the service by one of its names."""
    return headers.get("host", "").lower() in hosts


def is_same_origin(headers: Headers, hosts: Collection[str]) -> bool:
    """Whether a request comes from a page of the service itself, or from no page at all."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() not in hosts:
        return False
    return headers.get("sec-fetch-site", "none").lower() in {"same-origin", "none"}


def bears_token(headers: Headers, token: str | None) -> bool:
    """Whether a request bears the token; never where there is none."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    return (
        token is not None
        and scheme.lower() == "bearer"
        and hmac.compare_digest(given.strip().encode(), token.encode())
    )


class Guard:
    """Lets only requests for this service from this site in, and lets no failure show how it is made."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _DEFAULTS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if not is_for(headers, self._hosts):
            refusal = PlainTextResponse("the service is not called by this host name\n", 421)
            await refusal(scope, receive, send_guarded)
        elif not (is_same_origin(headers, self._hosts) or _is_link(scope, headers)):
            refusal = PlainTextResponse("pages of other sites may not ask this service\n", 403)
            await refusal(scope, receive, send_guarded)
        else:
            try:
                await self._app(scope, receive, send_guarded)
            except Exception:
                _LOG.exception("a request failed")
                if started:
                    raise
                failure = PlainTextResponse("the service failed; its log says why\n", 500)
                await failure(scope, receive, send_guarded)


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Whether a person followed a link from elsewhere to a page, which asks nothing of the data."""
    return (
        scope["method"] in {"GET", "HEAD"}
        and headers.get("origin") is None
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
        and not scope["query_string"]
    )
