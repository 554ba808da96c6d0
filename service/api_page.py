"""`/`: the page of the service, which is the page of `parleygraph view` with data that it fetches.

Script and style are the same, inlined and named by their hashes; the only connections that the
policy allows are those to the service itself.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from .._version import __version__
from .context import Context
from .page import policy, static


def routes(_: Context) -> list[Route]:
    """The route of the page."""

    async def page(request: Request) -> Response:
        content, header = _page()
        mark = f'"{tag(content.encode())}"'
        headers = {"Content-Security-Policy": header, "ETag": mark, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(content, headers=headers)

    return [Route("/", page, methods=["GET"])]


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
    return content, f"{policy([script], [style], connect="'self'")}; frame-ancestors 'none'"
