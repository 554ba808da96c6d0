"""`/`: the page of the service, which is the page of `parleygraph view` with data that it fetches.

Script and style are the same, inlined and named by their hashes; the policy allows files of the
service itself and connections to it, and nothing else.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Final

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from .._version import __version__
from ..graph.analyst import policy, static
from .context import Context

_ASSETS: Final = {"sparql.js": "text/javascript", "sparql.css": "text/css"}
"""What the page loads when it is wanted: the editor of queries."""


def routes(_: Context) -> list[Route]:
    """The routes of the page, and of what it loads later."""

    async def page(request: Request) -> Response:
        content, header = _page()
        mark = f'"{tag(content.encode())}"'
        headers = {"Content-Security-Policy": header, "ETag": mark, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(content, headers=headers)

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(404, "there is no such file")
        content = static(name).encode()
        mark = f'"{tag(content)}"'
        headers = {"ETag": mark, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=_ASSETS[name], headers=headers)

    return [
        Route("/", page, methods=["GET"]),
        Route("/static/{name}", asset, methods=["GET"]),
    ]


def tag(content: bytes) -> str:
    """What names content for caches."""
    return sha256(content).hexdigest()[:32]


@cache
def _page() -> tuple[str, str]:
    """The page and its content security policy."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    script, style = static("app.js"), static("app.css")
    environment = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    content = environment.get_template("live.html").render(
        version=__version__,
        # Trusted: files of this package, with nothing of a document in them.
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
    )
    header = policy([script], [style], connect="'self'", files=["'self'"])
    return content, f"{header}; frame-ancestors 'none'"
