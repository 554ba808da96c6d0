"""The page an analyst works in, as one file that needs no other and asks nobody for anything.

Script and style are built from `service/web/` and stand in `service/static/`, as the service gives out
the same; everything is inlined. The content security policy admits exactly these, by their hashes, and
no connection at all. Text of articles is data in the page, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from ..embedding import csp_hash, json_in_script, sound
from ..labels import plain
from .data import Shown, page_data
from .questions import Ask

if TYPE_CHECKING:
    from ..graph import Graph

_ROOT: Final = __package__.removesuffix(".graph.analyst")

LISTED: Final = 500
"""How many statements a reader without JavaScript finds listed."""


def render_page(graph: Shown, *, review: Mapping[str, str] | None = None, ask: Ask | None = None) -> str:
    """The page as HTML, to be written as UTF-8; equal graphs give equal pages.

    `review` gives the state of reviewed statements by identifier, and `ask` answers its questions, as for
    `page_data`.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    data = page_data(graph, review=review, ask=ask)
    script, style = static("app.js"), static("app.css")
    environment = Environment(
        loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"plain": plain, "sound": sound}
    return environment.get_template(
        "page.html"
    ).render(
        title=data["title"] or "(no title)",
        policy=policy([script], [style]),
        version=graph.run.version,
        # Trusted: files of this package, with nothing of a document in them, and JSON that is escaped.
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
        data=Markup(json_in_script(data)),  # noqa: S704
        statements=graph.statements[:LISTED],
        total=len(graph.statements),
        labels={node.id: node.label for node in graph.nodes},
    )


def static(name: str) -> str:
    """A built asset of the page."""
    return (resources.files(_ROOT) / "service" / "static" / name).read_text(encoding="utf-8")


def policy(
    scripts: Sequence[str], styles: Sequence[str], *, connect: str = "'none'", files: Sequence[str] = ()
) -> str:
    """The content security policy of a page of these inline scripts and styles, and of `files`, if any."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join((*map(csp_hash, scripts), *files))}",
            f"style-src {' '.join((*map(csp_hash, styles), *files))}",
            "img-src data:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            # No text can become markup or a script in the browser, not even by a mistake of ours.
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def analyst_page(graph: Graph, ask: Ask | None = None) -> bytes:
    """The page of a graph with what people decided on its statements, as the bytes of its file.

    `ask` is as for `answers`: another way to the same rows.
    """
    states = {statement_id: state.state for statement_id, state in graph.decided.review.items()}
    return render_page(graph, review=states, ask=ask).encode()
